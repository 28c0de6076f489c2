"""What is asked and said once during a course: warning signs, equipment, a block that takes long, milestones.

Each is remembered as a fact of the profile. Left out: how it is asked (the front ends), the course (``courses``).
"""

from collections.abc import Set
from datetime import date, timedelta

from coach.domain.courses.milestones import milestones
from coach.domain.exercises.course import Concern
from coach.domain.records.entries import Record
from coach.services.courses import Courses
from coach.services.known import Known, reaching
from coach.store.json_text import kept_words

SIGNS_SEEN, KIT_ASKED, OVERLONG_HEARD, MILESTONES_SAID = (
    "warning-signs-seen",
    "kit-asked",
    "overlong-heard",
    "milestones-said",
)
_HEARD_FOR = timedelta(days=14)
_SECOND_WEEK = timedelta(days=7)
"""From when on in a block the kit of the next one is asked about."""
_MOST_SAID = 30


class CourseQuestions:
    """One runner's questions about their course."""

    def __init__(self, known: Known) -> None:
        self._known = known

    # --- warning signs ----------------------------------------------------------------------------------------------

    def signs_are_due(self) -> bool:
        """Whether to go through the warning signs: if it hurts, at the start, after each red, and in each new block."""
        if self._known.profile().concern is not Concern.PAINFUL or self._known.standing().lock.is_on:
            return False
        return self._known.store.read(SIGNS_SEEN) != self._since()

    def signs_were_seen(self) -> None:
        """The runner confirmed, with a key of its own, that none of them is true."""
        self._known.store.write(SIGNS_SEEN, self._since())

    def _since(self) -> str:
        """The last red and the block of today, as text: when it differs, the signs are asked about again."""
        standing = self._known.standing()
        red = standing.red_record.at.isoformat() if standing.red_record else ""
        course, now = standing.course, self._known.clock.now()
        following = course.following(standing.phase)
        block = following if following is not None and course.is_over(now) else course.block
        return f"{red} {block.id if block else ''}".strip()

    # --- kit --------------------------------------------------------------------------------------------------------

    def kit_to_ask(self, needs: Set[str]) -> frozenset[str]:
        """Equipment of a session about which the runner was never asked; none if they have no concern on record."""
        if self._known.profile().concern is None:
            return frozenset()
        return frozenset(needs).difference(kept_words(self._known.store.read(KIT_ASKED))) - self._known.not_at_hand()

    def kit_ahead(self) -> tuple[str, frozenset[str]]:
        """The next block's name, and its equipment that was never asked about: before the day on which it is needed.

        Not before the second week of the present block, which is early enough to get a band, or half of its trainings.
        """
        known = self._known
        here = known.standing().course
        course, block = here.course, here.block
        following = course.after(block) if course is not None and block is not None else None
        if following is None or block is None or here.first is None:
            return "", frozenset()
        half = block.until is not None and 0 < (block.until.sessions or 0) <= 2 * here.sessions
        if not half and known.clock.now() - here.first < _SECOND_WEEK:
            return "", frozenset()
        named = {*following.train, *following.weekdays.values(), *following.before_run, *following.after_run}
        routines = [known.catalogue.routines[name] for name in named if name in known.catalogue.routines]
        needs = {need for routine in routines for need in known.catalogue.kit(routine)}
        return following.name, self.kit_to_ask(needs)

    def kit_was_asked(self, asked: Set[str]) -> None:
        """Remember that the runner was asked about this equipment."""
        self._known.store.change(KIT_ASKED, lambda kept: sorted({*kept_words(kept), *asked}))

    # --- a block that takes long ------------------------------------------------------------------------------------

    def overlong_is_open(self) -> bool:
        """Whether the runner should decide about a block that takes long; not for two weeks after the last answer."""
        if not Courses(self._known).overlong():
            return False
        heard = self._known.store.read(OVERLONG_HEARD)
        try:
            return self._known.clock.now().date() - date.fromisoformat(str(heard)) >= _HEARD_FOR
        except ValueError:  # never, or stored in another way by another version
            return True

    def overlong_was_heard(self) -> None:
        """Remember that the runner goes on as before."""
        self._known.store.write(OVERLONG_HEARD, self._known.clock.now().date().isoformat())

    # --- milestones -------------------------------------------------------------------------------------------------

    def milestones_to_say(self, record: Record) -> tuple[str, ...]:
        """The milestones that a record reached and that were not shown yet; they count as shown now."""
        known = self._known
        before, after = known.replays.around(known.catalogue, reaching(known, record.at), record)
        reached = milestones(before, after) if before and after else ()
        earlier = kept_words(self._known.store.read(MILESTONES_SAID))
        new = tuple(words for words in reached if f"{record.id}: {words}" not in earlier)
        if new:
            self._known.store.write(
                MILESTONES_SAID, [*earlier, *(f"{record.id}: {words}" for words in new)][-_MOST_SAID:]
            )
        return new
