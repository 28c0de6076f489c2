"""A runner's machine for a walk through weeks: a home folder, a clock that anybody may set, the coach that is open.

Left out: what is done there (``steps``), and what must hold afterwards (``laws``, ``surfaces``, ``ahead``).
"""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from coach.domain.planning.replay import replay
from coach.domain.planning.standing import Standing
from coach.domain.records.history import History
from coach.services.assembly import Coach, Wish, assemble
from coach.services.closing import farewell
from coach.services.files import RunnerFiles
from coach.services.training import Training
from tests.commands import said
from tests.states import State, lay_down


class AnyClock:
    """A clock that is set: forward by ``move``, as time passes; to any moment by ``set``, as by hand."""

    speed = 1.0

    def __init__(self, now: datetime) -> None:
        self._now, self._passed = now, 0.0

    def move(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._passed += seconds

    def set(self, now: datetime) -> None:
        self._now = now

    def monotonic(self) -> float:
        return self._passed

    def now(self) -> datetime:
        return self._now.replace(microsecond=0)

    @property
    def zone(self) -> tzinfo | None:
        return self._now.tzinfo


class Machine:
    """One runner's machine. ``coach`` is the one that is open; ``files`` follows its files."""

    def __init__(self, home: Path, clock: AnyClock) -> None:
        self.home, self.clock = home, clock
        self.config = home / "xdg_config_home" / "coach"
        self.open()

    def open(self) -> None:
        """Open a coach."""
        self.coach = assemble(Wish())
        self.files = RunnerFiles(self.coach)
        self.files.look()

    @property
    def training(self) -> Training:
        """That of the coach that is open."""
        return self.coach.training

    def close(self) -> None:
        """The coach that is open ends, as every front end ends it."""
        farewell(self.coach)

    def look(self) -> None:
        """The coach that is open looks up, as it does twice a second: at its files, and at what others stored."""
        news = self.files.look()
        if news is not None:
            self.files.take(news)
        self.training.catch_up()

    def write(self, name: str, text: str | None) -> None:
        """Write one of the runner's own files, or remove it."""
        path = self.config / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text, encoding="utf-8")

    @contextmanager
    def another(self) -> Iterator[Coach]:
        """Another coach of the same runner, open for a moment."""
        coach = assemble(Wish())
        yield coach
        farewell(coach)

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """The clock stands at another moment for a while, and nothing is recorded."""
        now = self.clock._now
        self.clock.set(moment)
        try:
            yield
        finally:
            self.clock.set(now)

    def said(self, *words: str) -> tuple[int, str]:
        """The exit code of a command, and what it says; on the other output, where it says nothing on this."""
        code, told, besides = said(*words)
        return code, told or besides


@contextmanager
def machine_of(state: State) -> Iterator[Machine]:
    """The machine of a runner in this state."""
    with TemporaryDirectory(dir=_room()) as folder, contextlib.ExitStack() as stack:
        home = Path(folder)
        names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_DIRS", "HOME")
        variables = {name: str(home / name.lower()) for name in names} | {"COLUMNS": "200", "TERM": "xterm-256color"}
        stack.enter_context(patch.dict("os.environ", variables))
        clock = AnyClock(state.now)
        stack.enter_context(patch("coach.services.assembly.SystemClock", lambda _speed=1.0: clock))
        lay_down(state, home / "xdg_config_home" / "coach")
        stack.enter_context(contextlib.chdir(home))
        yield Machine(home, clock)


def _room() -> str | None:
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() else None


def whole_history(training: Training) -> History:
    """All records up to now, as the store has them, whatever is remembered; under the ids of today."""
    called = training._renamings_now()
    history = training.store.history().placed(training.clock.now())
    return (history if called is None else called.of(history)).until(training.clock.now())


def folded_anew(training: Training) -> Standing:
    """The standing of all that is on record up to now, with nothing kept."""
    return replay(training.catalogue, whole_history(training))
