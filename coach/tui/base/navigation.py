"""Where an app can go: navigation as screens ask for it, by what it is about.

Left out: going there (``flow``).
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from coach.domain.records.entries import CheckIn, Record, Walk

if TYPE_CHECKING:
    from coach.domain.activity_log.logged_kinds import LoggedKind
    from coach.domain.records.check_in_answers import CheckInAnswers
    from coach.domain.records.morning import Night
    from coach.library.shelf.broken import Broken
    from coach.library.shelf.library import Kind

KeyLine = tuple[str, str]
"""A key as it is shown, and a sentence on what it does."""


class RecordNavigation(Protocol):
    """Navigation to what was done: asking about it, logging it, removing it; and back home."""

    def home(self) -> None:
        """Go back to Home, closing whatever lies over it."""

    def ask_about(self, done: Record | Walk | None, said: str = "") -> None:
        """Open the pain check of what was done; a walk is a note and has none. ``said``: the routine's last words."""

    def pain_check(self, record: Record, said: str = "") -> None:
        """Open the pain check of a record, then its verdict. ``said``: text of the routine, shown above it."""

    def verdict(self, record: Record, not_by: str = "") -> None:
        """Show what the answers of a record mean. ``not_by``: the key that opened it, which must not also close it."""

    def unlock(self) -> None:
        """Record what came of a lock, by the runner's deliberate word."""

    def log(self) -> None:
        """Log what was done without the coach."""

    def log_in_place_of(self, thing: "LoggedKind | None", at: datetime | None, kept: Callable[[], None]) -> None:
        """Log what an unreadable row was; ``kept`` is called once it is on record."""

    def log_run(self, check_in: CheckIn) -> None:
        """Log a run done outside, with the check-in answered before it."""

    def remove(self, record: Record | None = None) -> None:
        """Take a record out of the history, after asking; None: first ask which of the latest."""

    def bring_back(self) -> None:
        """Bring back a record that was taken out."""

    def settle(self) -> None:
        """Resolve an unreadable row: say what it was, or that it may be removed or left aside."""


class WeekNavigation(Protocol):
    """Navigation to past weeks: the Weeks screen, unanswered questions, measurements, the page for a clinician."""

    def weeks(self, page: int = 0) -> None:
        """Open the Weeks screen: calendar, pain, doses, running. ``page``: the tab shown first."""

    def morning(self, night: "Night") -> None:
        """Ask how it was the morning after this night."""

    def unanswered(self) -> None:
        """Show which questions of the last seven days are unanswered."""

    def measure(self) -> None:
        """Ask how well what matters to the runner goes, and the checks of their course."""

    def report(self) -> None:
        """Show the page for a clinician."""

    def shared_report(self, runner: str) -> None:
        """Show the page of a runner who shares it with this helper."""


class CourseNavigation(Protocol):
    """Navigation of a course: choosing it, what is ahead, a pause, and the decisions it asks of its runner."""

    def course(self) -> None:
        """Choose a course, or none."""

    def propose_course(self) -> None:
        """Propose the course that suits the answers of the first start."""

    def ahead(self) -> None:
        """Show what is ahead, if every light stays green."""

    def kit_ahead(self) -> None:
        """Ask which of the next block's kit is at hand."""

    def pause(self) -> None:
        """Ask for a pause, ill or away, and until when."""

    def still_ill(self) -> None:
        """Continue the pause that ended."""

    def come_back(self) -> None:
        """End the pause today."""

    def stay(self) -> None:
        """Stay in the present block one more week."""

    def overlong(self) -> None:
        """Ask what to do about a block that takes longer than it should."""

    def said_yes(self) -> None:
        """Record that a clinician has said yes to the next block."""

    def check_signs(self, then: Callable[[], None], left: Callable[[], None] | None = None) -> None:
        """Go through the warning signs; call ``then`` where none forbids training, ``left`` where Esc was pressed."""

    def signs(self) -> None:
        """Show the warning signs, to be ticked."""

    def log_walk(self) -> None:
        """Log a brisk walk."""

    def take_break(self, routine_id: str) -> None:
        """Start one of the day's breaks: no questions before or after it."""


class Navigation(RecordNavigation, WeekNavigation, CourseNavigation, Protocol):
    """Where the runner can go. Each place is pushed over Home; what was typed on the way is kept."""

    def ready(self, routine_id: str, answers: "CheckInAnswers | None" = None) -> None:
        """Open the Ready screen of a routine, with the answers already given today."""

    def you(self) -> None:
        """Open the runner's profile."""

    def share(self) -> None:
        """Choose who sees the runner's page."""

    def team(self) -> None:
        """Show who shares their page with this runner."""

    def settings(self) -> None:
        """Open the Settings screen."""

    def learn(self, card: str = "") -> None:
        """Open the cards and the quiz, or one card, over the present screen."""

    def offer_card(self) -> None:
        """Offer the card that helps now, if there is one."""

    def edit(self, kind: "Kind", identity: str, then: Callable[[], None] | None = None) -> None:
        """Edit a routine or exercise; ``then`` is called when the editor is left."""

    def mend(self, broken: "Broken") -> None:
        """Edit a broken file."""

    def new_routine(self) -> None:
        """Start a routine of the runner's own, or another file."""

    def put_away(self, kind: "Kind | None" = None, identity: str = "", broken: "Broken | None" = None) -> None:
        """Put away one of the runner's own files, after asking; without an id, ask which first."""

    def give_other_id(self, kind: "Kind | None" = None, identity: str = "") -> None:
        """Give one of the runner's own files another id; without an id, ask which first."""

    def bring_back_file(self) -> None:
        """Bring back a file that was put away."""

    def help(
        self,
        lines: Sequence[KeyLine],
        rules: tuple[str, ...] | None = None,
        *,
        at_rules: bool = False,
        then: Callable[[None], None] | None = None,
        says: Sequence[str] = (),
    ) -> None:
        """Open Help over the present screen. ``lines``: its keys; ``rules``: the rule cards that come first, or None.

        ``says``: the screen's own sentences in full, for where they had no room.
        """
