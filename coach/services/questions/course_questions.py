"""What is asked and said once on the way through a course: warning signs, kit, a block that takes long, milestones.

Each is remembered as a fact of the profile. Left out: how it is asked (the front ends), the course (``courses``).
"""

from collections.abc import Set
from datetime import date, timedelta

from coach.domain.courses.milestones import milestones
from coach.domain.exercises.course import Concern
from coach.domain.records.entries import Record
from coach.services.courses import Courses
from coach.services.known import Known, reaching

SIGNS_SEEN, KIT_ASKED, OVERLONG_HEARD, MILESTONES_SAID = (
    "warning-signs-seen",
    "kit-asked",
    "overlong-heard",
    "milestones-said",
)
_HEARD_FOR = timedelta(days=14)
_MOST_SAID = 30


class CourseQuestions:
    """One runner's."""

    def __init__(self, known: Known) -> None:
        self._known = known

    # --- warning signs ----------------------------------------------------------------------------------------------

    def signs_are_due(self) -> bool:
        """Whether the warning signs are to be gone through: where it hurts, at first, after each red, at each block."""
        if self._known.profile().concern is not Concern.PAINFUL or self._known.standing().lock.is_on:
            return False
        return self._known.store.read(SIGNS_SEEN) != self._since()

    def signs_were_seen(self) -> None:
        """None of them is true, as the runner said with a key of its own."""
        self._known.store.write(SIGNS_SEEN, self._since())

    def _since(self) -> str:
        """What they are asked anew after: the last red, and the block that today is of."""
        standing = self._known.standing()
        red = standing.red_record.at.isoformat() if standing.red_record else ""
        course, now = standing.course, self._known.clock.now()
        following = course.following(standing.phase)
        block = following if following is not None and course.is_over(now) else course.block
        return f"{red} {block.id if block else ''}".strip()

    # --- kit --------------------------------------------------------------------------------------------------------

    def kit_to_ask(self, needs: Set[str]) -> frozenset[str]:
        """What of the kit that a session needs the runner was never asked about; who was met before, is not asked."""
        if self._known.profile().concern is None:
            return frozenset()
        return frozenset(needs) - _words(self._known.store.read(KIT_ASKED)) - self._known.not_at_hand()

    def kit_ahead(self) -> tuple[str, frozenset[str]]:
        """The next block's name, and what of its kit was never asked about: before the day on which it is needed."""
        known = self._known
        course, block = known.standing().course.course, known.standing().course.block
        following = course.after(block) if course is not None and block is not None else None
        if following is None:
            return "", frozenset()
        named = {*following.train, *following.weekdays.values(), *following.before_run, *following.after_run}
        routines = [known.catalogue.routines[name] for name in named if name in known.catalogue.routines]
        needs = {need for routine in routines for need in known.catalogue.kit(routine)}
        return following.name, self.kit_to_ask(needs)

    def kit_was_asked(self, asked: Set[str]) -> None:
        """Of these it is known now, whether they are at hand."""
        self._known.store.change(KIT_ASKED, lambda kept: sorted(_words(kept) | asked))

    # --- a block that takes long ------------------------------------------------------------------------------------

    def overlong_is_open(self) -> bool:
        """Whether what to do about a block that takes long is to be decided; for two weeks after a word on it, not."""
        if not Courses(self._known).overlong():
            return False
        heard = self._known.store.read(OVERLONG_HEARD)
        try:
            return self._known.clock.now().date() - date.fromisoformat(str(heard)) >= _HEARD_FOR
        except ValueError:  # never, or by a coach that keeps it in another way
            return True

    def overlong_was_heard(self) -> None:
        """Go on as it is."""
        self._known.store.write(OVERLONG_HEARD, self._known.clock.now().date().isoformat())

    # --- milestones -------------------------------------------------------------------------------------------------

    def milestones_to_say(self, record: Record) -> tuple[str, ...]:
        """What a record brought that was not said of it yet; it counts as said now."""
        known = self._known
        before, after = known.replays.around(known.catalogue, reaching(known, record.at), record)
        reached = milestones(before, after) if before and after else ()
        said = self._known.store.read(MILESTONES_SAID)
        earlier = [str(each) for each in said] if isinstance(said, list) else []
        new = tuple(words for words in reached if f"{record.id}: {words}" not in earlier)
        if new:
            self._known.store.write(
                MILESTONES_SAID, [*earlier, *(f"{record.id}: {words}" for words in new)][-_MOST_SAID:]
            )
        return new


def _words(kept: object) -> set[str]:
    return {str(each) for each in kept} if isinstance(kept, list) else set()
