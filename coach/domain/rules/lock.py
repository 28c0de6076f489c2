"""The lock: a red flag, or three reds in two weeks, stops all training until the runner lifts it.

Source: RULES, row 1.
"""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.records.red_flags import (
    BY_ID,
    EMERGENCY_NOTICE,
    GROIN_NOTICE,
    HEADINGS,
    REDS_NOTICE,
    SEE_SOMEONE_NOTICE,
    UNREAD_HEADING,
    UNREAD_NOTICE,
    Urgency,
    locking,
    most_urgent,
)
from coach.domain.rules import numbers as rules


class Outcome(Struct, frozen=True):
    """A reason to lift a lock: in the runner's words, and as the note that the history keeps."""

    words: str
    note: str


OUTCOMES = (
    Outcome("I was seen, and may train again", "seen, and may train again"),
    Outcome("It was ticked by mistake", "ticked by mistake"),
    Outcome("It is over, and I take it on myself to train", "over; the runner's own decision"),
)
"""The reasons that lift a lock."""


class Lock(Struct, frozen=True):
    """What locks training, or may come to.

    ``flags``: ids ticked and not lifted. ``reds``: times of the last reds since the lock was lifted; ``by_reds``: three
    of them locked. ``rests_on``: times of the records behind the lock. ``unread``: a row that cannot be read may have
    been a warning sign; unlocking does not lift that, only settling the row itself does.
    """

    flags: frozenset[str] = frozenset()
    reds: tuple[datetime, ...] = ()
    by_reds: bool = False
    rests_on: tuple[datetime, ...] = ()
    unread: bool = False

    @property
    def is_on(self) -> bool:
        """Whether training is locked."""
        return self.may_be_lifted or self.unread

    @property
    def may_be_lifted(self) -> bool:
        """Whether it is locked by something that the runner's word lifts: flags or reds."""
        return bool(self.flags) or self.by_reds

    @property
    def urgency(self) -> Urgency | None:
        """How soon somebody should look; None while there is no lock."""
        if not self.is_on:
            return None
        return most_urgent(self.flags)

    def with_flags(self, flag_ids: tuple[str, ...] | None, at: datetime | None = None) -> "Lock":
        """The lock after these flags were ticked, in the record of ``at``, or in today's check-in (None)."""
        new = locking(flag_ids)
        if not new:
            return self
        return replace(self, flags=self.flags | new, rests_on=self.rests_on if at is None else (*self.rests_on, at))

    def with_red(self, at: datetime) -> "Lock":
        """The lock after a red record."""
        reds = (*(red for red in self.reds if at - red <= rules.LOCKING_REDS_WINDOW), at)
        if self.by_reds or len(reds) < rules.LOCKING_REDS:
            return replace(self, reds=reds)
        return replace(self, reds=reds, by_reds=True, rests_on=(*self.rests_on, *reds))

    @property
    def heading(self) -> str:
        """The heading above the notice; empty while there is no lock."""
        if self.unread and not self.may_be_lifted:
            return UNREAD_HEADING
        return HEADINGS[self.urgency] if self.urgency else ""

    @property
    def ticked(self) -> str:
        """The warning signs that were ticked, in a sentence, emergencies first; empty if there are none."""
        flags = sorted(self.flags, key=lambda each: each not in BY_ID or BY_ID[each].urgency is not Urgency.EMERGENCY)
        words = [BY_ID[each].question if each in BY_ID else each for each in flags]
        return f"You ticked: {'; '.join(word[0].lower() + word[1:] for word in words)}." if words else ""

    def in_words(self) -> str:
        """Heading, notice and ticked signs in one line."""
        return " ".join(filter(None, (f"{self.heading}.", self.notice(), self.ticked)))

    def with_unread(self, at: datetime) -> "Lock":
        """The lock after a row that cannot be read and may have been a warning sign."""
        return replace(self, unread=True, rests_on=(*self.rests_on, at))

    def lifted(self) -> "Lock":
        """The lock after the runner has lifted it; what ``unread`` locks stays locked."""
        return Lock(unread=self.unread, rests_on=self.rests_on if self.unread else ())

    def notice(self) -> str:
        """What is shown while locked."""
        if not self.may_be_lifted and self.unread:
            return UNREAD_NOTICE
        if self.urgency is Urgency.EMERGENCY:
            return EMERGENCY_NOTICE
        if "groin-pain-building-with-running-or-hopping" in self.flags:
            return GROIN_NOTICE
        return SEE_SOMEONE_NOTICE if self.flags else REDS_NOTICE
