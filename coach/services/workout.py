"""Drives a session that is being performed: the one mutable object between the pure session and the world.

It reads the clock, advances the state, passes the facts to its listeners (screen, cues), and stores a checkpoint after
every set. Left out: which session, and what becomes of it (``sessions``).
"""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.exercise import Side
from coach.domain.records.entries import CheckIn, Moment, Quality
from coach.domain.session.commands import Command, Do, advance, legal
from coach.domain.session.facts import Ended, Fact, Paused, SetDone, Started, TakenOver
from coach.domain.session.next_moment import next_change
from coach.domain.session.state import Hurt, SessionState, elapsed_s, paused, remaining_s, total_left_s
from coach.system.clock import Clock

Listener = Callable[[tuple[Fact, ...]], None]


class Ongoing(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole session under way, as its checkpoint stores it. ``started`` is the record's ``at``.

    ``a_day``: one of a day's breaks, as in ``Session``.
    """

    id: str
    started: Moment
    check_in: CheckIn
    state: SessionState
    a_day: bool | None = None


class Workout:
    """Drives one session. ``keep`` stores it: called after every set, start, pause and report of pain, and at the end.

    ``keep`` returns False when another coach has taken the session over: then it stays paused here for good.
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
        """The session as it would be stored now."""
        return self._ongoing

    @property
    def state(self) -> SessionState:
        """The state of the session, as of the last call of ``tick`` or ``do``."""
        return self._ongoing.state

    def listen(self, listener: Listener, *, first: bool = False) -> None:
        """Call ``listener`` with every batch of facts, in order.

        ``first``: before the checkpoint is written to disk, for what must sound at the right moment.
        """
        (self._first if first else self._listeners).append(listener)

    def tick(self) -> tuple[Fact, ...]:
        """Advance the session to the present time."""
        return self._advance(None)

    def do(self, command: Command) -> tuple[Fact, ...]:
        """Carry out a command, if it is legal now."""
        return self._advance(command)

    def save(self) -> None:
        """Store the session as it stands, without telling the listeners."""
        if not self.is_taken_over:
            self.is_taken_over = not self._keep(self._ongoing)

    def hurt(self, side: Side | None, pain: int, quality: Quality | None) -> Hurt:
        """A pain of 0–10 here and now, to be passed on with ``Do.HURTS``. ``side`` None: both, or no sides."""
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
        """The side that is being worked, or was last worked in this step; None: both, or none."""
        state = self.state
        until = reversed(state.segments[: state.index + 1])
        of_step = (segment for segment in until if segment.step == state.segment.step)
        return next((segment.side for segment in of_step if segment.is_work), state.segment.side)

    def legal(self) -> frozenset[Do]:
        """The commands that may be given now."""
        return frozenset() if self.is_taken_over else legal(self.state)

    def remaining_s(self) -> float | None:
        """Seconds left of the present segment; None if it is open-ended."""
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
