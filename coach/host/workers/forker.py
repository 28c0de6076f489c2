"""The warm process: it has everything imported, and forks a coach for each guest who logs in.

It has no threads and no event loop, so that forking is safe; it only forks, passes on signals and reaps. The server
sends requests over a socket, one JSON line each, with the guest's file descriptors attached. When the server is gone,
it ends the remaining coaches, then itself. Left out: the server's side of the socket (``children``).
"""

import array
import fcntl
import gc
import json
import os
import select
import signal
import socket
import sys
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, TextIO

from coach.host.base import prctl
from coach.host.base.terminal import checked_environment
from coach.host.guests import seccomp
from coach.host.guests.entry import Guest, Main, receive
from coach.host.guests.presence import Presence
from coach.host.guests.sandbox import Account
from coach.host.guests.verbs import understood
from coach.system.exit_codes import BROKEN

PRESENCE = 3
"""The file descriptor on which a coach reports to its host (``guests.presence``)."""
LONGEST_REQUEST = 16_384
MOST_DESCRIPTORS = 4
GRACE_S = 4.0
"""How long the coaches may take to save when the server is gone, in seconds."""


def hatch(main: Main, account: Account | None) -> tuple[socket.socket, int]:
    """Start the warm process; return the socket to it, and its process id. Call it before any thread is started."""
    ours, theirs = socket.socketpair()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        ours.close()
        code = BROKEN
        try:
            code = Forker(theirs, main, account).run()
        finally:
            os._exit(code)
    theirs.close()
    return ours, pid


_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Forker:
    """The loop of the warm process: forks coaches on request, until the server is gone."""

    def __init__(self, server: socket.socket, main: Main, account: Account | None) -> None:
        self._server = server
        self._main = main
        self._account = account
        self._alive: set[int] = set()
        self._begun = b""
        self._descriptors: list[int] = []

    def run(self) -> int:
        """Warm up, report that, and serve requests; returns 0 when the server is gone."""
        _leave_terminal()
        allow_merging()
        warm_up()
        _mind_no_signals()  # again: the rehearsal has set signal handlers of its own, and restored the defaults
        woken, wakes = os.pipe()
        os.set_blocking(woken, False)
        os.set_blocking(wakes, False)
        signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._tell({"ready": True})
        while True:
            ready, _, _ = select.select([self._server.fileno(), woken], [], [])
            if woken in ready:
                _empty(woken)
                self._reap()
            if self._server.fileno() in ready and not self._serve():
                break
        self._end_all()
        return 0

    def _serve(self) -> bool:
        """Read and carry out the requests that have arrived. False: the server is gone."""
        try:
            data, ancillary, _, _ = self._server.recvmsg(
                LONGEST_REQUEST, socket.CMSG_SPACE(MOST_DESCRIPTORS * array.array("i").itemsize)
            )
        except OSError:
            return False
        for level, kind, content in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                numbers = array.array("i")
                numbers.frombytes(content[: len(content) - len(content) % numbers.itemsize])
                self._descriptors.extend(numbers)
        *whole, self._begun = (self._begun + data).split(b"\n")
        for line in whole:
            self._obey(json.loads(line))
        return bool(data)

    def _obey(self, request: Mapping[str, Any]) -> None:
        if "signal" in request:
            if request["pid"] in self._alive:  # not reaped yet, so no other process can have this id
                os.kill(request["pid"], request["signal"])
            return
        count = int(request["descriptors"])
        taken, self._descriptors = self._descriptors[:count], self._descriptors[count:]
        # A guest may hang up at once: that signal waits until the coach no longer ignores it, as this process does.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        try:
            pid = os.fork()
        except OSError as error:
            self._tell({"id": request["id"], "failed": error.strerror})
        else:
            if pid == 0:
                self._be_a_coach(request, taken)
            self._alive.add(pid)
            self._tell({"id": request["id"], "pid": pid})
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for descriptor in taken:
            os.close(descriptor)

    def _be_a_coach(self, request: Mapping[str, Any], descriptors: list[int]) -> None:
        """Run the guest's coach in the forked process; never returns."""
        code = BROKEN
        try:
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
            _take_over(descriptors, terminal=request["terminal"])
            verb = understood(request["command"], terminal=request["terminal"])
            sent = checked_environment(request["sent"])
            guest = Guest(request["profile"], verb, sent, tuple(request["notices"]), self._account, request["quota"])
            code = receive(guest, self._main, Presence(PRESENCE))
        finally:
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError, ValueError):
                    stream.flush()
            os._exit(code & 0xFF)

    def _reap(self) -> None:
        while self._alive:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self._alive.discard(pid)
            self._tell({"gone": pid, "code": os.waitstatus_to_exitcode(status)})

    def _tell(self, message: Mapping[str, Any]) -> None:
        with suppress(OSError):  # the server is gone: the main loop will notice
            self._server.sendall(json.dumps(message).encode() + b"\n")

    def _end_all(self) -> None:
        """Ask the coaches to save and leave (SIGTERM); kill those that are left after GRACE_S."""
        until = time.monotonic() + GRACE_S
        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in self._alive:
                os.kill(pid, number)
            while self._alive and (number == signal.SIGKILL or time.monotonic() < until):
                self._reap()
                time.sleep(0.02)


def warm_up() -> None:
    """Import all that a coach may need, run it once without a screen, and freeze the garbage collector's objects."""
    from coach.host.workers.warm_up import rehearse

    rehearse()
    seccomp.prepare()
    gc.collect()
    gc.freeze()


def _leave_terminal() -> None:
    """Detach from the server's terminal, so that nothing that happens on it reaches the coaches."""
    with suppress(OSError):
        os.setsid()
    _mind_no_signals()
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _mind_no_signals() -> None:
    """Ignore the usual signals: this process ends when the server closes the socket."""
    for number in (*_ENDING, signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(number, signal.SIG_IGN)


def _empty(pipe: int) -> None:
    with suppress(BlockingIOError):
        while os.read(pipe, 512):
            pass


def _take_over(descriptors: list[int], *, terminal: bool) -> None:
    """Make the guest's descriptors standard input, output and error, and PRESENCE; close all others."""
    os.setsid()
    *standard, presence = descriptors
    if terminal:
        fcntl.ioctl(standard[0], termios.TIOCSCTTY, 0)
        standard = [standard[0]] * 3
    high = [fcntl.fcntl(each, fcntl.F_DUPFD, 64) for each in (*standard, presence)]  # so that dup2 overwrites none
    for number, each in enumerate(high):
        os.dup2(each, number, inheritable=number != PRESENCE)
    os.closerange(PRESENCE + 1, 4096)
    sys.stdin = sys.__stdin__ = _text(0, "r")  # type: ignore[assignment,misc]
    sys.stdout = sys.__stdout__ = _text(1, "w")  # type: ignore[assignment,misc]
    sys.stderr = sys.__stderr__ = _text(2, "w")  # type: ignore[assignment,misc]


def _text(number: int, mode: str) -> TextIO:
    return open(number, mode, encoding="utf-8", errors="replace", buffering=1, closefd=False)  # type: ignore[return-value]


def allow_merging() -> bool:
    """Let the kernel merge identical memory pages. False: it cannot (needs Linux 6.4), or does not allow it."""
    return prctl.switch_on(prctl.MEMORY_MERGE)
