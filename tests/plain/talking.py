"""A talk and a clock that tests hold in their hands: a whole session passes in no time, and nothing sleeps."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import load_library
from coach.plain.talk import InputEndedError
from coach.services.assembly import Coach
from coach.services.notices import SAFETY_READ
from coach.services.training import Training
from coach.store import Store
from coach.store.memory import MemoryStore
from coach.store.resilient import ResilientStore

START = datetime.fromisoformat("2026-11-02T07:30:00+01:00")
LIBRARY = load_library([Layer("shipped", shipped_folder())])


@dataclass
class FakeClock:
    """Time that passes when it is told to."""

    seconds: float = 1000.0
    speed: float = 1.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds - 1000.0)


@dataclass
class FakeTalk:
    """Answers in order; ``typed`` are lines at seconds of the session's waiting; ``ends_at``: the input ends then."""

    clock: FakeClock
    answers: list[str]
    hands_free: bool = True
    typed: list[tuple[float, str]] = field(default_factory=list)
    ends_at: float | None = None
    interrupted_at: float | None = None
    lines: list[str] = field(default_factory=list)
    waited: float = 0.0

    def say(self, line: str) -> None:
        assert "\n" not in line
        self.lines.append(line)

    def ask(self, question: str) -> str:
        self.say(question)
        if not self.answers:
            raise InputEndedError
        return self.answers.pop(0)

    def wait(self, seconds: float | None) -> str | None:
        until = self.waited + (seconds if seconds is not None else 1e9)
        if self.typed and self.typed[0][0] <= until:
            at, line = self.typed.pop(0)
            self._pass(max(0.0, at - self.waited))
            return line
        if self.interrupted_at is not None and self.interrupted_at <= until:
            raise KeyboardInterrupt
        if seconds is None or (self.ends_at is not None and self.ends_at <= until):
            raise InputEndedError
        self._pass(seconds)
        return None

    def _pass(self, seconds: float) -> None:
        self.waited += seconds
        self.clock.seconds += seconds

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def coach_with(
    clock: FakeClock, store: Store | None = None, settings: Settings | None = None, *, is_new: bool = False
) -> Coach:
    """A coach on the shipped library, with a history of its own. ``is_new``: its safety notice was not read yet."""
    kept = ResilientStore(lambda: store or MemoryStore())
    if not is_new:
        kept.write(SAFETY_READ, "earlier")
    return Coach(Training(LIBRARY, kept, clock, settings or Settings(explain=False)), (), kept)
