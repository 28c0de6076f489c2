"""A voice: another program that speaks, one utterance at a time, on a thread of its own.

There is room for one utterance that waits: a newer one takes its place, and cuts off the one that is being spoken. What
waited too long is not spoken at all. Where a program only hands the text to a server, that is silenced, too. A program
that is missing, fails or never ends is given up after a few times, for the next one there is, or for silence. Left out:
which programs there are (``engines``).
"""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from msgspec import Struct

from coach.cues.cue import Sound
from coach.cues.engines import Engine

LONGEST_TEXT = 2000
"""Letters of one utterance. It fits into a pipe, so that handing it over never waits."""
FAILURES = 3
"""So many in a row, and a program is given up."""
CUT_OFF = 12
"""So many utterances in a row cut off, and none ever ended: the program hangs."""
SILENT_WITHIN_S = 1.0
"""So long a server's client may take to silence it."""
SLOWEST = 5.0
"""Letters a second of the slowest speech: a server may speak for so long."""
_POSIX = os.name == "posix"


class _Utterance(Struct, frozen=True):
    text: str
    until: float


class Voice:
    """Speaks. Implements ``Cue``. ``trouble`` says what went wrong last, None while all is well."""

    def __init__(self, engines: Sequence[Engine], monotonic: Callable[[], float] = time.monotonic) -> None:
        self._engines = list(engines)
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._waiting: _Utterance | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._left_behind: int | None = None
        self._was_cut = False
        self._failures = self._cut_off = 0
        self._is_closed = self._is_hushed = self._must_silence = False
        self._served: tuple[Engine, float] | None = None
        """Whose server may be speaking, and until when."""
        self.trouble: str | None = None
        # Begun now: a session's first cue need not wait for it.
        self._thread = threading.Thread(target=self._run, name="coach-voice", daemon=True)
        self._thread.start()

    @property
    def is_given_up(self) -> bool:
        """Whether no program is left that could speak."""
        return not self._engines

    def give(self, sound: Sound) -> None:
        """Speak the text, if it can be begun in time."""
        if not sound.text:
            return
        with self._changed:
            self._waiting = _Utterance(sound.text[:LONGEST_TEXT], self._monotonic() + sound.good_for_s)
            self._cut()
            self._changed.notify()

    def hush(self) -> None:
        """Stop speaking."""
        with self._changed:
            self._is_hushed = self._must_silence = True
            self._waiting = None
            self._cut()
            self._changed.notify()

    def close(self) -> None:
        """Stop speaking for good; nothing that was begun is left behind."""
        with self._changed:
            self._is_closed = self._must_silence = True
            self._waiting = None
            self._cut()
            self._changed.notify()
        self._thread.join(timeout=SILENT_WITHIN_S + 1.0)

    # --- on its own thread ------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting is not None or self._must_silence or self._is_closed)
                must_silence, self._must_silence = self._must_silence, False
                is_closed = self._is_closed
                utterance, self._waiting = self._waiting, None
                self._is_hushed = False
            if must_silence:
                self._silence()
            if is_closed:
                return
            if utterance is not None and self._engines and self._monotonic() <= utterance.until:
                self._speak(self._engines[0], utterance.text)

    def _speak(self, engine: Engine, text: str) -> None:
        command, given = engine.command(text)
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE if given else subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # away from our terminal, and ended with all that it begins itself
            )
        except (OSError, ValueError) as error:
            self._failed(engine, f"cannot be started: {error}")
            return
        with self._changed:
            self._process, self._was_cut = process, False
            if self._waiting is not None or self._is_hushed or self._is_closed:  # while it was being started
                self._cut()
        if engine.silencer:
            self._served = engine, self._monotonic() + SILENT_WITHIN_S + len(text) / SLOWEST
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.write(given)
            with suppress(OSError):
                process.stdin.close()
        code = process.wait()
        with self._changed:
            self._process = None
            self._left_behind = _group_of(process)
            was_cut = self._was_cut
            if was_cut:
                self._end_what_was_left()
        self._judge(engine, code, was_cut=was_cut)

    def _silence(self) -> None:
        """Tell the server that was given a text to be silent: our program has ended, so nothing comes after this."""
        served, self._served = self._served, None
        if served is None or self._monotonic() > served[1]:
            return
        quiet = subprocess.DEVNULL
        with suppress(OSError, ValueError):
            process = subprocess.Popen(
                served[0].silencer, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
            )
            try:
                process.wait(SILENT_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _judge(self, engine: Engine, code: int, *, was_cut: bool) -> None:
        if was_cut:
            self._cut_off += 1
            if self._cut_off >= CUT_OFF:
                self._give_up(engine, "never came to an end")
        elif code:
            self._failed(engine, f"ended with code {code}")
        else:
            self._failures = self._cut_off = 0
            self.trouble = None

    def _failed(self, engine: Engine, how: str) -> None:
        self._failures += 1
        self.trouble = f"{engine.name} {how}"
        if self._failures >= FAILURES:
            self._give_up(engine, how)

    def _give_up(self, engine: Engine, how: str) -> None:
        self.trouble = f"{engine.name} {how}"
        self._engines.remove(engine)
        self._failures = self._cut_off = 0

    # --- within -----------------------------------------------------------------------------------------------------

    def _cut(self) -> None:
        """End what is being spoken. Holds the lock, so that the process is still ours."""
        self._end_what_was_left()
        process = self._process
        if process is None or process.returncode is not None:
            return
        self._was_cut = True
        with suppress(OSError):
            if _POSIX:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()

    def _end_what_was_left(self) -> None:
        """End what a program began and left speaking, or doing whatever it does, when it ended itself."""
        group, self._left_behind = self._left_behind, None
        if group is not None:
            with suppress(OSError):
                os.killpg(group, signal.SIGKILL)


def _group_of(process: subprocess.Popen[bytes]) -> int | None:
    """The group of a process that has ended, if others of it go on: as long as they do, nobody else has its number."""
    if _POSIX:
        with suppress(OSError):
            os.killpg(process.pid, 0)
            return process.pid
    return None
