"""Driving a session in tests: a player that calls ``advance`` and keeps every fact, and facts as short text."""

from dataclasses import dataclass, field

from coach.domain.planning.plan import PlannedStep
from coach.domain.records.entries import Stopped
from coach.domain.session.commands import Command, Do, advance
from coach.domain.session.facts import (
    Counted,
    Eased,
    Ended,
    Fact,
    Halfway,
    Lengthened,
    Paused,
    RepDone,
    RepMoved,
    Resumed,
    SetDone,
    Started,
)
from coach.domain.session.segments import Pacing
from coach.domain.session.state import SessionState, begin

from .builders import plan_of

HANDS_FREE = Pacing()
BY_KEY = Pacing(hands_free=False)


@dataclass
class Player:
    """A session and all its facts so far. Time goes on in calls at most ``every`` seconds apart."""

    state: SessionState
    facts: list[Fact] = field(default_factory=list)
    every: float = 1.0

    @property
    def now(self) -> float:
        return self.state.seen

    def until(self, now: float) -> "Player":
        """Let time pass up to a moment."""
        while self.now < now:
            self.call(None, min(now, self.now + self.every))
        return self

    def wait(self, seconds: float) -> "Player":
        return self.until(self.now + seconds)

    def do(self, do: Do, stopped: Stopped | None = None) -> "Player":
        """A command, now."""
        self.call(Command(do, stopped), self.now)
        return self

    def call(self, command: Command | None, now: float) -> tuple[Fact, ...]:
        """One call as it is; returns its facts alone."""
        self.state, facts = advance(self.state, command, now)
        self.facts.extend(facts)
        return facts

    def play(self) -> "Player":
        """To the end: what is open-ended is done at once, what is paused goes on."""
        while not self.state.is_over:
            if self.state.status == "paused":
                self.do(Do.PAUSE)
            elif self.state.segment.seconds is None and self.state.status == "running":
                self.do(Do.DONE)
            else:
                self.wait(1)
        return self

    def forget(self) -> "Player":
        """Look only at the facts from here on."""
        self.facts.clear()
        return self

    @property
    def told(self) -> list[str]:
        return [tell(fact) for fact in self.facts]

    @property
    def here(self) -> str:
        """The present segment: ``work 1 left``, ``rest 2``."""
        return where(self.state)


def start(*steps: PlannedStep, pacing: Pacing = HANDS_FREE, now: float = 0.0, every: float = 1.0) -> Player:
    """A session of these steps at its first moment."""
    state, facts = begin(plan_of(*steps), pacing, now)
    return Player(state, list(facts), every)


def at_work(*steps: PlannedStep, pacing: Pacing = HANDS_FREE) -> Player:
    """A session in its first set, with its facts forgotten."""
    return start(*steps, pacing=pacing).wait(pacing.get_ready_s).forget()


def where(state: SessionState) -> str:
    segment = state.segment
    return " ".join([str(segment.kind), str(segment.set), *([segment.side] if segment.side else [])])


def tell(fact: Fact) -> str:
    """A fact in short, with its moment: ``10 work 1 left``, ``37 in 3``."""
    match fact:
        case Started(segment=segment):
            what = " ".join([str(segment.kind), str(segment.set), *([segment.side] if segment.side else [])])
        case Halfway(seconds=seconds):
            what = f"halfway, {seconds} left"
        case Counted(seconds=seconds, resuming=resuming):
            what = f"{'on' if resuming else 'end'} in {seconds}"
        case RepMoved(rep=rep, phase=phase, side=side):
            what = f"rep {rep} {phase}" + (f" {side}" if side else "")
        case RepDone(rep=rep, reps=reps):
            what = f"rep {rep}/{reps} done"
        case SetDone(whole=whole):
            what = "set done" if whole else "set left"
        case Paused(reason=reason):
            what = f"paused ({reason})"
        case Resumed():
            what = "resumed"
        case Lengthened(seconds=seconds):
            what = f"+{seconds}"
        case Eased():
            what = "eased"
        case Ended(stopped=stopped):
            what = f"ended ({stopped})" if stopped else "ended"
    return f"{fact.at:g} {what}"
