"""One runner's training: what both front ends use outside a running session, with access to its parts.

Each part is imported when it is first used, so that Home appears sooner.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from coach.services.known import Known

if TYPE_CHECKING:
    from coach.services.courses import Courses
    from coach.services.learning import Learning
    from coach.services.measuring import Measuring
    from coach.services.pain_checks import PainChecks
    from coach.services.questions.course_questions import CourseQuestions
    from coach.services.records import Records
    from coach.services.runner import Runner
    from coach.services.sessions import Sessions
    from coach.services.today import Today
    from coach.services.weeks.weeks import Weeks


class Training(Known):
    """What is known of one runner, and what can be done with it."""

    @cached_property
    def runner(self) -> "Runner":
        """Who they are: profile, start, preferences."""
        from coach.services.runner import Runner

        return Runner(self)

    @cached_property
    def today(self) -> "Today":
        """What is due, and the plans of the day."""
        from coach.services.today import Today

        return Today(self)

    @cached_property
    def courses(self) -> "Courses":
        """Their course: where they stand in it, and the days ahead."""
        from coach.services.courses import Courses

        return Courses(self)

    @cached_property
    def course_questions(self) -> "CourseQuestions":
        """What is asked and said once during a course."""
        from coach.services.questions.course_questions import CourseQuestions

        return CourseQuestions(self)

    @cached_property
    def sessions(self) -> "Sessions":
        """Beginning, leaving and concluding sessions."""
        from coach.services.sessions import Sessions

        return Sessions(self)

    @cached_property
    def records(self) -> "Records":
        """Storing records, and what they mean."""
        from coach.services.records import Records

        return Records(self)

    @cached_property
    def weeks(self) -> "Weeks":
        """What the weeks show, and the page for a clinician."""
        from coach.services.weeks.weeks import Weeks

        return Weeks(self)

    @cached_property
    def measuring(self) -> "Measuring":
        """What is measured: what matters to them, and their course's checks."""
        from coach.services.measuring import Measuring

        return Measuring(self)

    @cached_property
    def learning(self) -> "Learning":
        """Cards and questions, and how far the runner has come with them."""
        from coach.services.learning import Learning

        return Learning(self)

    @cached_property
    def pain_checks(self) -> "PainChecks":
        """The questions after a session, answered one by one."""
        from coach.services.pain_checks import PainChecks

        return PainChecks(self)
