"""A guest's SSH channel: its requests become a visit, and the visit's output goes back through it.

Requests are only recorded here and checked elsewhere (``middleware.access``); what is never allowed, such as subsystems
and signals, is refused here.
"""

import asyncio
import select
from collections.abc import Callable, Mapping

import asyncssh

from coach.host.server.relay import Pump
from coach.system.terminal_size import clamped

MOST_VARIABLES = 32
"""The most environment variables; no honest client sends more."""
RESIZE_EVERY_S = 0.05
WRITE_HIGH_WATER = 32_768
_REPAIRS = "\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?1004l\x1b[<u\x1b[0m\r\n"
"""Resets a terminal: main screen, cursor shown, no mouse, paste or focus events, plain keys, default colours."""


class Wire(asyncssh.SSHServerSession[bytes]):
    """One channel. Implements ``GuestLine`` and ``GuestConnection``.

    ``begin`` is called once the guest's request is complete, ``gone`` when the channel is closed. ``writable`` says
    whether the network takes more now.
    """

    def __init__(self, begin: "Callable[[Wire], None]", gone: "Callable[[Wire], None]", writable: Callable[[], bool]):
        self._begin = begin
        self._gone = gone
        self._writable = writable
        self._channel: asyncssh.SSHServerChannel[bytes] | None = None
        self._term: str | None = None
        self._pump: Pump | None = None
        self._resize: Callable[[int, int], None] | None = None
        self._end_input: Callable[[], None] | None = None
        self._early = bytearray()
        self._early_end = False
        self._paused = False
        self._resizing: asyncio.TimerHandle | None = None
        self.size: tuple[int, int] | None = None
        self.command: str | None = None
        self.on_touch: Callable[[], None] = lambda: None
        self.on_lost: Callable[[], None] = lambda: None
        self.in_use = False
        """Whether a visit uses it; the client may keep the channel open long after."""

    # --- callbacks of asyncssh ----------------------------------------------------------------------------------------

    def connection_made(self, chan: "asyncssh.SSHServerChannel[bytes]") -> None:
        """Keep the open channel, and limit its write buffer."""
        self._channel = chan
        chan.set_write_buffer_limits(high=WRITE_HIGH_WATER)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell the visit and the connection that the channel is closed, or the connection gone."""
        self._channel = None
        if self._resizing is not None:
            self._resizing.cancel()
        self.on_lost()
        self._gone(self)

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        """Accept a terminal; the modes that the client asks for are ignored."""
        self._term = term_type
        self.size = clamped(term_size[0], term_size[1])
        return True

    def shell_requested(self) -> bool:
        """Accept a request without a command, which means the app: there is no shell."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Record the command: a verb, or something that will be refused later in a sentence."""
        self.command = command
        return True

    def subsystem_requested(self, subsystem: str) -> bool:
        """Refuse every subsystem, sftp included."""
        return False

    def session_started(self) -> None:
        """Begin the visit: the guest's requests are complete."""
        self.in_use = True
        self._begin(self)

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """Note the new size, and pass it on soon: of many in a short time, only the last."""
        if self.size is None:
            return
        self.size = clamped(width, height)
        if self._resizing is None:
            self._resizing = asyncio.get_running_loop().call_later(RESIZE_EVERY_S, self._pass_size)

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Pass on the guest's input, or keep it until ``attach``."""
        self.on_touch()
        if self._pump is None:
            self._early += data  # limited by the channel's window
        else:
            self._pump.feed(data)

    def eof_received(self) -> bool:
        """End the coach's input; its output still goes to the guest."""
        if self._end_input is None:
            self._early_end = True
        else:
            self._end_input()
        return True

    def signal_received(self, signal: str) -> None:
        """Ignore signals from the client."""

    def break_received(self, msec: int) -> bool:
        """Refuse breaks."""
        return False

    def pause_writing(self) -> None:
        """Note that the channel's buffer is full."""
        self._paused = True

    def resume_writing(self) -> None:
        """Note that the channel takes more again."""
        self._paused = False

    # --- called by the visit ------------------------------------------------------------------------------------------

    @property
    def sent(self) -> dict[str, str]:
        """The environment variables that the client sent, unchecked, with TERM; those too long are left out.

        Empty when there are more than MOST_VARIABLES.
        """
        if self._channel is None or len(self._channel.get_environment_bytes()) > MOST_VARIABLES:
            return {}
        found = {}
        for name, value in self._channel.get_environment_bytes().items():
            if len(name) <= 16 and len(value) <= 64:
                found[name.decode(errors="replace")] = value.decode(errors="replace")
        return {**found, **({"TERM": self._term} if self._term else {})}

    @property
    def floods(self) -> bool:
        """Whether the client sent more variables than any honest one does."""
        return self._channel is not None and len(self._channel.get_environment_bytes()) > MOST_VARIABLES

    def attach(self, pump: Pump, resize: Callable[[int, int], None], end_input: Callable[[], None]) -> None:
        """Pass the guest's input and terminal sizes on from now on, those that came earlier first."""
        self._pump, self._resize, self._end_input = pump, resize, end_input
        self._pass_size()
        if self._early:
            early, self._early = bytes(self._early), bytearray()
            pump.feed(early)
        if self._early_end:
            end_input()

    def detach(self) -> None:
        """Pass nothing on any more."""
        self._pump = self._resize = None
        self._end_input = lambda: None

    def write(self, data: bytes, *, error: bool) -> None:
        """Send bytes to the guest, on standard error if ``error``; dropped when the channel is closed."""
        if self._channel is None or self._channel.is_closing():
            return
        if error:
            self._channel.write_stderr(data)
        else:
            self._channel.write(data)

    def takes_more(self) -> bool:
        """Return whether bytes written now would leave soon; True when the channel is closed, as they are dropped."""
        return self._channel is None or (not self._paused and self._writable())

    def pause_reading(self) -> None:
        """Stop reading from the guest for now."""
        if self._channel is not None:
            self._channel.pause_reading()

    def resume_reading(self) -> None:
        """Read from the guest again."""
        if self._channel is not None:
            self._channel.resume_reading()

    def say(self, sentence: str) -> None:
        """Send one line to the guest: to the terminal, or on standard error without one."""
        ending = "\r\n" if self.size is not None else "\n"
        self.write(f"{sentence}{ending}".encode(), error=self.size is None)

    def repair(self) -> None:
        """Reset the guest's terminal after a coach that crashed."""
        if self.size is not None:
            self.write(_REPAIRS.encode(), error=False)

    def leave(self, code: int) -> None:
        """Close the channel with the visit's exit code."""
        self.in_use = False
        if self._channel is not None and not self._channel.is_closing():
            self._channel.exit(code)

    def _pass_size(self) -> None:
        self._resizing = None
        if self._resize is not None and self.size is not None:
            self._resize(*self.size)


def is_writable(descriptor: int) -> bool:
    """Return whether the system would take bytes for this socket now."""
    poll = select.poll()
    try:
        poll.register(descriptor, select.POLLOUT)
        return bool(poll.poll(0))
    except (OSError, ValueError):
        return True  # closed: the next write will notice
