"""A session that is heard: a conductor, and an ear that takes down every sound with its moment."""

from dataclasses import dataclass, field

from domain.builders import plan_of

from coach.cues.conductor import Conductor
from coach.cues.cue import Sound
from coach.domain.planning.plan import PlannedStep
from coach.domain.records.entries import Stopped
from coach.domain.session.commands import Command, Do, advance
from coach.domain.session.segments import Pacing
from coach.domain.session.state import SessionState, begin
from coach.library.formats.settings.settings_file import Settings


@dataclass
class Ear:
    """A session with a conductor, and what it gave to its cues."""

    state: SessionState
    conductor: Conductor
    sounds: list[tuple[float, Sound]] = field(default_factory=list)
    hushes: int = 0

    def give(self, sound: Sound) -> None:
        self.sounds.append((self.state.seen, sound))

    def hush(self) -> None:
        self.hushes += 1

    def close(self) -> None: ...

    def call(self, command: Command | None, now: float) -> None:
        self.state, facts = advance(self.state, command, now)
        self.conductor.hear(facts, self.state)

    def until(self, now: float, every: float = 1.0) -> "Ear":
        while self.state.seen < now:
            self.call(None, min(now, self.state.seen + every))
        return self

    def do(self, do: Do, stopped: Stopped | None = None) -> "Ear":
        self.call(Command(do, stopped), self.state.seen)
        return self

    def forget(self) -> "Ear":
        self.sounds.clear()
        return self

    @property
    def said(self) -> list[str]:
        return [f"{at:g} {sound.text}" for at, sound in self.sounds if sound.text]

    @property
    def rung(self) -> list[tuple[float, int]]:
        return [(at, sound.rings) for at, sound in self.sounds if sound.rings]


def listening(*steps: PlannedStep, pacing: Pacing | None = None, speed: float = 1.0, **settings: object) -> Ear:
    state, _ = begin(plan_of(*steps), pacing or Pacing(get_ready_s=5, switch_s=5), 0.0)
    ear = Ear(state, None)  # type: ignore[arg-type]
    ear.conductor = Conductor((ear,), Settings(**settings), speed=speed)  # type: ignore[arg-type]
    ear.conductor.begin(state)
    return ear
