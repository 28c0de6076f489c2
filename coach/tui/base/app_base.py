"""What a screen may ask of the app: the runner's training, navigation to other screens, the session, the files.

Screens, dialogs and the editor know the app only by this type, as ``self.app``; ``coach.tui.app`` implements it.
Left out: where one can go (``navigation``), the implementations (``flow``), and what the app does by itself (``app``).
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from coach.domain.planning.plan import Plan
from coach.domain.records.entries import CheckIn
from coach.tui.base.navigation import Navigation

if TYPE_CHECKING:
    from coach.cues.conductor import Conductor
    from coach.cues.sound_desk import Desk
    from coach.domain.session.segments import Segment
    from coach.library.formats.settings.settings_file import Settings
    from coach.library.toml.diagnostics import Diagnostic
    from coach.services.assembly import Coach
    from coach.services.training import Training
    from coach.services.workout import Ongoing, Workout

READING = "Still reading your files; a moment."
"""Shown where something has to wait for the library."""


class SessionUnderWay(Protocol):
    """The session that is being performed in this app, if there is one."""

    def __bool__(self) -> bool:
        """Whether there is a session."""

    @property
    def desk(self) -> "Desk":
        """The sound output."""

    def begin(self, plan: Plan, check_in: CheckIn, *, is_break: bool = False) -> None:
        """Begin a session of this plan. ``is_break``: one of a day's breaks, about which nothing is asked."""

    def resume(self, ongoing: "Ongoing") -> None:
        """Go on with an interrupted session."""

    def attend(self, workout: "Workout", reads: Callable[[str], None] | None = None) -> "Conductor":
        """Attach sound to a session. ``reads``: called with every text that is spoken, or would be."""

    def conclude(self, workout: "Workout") -> None:
        """End the session: keep its record, and ask how it was."""

    def began(self, workout: "Workout", segment: "Segment") -> None:
        """A segment has begun; after a long rest, notify a runner whose focus is on another window."""

    def give_up(self) -> None:
        """Leave the session without ending it: it goes on in another coach."""


class Files(Protocol):
    """What the app knows of the runner's files. ``progress``: how far reading them has come, in words."""

    @property
    def is_reading(self) -> bool:
        """Whether the library is not completely read yet, so that nothing may be concluded from it."""

    @property
    def progress(self) -> str:
        """How far the reading is, in words."""

    def when_read(self, act: Callable[[], None]) -> None:
        """Call ``act``, which depends on the library: now, or once it is completely read; then only the last one."""

    def rest(self) -> None:
        """Stop watching: a session begins."""

    def watch(self) -> None:
        """Watch again: the session is over."""


class AppBase(App[int]):
    """The app, as screens see it. ``coach``: the runner's assembled services."""

    coach: "Coach"

    @property
    @abstractmethod
    def go(self) -> Navigation:
        """Navigation to other screens."""

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
        """What is wrong with the database, or None; while it lasts, what is entered is kept in memory."""
        return self.coach.kept.trouble if self.coach.kept else None

    @abstractmethod
    async def begin_after_all(self) -> None:
        """The history can be read after all: start Home, and push what the app was to open with."""

    @property
    @abstractmethod
    def is_between_sessions(self) -> bool:
        """Whether no session is under way in this app, and one may be chosen."""

    @property
    @abstractmethod
    def is_editing(self) -> bool:
        """Whether a text is being edited, so that opening another has to wait."""

    @abstractmethod
    def use_looks(self, settings: "Settings") -> None:
        """Apply the theme and the animation level of these settings."""

    @abstractmethod
    def change_settings(self, settings: "Settings") -> None:
        """Use these settings from now on, and keep them."""

    @abstractmethod
    def reread(self, paths: Iterable[Path]) -> None:
        """Use these files of the library at once: the app itself has changed them."""

    @abstractmethod
    def action_light_or_dark(self) -> None:
        """Switch between the light and the dark theme."""

    @abstractmethod
    def action_leave(self) -> None:
        """Save and leave; a session under way is offered again."""
