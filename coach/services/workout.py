"""A session being performed: the one mutable driver between the pure session and the world.

It asks the clock, advances the state, hands the facts to whoever listens (screen, cues), and keeps a checkpoint after
every set. Left out: which session, and what becomes of it (``training``).
"""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.exercise import Side
from coach.domain.records.entries import CheckIn, Moment, Quality
from coach.domain.session.commands import Command, Do, advance, legal
from coach.domain.session.facts import Ended, Fact, Paused, SetDone, Started, TakenOver
from coach.domain.session.state import Hurt, SessionState, elapsed_s, next_change, paused, remaining_s, total_left_s
from coach.system.clock import Clock

Listener = Callable[[tuple[Fact, ...]], None]


class Ongoing(Struct, frozen=True, forbid_unknown_fields=True):
    """A session under way, whole, as its checkpoint keeps it. ``started`` is the record's ``at``.

    ``a_day``: one of a day's breaks, as in ``Session``.
    """

    id: str
    started: Moment
    check_in: CheckIn
    state: SessionState
    a_day: bool | None = None


class Workout:
    """Drives one session. ``keep`` is called with what is to be on disk: after every set, start, pause, and the end.

    ``keep`` says False when another coach has taken the session over: then it stands still here, for good.
    """

    def __init__(self, ongoing: Ongoing, clock: Clock, keep: Callable[[Ongoing], bool]) -> None:
        self._ongoing = ongoing
        self._clock = clock
        self._keep = keep
        self._listeners: list[Listener] = []
        self._first: list[Listener] = []
        self.is_taken_over = False
        """Another coach goes on with this session."""

    @property
    def ongoing(self) -> Ongoing:
        """The session as it would be kept now."""
        return self._ongoing

    @property
    def state(self) -> SessionState:
        """Where the session stands, as of the last call of ``tick`` or ``do``."""
        return self._ongoing.state

    def listen(self, listener: Listener, *, first: bool = False) -> None:
        """Have every batch of facts handed to ``listener``, in order, as they are noticed.

        ``first``: before the checkpoint is on disk, for what must sound in its moment.
        """
        (self._first if first else self._listeners).append(listener)

    def tick(self) -> tuple[Fact, ...]:
        """Let the time pass that has passed."""
        return self._advance(None)

    def do(self, command: Command) -> tuple[Fact, ...]:
        """Carry out a command, if it is legal now."""
        return self._advance(command)

    def save(self) -> None:
        """Keep it as it stands, whoever listens."""
        if not self.is_taken_over:
            self.is_taken_over = not self._keep(self._ongoing)

    def hurt(self, side: Side | None, pain: int, quality: Quality | None) -> Hurt:
        """A pain 0–10 here and now; to be handed in with ``Do.HURTS``. ``side`` None: both, or no sides."""
        segment = self.state.segment
        second = int(elapsed_s(self.state, self._clock.monotonic()))
        return Hurt(
            step=segment.step,
            set=segment.set,
            second=second,
            eased=segment.eased,
            side=side,
            pain=pain,
            quality=quality,
        )

    @property
    def worked(self) -> Side | None:
        """The side that is worked right now, or that was last where nothing is; None: both, or none."""
        state = self.state
        until = reversed(state.segments[: state.index + 1])
        of_step = (segment for segment in until if segment.step == state.segment.step)
        return next((segment.side for segment in of_step if segment.is_work), state.segment.side)

    def legal(self) -> frozenset[Do]:
        """What may be done now."""
        return frozenset() if self.is_taken_over else legal(self.state)

    def remaining_s(self) -> float | None:
        """Seconds left of the present segment; None where it is open-ended."""
        return remaining_s(self.state, self._clock.monotonic())

    def total_left_s(self) -> int:
        """Seconds left of the whole session, as far as can be told."""
        return total_left_s(self.state, self._clock.monotonic())

    def wait_s(self) -> float | None:
        """Real seconds until something next shows or sounds. None: only a command changes anything."""
        now = self._clock.monotonic()
        then = next_change(self.state, now)
        return None if then is None else max(0.0, then - now) / self._clock.speed

    def _advance(self, command: Command | None) -> tuple[Fact, ...]:
        if self.is_taken_over:
            return ()
        now = self._clock.monotonic()
        state, facts = advance(self.state, command, now)
        self._put(state)
        if facts:
            for listener in self._first:
                listener(facts)
        says_what_hurts = command is not None and command.hurt is not None
        if says_what_hurts or any(_is_worth_keeping(fact) for fact in facts):
            self.is_taken_over = not self._keep(self._ongoing)
        if self.is_taken_over:
            self._put(paused(state))
            facts = (TakenOver(now),)
        if facts:
            for listener in self._listeners:
                listener(facts)
        return facts

    def _put(self, state: SessionState) -> None:
        self._ongoing = replace(self._ongoing, state=state)


def _is_worth_keeping(fact: Fact) -> bool:
    return isinstance(fact, SetDone | Paused | Ended) or (isinstance(fact, Started) and fact.segment.is_work)
