"""Choosing a course: one at a time, with why and its first week; Enter takes it, arrows show another, x takes none.

Left out: what a course does to the days (``services.courses``).
"""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.domain.courses.proposing import why_proposed
from coach.domain.exercises.course import Course
from coach.domain.exercises.course_words import block_in_words, everywhere_in_words, phases_in_words, suits_in_words
from coach.domain.exercises.weekday import Weekday
from coach.domain.today.day_words import day_in_words
from coach.services.training import Training
from coach.tui.base.scrolling_screen import ScrollingScreen
from coach.tui.text.source_words import from_sources
from coach.tui.widgets.beside import Beside, first_training, routine_preview

if TYPE_CHECKING:
    from coach.tui.widgets.preview import Preview

WEEK = 7
_NONE = "There is no course here. Esc goes home."


class CourseScreen(ScrollingScreen):
    """The courses, beginning with the best proposal; or, where one is followed, with that one.

    ``proposes``: the screen is shown at the first start.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take it", tooltip="Follow this course from today on."),
        Binding("left", "other(-1)", "Another", key_display="←→", tooltip="Look at another course."),
        Binding("right", "other(1)", show=False),
        Binding("x", "none", "I choose myself", tooltip="Follow no course: Home proposes one routine at a time."),
        Binding("up", "scroll(-1)", show=False, key_display="↑↓", tooltip="Look further up or down."),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-6)", show=False),
        Binding("pagedown,space", "scroll(6)", show=False),
        Binding("escape", "app.home", "Home", tooltip="Back to Home; nothing changes."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    def __init__(self, training: Training, *, proposes: bool) -> None:
        super().__init__()
        self._training = training
        self._proposes = proposes
        self._courses: tuple[Course, ...] = ()
        self._here = 0

    def body(self) -> ComposeResult:
        """The course, in as many lines as it needs; beside it, where there is room, its first training."""
        yield Beside(self._training.clock, self._beside)
        yield Static(id="title", markup=False)
        with VerticalScroll(id="help", can_focus=False):
            yield Static(id="card", classes="says", markup=False)

    def on_mount(self) -> None:
        """Show the course that is followed, else the one that suits best."""
        self.library_changed()

    def library_changed(self) -> None:
        """Read the courses again; the one that is shown stays, if it still exists."""
        shown = self._course
        self._courses = self._training.courses.proposals()
        present = shown or (None if self._proposes else self._training.courses.course)
        ids = [course.id for course in self._courses]
        self._here = ids.index(present.id) if present and present.id in ids else 0
        self._show()

    def _beside(self) -> "Preview | None":
        return routine_preview(self._training.catalogue, first_training(self._course)) if self._course else None

    @property
    def _course(self) -> Course | None:
        return self._courses[self._here] if self._courses else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter needs a course, and the arrows more than one."""
        return bool(self._courses) if action == "take" else len(self._courses) > 1 if action == "other" else True

    def action_take(self) -> None:
        """Follow the course shown; one that is followed already goes on where it stands."""
        course, asking = self._course, self._training.course_questions
        if course is not None and course != self._training.courses.course:
            just_seen = self._proposes and not asking.signs_are_due()
            self._training.courses.choose(course.id)
            if just_seen:
                asking.signs_were_seen()  # gone through a moment ago: the first block need not ask again
        self.app.go.home()

    def action_other(self, by: int) -> None:
        """Show the next course, or the one before."""
        self._here = (self._here + by) % len(self._courses)
        self._show()

    def action_none(self) -> None:
        """Follow no course from now on."""
        courses = self._training.courses
        if courses.course is not None or courses.missing is not None:
            courses.choose(None)
        self.app.go.home()

    # --- showing ----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        course = self._course
        title = "A course for you" if self._proposes and self._here == 0 else "Courses"
        number = f"   {self._here + 1} of {len(self._courses)}" if len(self._courses) > 1 else ""
        self.query_one("#title", Static).update(Content.assemble((title, "bold"), (number, "dim")))
        self.query_one("#card", Static).update(self._card(course) if course else Content(_NONE))
        self.query_one("#help", VerticalScroll).scroll_home(animate=False)
        self.query_one(Beside).follow()
        self.refresh_bindings()

    def _card(self, course: Course) -> Content:
        present = self._training.courses.course
        follows = ("  you follow it", "$success") if present is not None and present.id == course.id else ("", "")
        heading = Content.assemble((course.name, "bold $accent"), follows)
        why = why_proposed(course, self._training.profile().concern) or _sentence(course)
        lines = [heading, Content(why), self._first_week(course)]
        if course.about and course.about != why:
            lines += [Content(""), Content(course.about)]
        names = {routine.id: routine.name for routine in self._training.catalogue.routines.values()}
        lines += [Content(line) for line in everywhere_in_words(course, names)]
        for place, block in enumerate(course.blocks, 1):
            phases = phases_in_words(block)
            lines += [Content(""), Content.assemble((f"{place} {block.name}", "bold"), (f"  {phases}".rstrip(), "dim"))]
            lines += [Content(f"  {line}") for line in block_in_words(course, block, names)]
        if course.sources:
            lines += [Content(""), from_sources("From ", course.sources, ".")]
        return Content("\n").join(lines)

    def _first_week(self, course: Course) -> Content:
        if self._training.standing().lock.is_on:
            return Content.assemble(("The first week: ", "bold"), "training is locked now, so no day is planned.")
        days = self._training.today.each_ahead(WEEK, course.id)
        words = " · ".join(f"{Weekday.of(day.day).full[:3]} {day_in_words(day)}" for day in days)
        return Content.assemble(("The first week, if all stays green: ", "bold"), words)


def _sentence(course: Course) -> str:
    suits = suits_in_words(course)
    return f"{suits.capitalize()}." if suits else course.about
