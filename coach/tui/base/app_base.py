"""What a screen may ask of the app: the runner's training, the ways to other screens, the session, the files.

Screens, dialogs and the editor know the app by this type only, as ``self.app``; ``coach.tui.app`` makes one of it.
Left out: who answers (``flow``), and what the app does by itself (``app``).
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from coach.domain.planning.plan import Plan
from coach.domain.records.entries import CheckIn, Record, Walk

if TYPE_CHECKING:
    from coach.cues.conductor import Conductor
    from coach.cues.sound_desk import Desk
    from coach.domain.activity_log import LoggedKind
    from coach.domain.records.check_in_answers import CheckInAnswers
    from coach.domain.records.morning import Night
    from coach.domain.session.segments import Segment
    from coach.library.formats.settings.settings_file import Settings
    from coach.library.shelf.broken import Broken
    from coach.library.shelf.library import Kind
    from coach.library.toml.diagnostics import Diagnostic
    from coach.services.assembly import Coach
    from coach.services.training import Training
    from coach.services.workout import Ongoing, Workout

KeyLine = tuple[str, str]
"""A key as it looks, and what it does, in a sentence."""
READING = "Still reading your files; a moment."
"""Said where something has to wait for the library."""


class RecordNavigation(Protocol):
    """The ways to what was done: asking about it, logging it, taking it out; and home again."""

    def home(self) -> None:
        """Back to Home, whatever lies over it."""

    def ask_about(self, done: Record | Walk | None, said: str = "") -> None:
        """The pain check of what was done; a walk is a note, and has none. ``said``: words of the routine, above it."""

    def pain_check(self, record: Record, said: str = "") -> None:
        """The pain check of a record, then its verdict. ``said``: words of the routine, above it."""

    def verdict(self, record: Record, not_by: str = "") -> None:
        """What the answers of a record mean. ``not_by``: the key that led there, which does not lead on."""

    def unlock(self) -> None:
        """What came of a lock, in the runner's own deliberate word."""

    def log(self) -> None:
        """Log what was done without the coach."""

    def log_in_place_of(self, thing: "LoggedKind | None", at: datetime | None, kept: Callable[[], None]) -> None:
        """Log what a row was that cannot be read; ``kept`` is done when it is on record."""

    def log_run(self, check_in: CheckIn) -> None:
        """Log a run that was done outside, with what was answered before it."""

    def remove(self, record: Record | None = None) -> None:
        """Take a record out of the history, after asking; None: of the latest, ask which first."""

    def bring_back(self) -> None:
        """Bring back a record that was taken out."""

    def settle(self) -> None:
        """Say what something was that cannot be read, or that it may go or be left aside."""


class WeekNavigation(Protocol):
    """The ways to the weeks behind: their screen, what is open of them, what is measured, the page for a clinician."""

    def weeks(self, page: int = 0) -> None:
        """The weeks behind: calendar, pain, doses, running. ``page``: which of them first."""

    def morning(self, night: "Night") -> None:
        """How it was the morning after."""

    def unanswered(self) -> None:
        """What is unanswered of the last seven days."""

    def measure(self) -> None:
        """How well what matters to the runner goes, and the checks of their course."""

    def report(self) -> None:
        """The page for a clinician."""

    def shared_report(self, runner: str) -> None:
        """The page of a runner who shares their pains with this helper."""


class CourseNavigation(Protocol):
    """The ways of a course: choosing it, what is ahead, a pause, and what it asks its runner to decide."""

    def course(self) -> None:
        """Choose a course, or none."""

    def propose_course(self) -> None:
        """The course that suits what was answered at the first start."""

    def ahead(self) -> None:
        """What is ahead, if all stays green."""

    def kit_ahead(self) -> None:
        """What of the next block's kit is at hand."""

    def pause(self) -> None:
        """Ill or away: until when."""

    def still_ill(self) -> None:
        """The pause that ended goes on."""

    def come_back(self) -> None:
        """The pause ends today."""

    def stay(self) -> None:
        """Stay in the present block one more week."""

    def overlong(self) -> None:
        """What to do about a block that takes long."""

    def said_yes(self) -> None:
        """A clinician has said yes to the next block."""

    def check_signs(self, then: Callable[[], None], left: Callable[[], None] | None = None) -> None:
        """Go through the warning signs: ``then`` where none of them forbids it, ``left`` where they were left."""

    def signs(self) -> None:
        """The warning signs, to be ticked."""

    def log_walk(self) -> None:
        """Log a brisk walk."""

    def take_break(self, routine_id: str) -> None:
        """One of the breaks of a day: no questions before it or after it."""


