"""What the runner said about themselves and their start, and what they prefer: stored, and changed safely."""

from collections.abc import Callable, Set

from msgspec.structs import replace

from coach.domain.exercises.course import Concern
from coach.domain.exercises.routine import Phase
from coach.domain.planning.consequences import needs_for_next
from coach.domain.records.history import NO_START, Start
from coach.domain.records.profile import (
    NOT_AT_HAND_KEY,
    PROFILE_KEY,
    Profile,
    profile_from_plain,
    profile_to_plain,
    unique_words,
)
from coach.services.keeping.kept_standing import is_plan
from coach.services.known import Known
from coach.store.json_text import START_KEY, start_from_plain, start_to_plain

PREFERS_PLAIN = "prefers-plain"
"""The fact of the profile that the runner wants plain mode (lines and prompts) in place of the app."""

_FIRST_QUESTIONS, _OPEN, _ASKED = "first-questions", "open", "asked"


class Runner:
    """One runner: who they are, where they began, what they prefer."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def change_profile(self, change: Callable[[Profile], Profile]) -> None:
        """Apply a change to the profile as it is stored now: another coach may have changed other parts of it."""
        older = self._known.store.read(NOT_AT_HAND_KEY)
        kept = self._known.store.change(
            PROFILE_KEY,
            lambda kept: profile_to_plain(change(profile_from_plain(kept, older if kept is None else None))),
        )
        self._known.remember(profile_from_plain(kept))

    def change_start(self, change: Callable[[Start], Start]) -> None:
        """Apply a change to what the runner said at the start, as it is stored now."""
        self._known.store.change(START_KEY, lambda kept: start_to_plain(change(start_from_plain(kept))))
        self._known.forget()

    def is_new(self) -> bool:
        """Whether nothing is known of the runner yet: no history, no profile, no start.

        Also True if the coach was closed while the first questions were being answered.
        """
        if self.has_trained or self._known.store.checkpoints():
            return False
        if self._known.store.read(_FIRST_QUESTIONS) == _OPEN:
            return True
        return self._known.recent().start == NO_START and self._known.store.read(PROFILE_KEY) is None

    @property
    def has_trained(self) -> bool:
        """Whether anything is on record besides chosen courses and pauses, which do not count as history."""
        recent = self._known.recent()
        is_begun = recent.before is not None and recent.before.is_begun
        return is_begun or any(not is_plan(entry) for entry in recent.entries)

    def is_well(self) -> bool:
        """Whether they have no complaint: they said so, or plan their runs alone."""
        return self._known.profile().concern is Concern.WELL or bool(self._known.recent().start.own_runs)

    def first_questions(self, *, open_still: bool) -> None:
        """Remember that the first questions are being asked, or were: then there is a profile, even if an empty one."""
        state = _OPEN if open_still else _ASKED
        if self._known.store.read(_FIRST_QUESTIONS) != state:
            self._known.store.write(_FIRST_QUESTIONS, state)
        if not open_still:
            self.change_profile(lambda known: known)

    def wanting(self) -> str:
        """What is missing for the next phase, as a sentence; empty if nothing is, or nothing was done yet."""
        missing = [need.words for need in needs_for_next(self._known.standing()) if not need.met]
        coming = Phase.RECOVERY if self._known.phase is Phase.ACUTE else Phase.MAINTENANCE
        return f"For {coming}: {'; '.join(missing)}." if missing and self.has_trained else ""

    def set_at_hand(self, asked: Set[str], at_hand: Set[str]) -> None:
        """Set which of the equipment in ``asked`` is at hand. Anything else stays as it was."""
        missing = asked - at_hand
        self.change_profile(
            lambda known: replace(known, not_at_hand=unique_words(({*known.not_at_hand} - asked) | missing))
        )

    def prefers_plain(self) -> bool:
        """Whether the runner wants plain mode in place of the app."""
        return self._known.store.read(PREFERS_PLAIN) is True

    def prefer_plain(self, plain: bool) -> None:
        """Store that preference until it is changed."""
        self._known.store.write(PREFERS_PLAIN, plain)
