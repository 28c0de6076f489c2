"""A voice: runs a program that speaks, one utterance at a time, from a thread of its own.

One utterance can wait: a newer one replaces it, and cuts off the one that is being spoken. One that waited too long is
dropped. Where a program only passes the text to a server, the server is silenced, too. A program that is missing, fails
or never ends is given up after a few times, for the next one there is, or for silence. Left out: which programs there
are (``engines``).
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

LONGEST_SAID = 2000
"""Characters of one utterance. So many fit into a pipe, so that writing never blocks."""
FAILURES = 3
"""After so many failures in a row a program is given up."""
CUT_OFF = 12
"""After so many utterances cut off in a row, none of which ended by itself, the program is taken to hang."""
SILENT_WITHIN_S = 1.0
"""Seconds that the silencing command may take."""
SLOWEST = 5.0
"""Characters a second of the slowest speech: it limits how long a server may still be speaking."""
_POSIX = os.name == "posix"


class _Utterance(Struct, frozen=True):
    text: str
    until: float


class Voice:
    """Speaks texts. Implements ``Cue``. ``trouble`` says what went wrong last, None: nothing."""

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
        """The engine whose server may still be speaking, and until when (monotonic seconds)."""
        self.trouble: str | None = None
        # Started now, so that a session's first cue need not wait for it.
        self._thread = threading.Thread(target=self._run, name="coach-voice", daemon=True)
        self._thread.start()

    @property
    def is_given_up(self) -> bool:
        """Whether no program is left that could speak."""
        return not self._engines

    def give(self, sound: Sound) -> None:
        """Speak the text, unless it cannot begin in time."""
        if not sound.text:
            return
        with self._changed:
            self._waiting = _Utterance(sound.text[:LONGEST_SAID], self._monotonic() + sound.good_for_s)
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
        """Stop speaking for good; no process is left behind."""
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
                start_new_session=True,  # detached from our terminal; killed together with its children
            )
        except (OSError, ValueError) as error:
            self._failed(engine, f"cannot be started: {error}")
            return
        with self._changed:
            self._process, self._was_cut = process, False
            if self._waiting is not None or self._is_hushed or self._is_closed:  # changed during Popen
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
        """Silence the server that was given a text. Our program has ended, so no more text can reach it after this."""
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
        """Kill the program that is speaking. The caller holds the lock, so the process id is still ours."""
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
        """Kill processes that a program has started and left running when it ended."""
        group, self._left_behind = self._left_behind, None
        if group is not None:
            with suppress(OSError):
                os.killpg(group, signal.SIGKILL)


def _group_of(process: subprocess.Popen[bytes]) -> int | None:
    """The process group of a process that has ended, if others in it still run: so long its number cannot be reused."""
    if _POSIX:
        with suppress(OSError):
            os.killpg(process.pid, 0)
            return process.pid
    return None