class Navigation(RecordNavigation, WeekNavigation, CourseNavigation, Protocol):
    """Where one can go. Each place lies over Home; what was typed on the way is kept."""

    def ready(self, routine_id: str, answers: "CheckInAnswers | None" = None) -> None:
        """The Ready screen of a routine, with what was answered today already."""

    def you(self) -> None:
        """What the runner says of themselves."""

    def share(self) -> None:
        """Who sees the runner's page."""

    def team(self) -> None:
        """Who shares their page with the runner."""

    def settings(self) -> None:
        """The Settings screen."""

    def learn(self, card: str = "") -> None:
        """The cards and the quiz, over the present screen; or one card."""

    def offer_card(self) -> None:
        """Offer the card that helps now, if there is one."""

    def edit(self, kind: "Kind", identity: str, then: Callable[[], None] | None = None) -> None:
        """Edit a routine or exercise; ``then`` is done when the editor is left."""

    def mend(self, broken: "Broken") -> None:
        """Edit a broken file."""

    def new_routine(self) -> None:
        """Begin a routine of one's own, or another file."""

    def put_away(self, kind: "Kind | None" = None, identity: str = "", broken: "Broken | None" = None) -> None:
        """Put a file of one's own away, after asking; without an id, ask which first."""

    def give_other_id(self, kind: "Kind | None" = None, identity: str = "") -> None:
        """Give a file of one's own another id; without an id, ask which first."""

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
        """Help over the present screen: ``lines`` of keys, and the ``rules`` that stand first (None: no rules).

        ``says``: what the screen itself says, whole, for where it had no room.
        """


class SessionUnderWay(Protocol):
    """The session that is performed in this app, if there is one."""

    def __bool__(self) -> bool:
        """Whether there is a session."""

    @property
    def desk(self) -> "Desk":
        """Where sound comes from."""

    def begin(self, plan: Plan, check_in: CheckIn, *, is_break: bool = False) -> None:
        """A session of this plan. ``is_break``: one of a day's breaks, which nothing is asked about."""

    def resume(self, ongoing: "Ongoing") -> None:
        """Go on with an interrupted session."""

    def attend(self, workout: "Workout", reads: Callable[[str], None] | None = None) -> "Conductor":
        """Let a session be heard. ``reads``: told every word that is said, or would be."""

    def conclude(self, workout: "Workout") -> None:
        """It is over: keep its record, and ask how it was."""

    def began(self, workout: "Workout", segment: "Segment") -> None:
        """A segment has begun: after a long rest, who looks elsewhere is told."""

    def give_up(self) -> None:
        """It goes on in another coach: here it is left."""


class Files(Protocol):
    """What the app knows of the runner's files. ``progress``: how far reading them has come, in words."""

    @property
    def is_reading(self) -> bool:
        """The library is not whole yet, so nothing may follow from it."""

    @property
    def progress(self) -> str:
        """How far the reading is, in words."""

    def when_read(self, act: Callable[[], None]) -> None:
        """Do something that follows from the library: now, or once it is whole."""

    def rest(self) -> None:
        """Look at nothing: a session begins."""

    def watch(self) -> None:
        """Look again: the session is over."""


class AppBase(App[int]):
    """The app, as screens see it. ``coach``: the runner's coach as it was put together."""

    coach: "Coach"

    @property
    @abstractmethod
    def go(self) -> Navigation:
        """The ways to other screens."""

    @property
    @abstractmethod
    def session(self) -> SessionUnderWay:
        """The session under way."""

    @property
    @abstractmethod
    def files(self) -> Files:
        """The runner's files."""

    @property
    def training(self) -> "Training":
        """The runner's training."""
        return self.coach.training

    @property
    @abstractmethod
    def diagnostics(self) -> "Sequence[Diagnostic]":
        """What is wrong with the runner's files."""

    @property
    def trouble(self) -> str | None:
        """What is wrong with the database, if anything; what is entered is kept in memory meanwhile."""
        return self.coach.kept.trouble if self.coach.kept else None

    @abstractmethod
    async def begin_after_all(self) -> None:
        """The history can be read now: Home, with what lies over it at first."""

    @property
    @abstractmethod
    def is_between_sessions(self) -> bool:
        """No session is under way here, and one may be chosen."""

    @property
    @abstractmethod
    def is_editing(self) -> bool:
        """Whether a text is being edited: another would have to wait."""

    @abstractmethod
    def use_looks(self, settings: "Settings") -> None:
        """The colours and the motion of these settings."""

    @abstractmethod
    def change_settings(self, settings: "Settings") -> None:
        """Use these settings from now on, and keep them."""

    @abstractmethod
    def reread(self, paths: Iterable[Path]) -> None:
        """The app itself has changed these files of the library: use them at once."""

    @abstractmethod
    def action_light_or_dark(self) -> None:
        """The other theme."""

    @abstractmethod
    def action_leave(self) -> None:
        """Leave; a session under way is offered again."""
