"""The app: it holds the runner's training, moves between the screens, and leaves without losing anything."""

import asyncio
import gc
import signal
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from coach.assembly import Coach
from coach.domain.plan import Plan
from coach.domain.record import CheckIn, Record, Walk
from coach.library.diagnostics import Diagnostic
from coach.library.settings_file import Motion, Settings, Theme
from coach.once import of_the_future, safety_notice_is_due, safety_notice_was_read
from coach.training import ELSEWHERE, Training
from coach.tui.follower import Follower
from coach.tui.screens.base import LEAST_HEIGHT, LEAST_WIDTH, CoachScreen
from coach.tui.screens.home import Home
from coach.tui.signs import in_signs, signs_here
from coach.tui.themes import THEMES, theme_name

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.types import AnimationLevel

    from coach.cues.conductor import Conductor
    from coach.cues.desk import Desk
    from coach.domain.pain_check import Answers as PainAnswers
    from coach.library.broken import Broken
    from coach.library.library import Kind, Shelf
    from coach.tui.today import Answers
    from coach.workout import Ongoing, Workout

INTERRUPTED = 130
_SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT")


class CoachApp(App[int]):
    """The coach in a terminal. ``routine``: go straight to that routine's Ready screen.

    ``make_desk`` gives the app its sound, when a session first asks for it; without it there is none.
    ``follows``: changed files are used by themselves; else only what ``follower`` is told to look at.
    """

    TITLE = "coach"
    CSS_PATH = "coach.tcss"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-too-narrow"),
        (LEAST_WIDTH, "-narrow"),
        (80, "-normal"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-too-low"),
        (LEAST_HEIGHT, "-low"),
        (20, "-middle"),
        (36, "-high"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+t", "light_or_dark", "Light/dark", show=False, tooltip="Change between the dark and light theme."
        ),
        Binding(
            "ctrl+q",
            "leave",
            "Leave",
            key_display="^q",
            show=False,
            priority=True,
            tooltip="Leave. A session under way is saved, and offered again for four hours.",
        ),
        Binding("ctrl+c", "interrupt", "Leave", show=False, priority=True),
        Binding(
            "ctrl+z", "step_aside", "To the shell", show=False, priority=True, tooltip="To the shell; fg comes back."
        ),
    ]

    def __init__(
        self,
        coach: Coach,
        routine: str | None = None,
        make_desk: "Callable[[CoachApp], Desk] | None" = None,
        *,
        follows: bool = False,
    ) -> None:
        super().__init__()
        self.follower = Follower(self, coach)
        self._follows = follows
        self._coach = coach
        self._routine = routine
        self._make_desk = make_desk
        self._desk: Desk | None = None
        self._workout: Workout | None = None
        self._is_open = True
        for theme in THEMES:
            self.register_theme(theme)
        # Set, not assigned: nothing is drawn yet that would have to be drawn again.
        settings = coach.training.settings
        self.set_reactive(App.theme, theme_name(settings.theme, settings.contrast))
        self.animation_level = _animation(settings)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> "type[Driver]":
        """The platform's driver; where the terminal lacks signs, others are sent in their place."""
        self._signs = signs_here()
        return in_signs(super().get_driver_class(), self._signs)

    def get_key_display(self, binding: Binding) -> str:
        """What a key looks like; in words where the terminal has no sign for it."""
        shown = super().get_key_display(binding)
        return "Enter" if shown == "⏎" and self._signs is not None else shown

    def get_default_screen(self) -> Home:
        """Home lies under everything else."""
        return Home()

    @property
    def training(self) -> Training:
        """The runner's training."""
        return self._coach.training

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """What is wrong with the runner's files."""
        return self.follower.following.diagnostics

    @property
    def trouble(self) -> str | None:
        """What is wrong with the database, if anything; what is entered is kept in memory meanwhile."""
        return self._coach.kept.trouble if self._coach.kept else None

    def on_mount(self) -> None:
        """Over Home what was asked for, or a session that was interrupted."""
        self._mind_signals()
        self.call_after_refresh(self._go_on)
        if self._routine:
            self.get_ready(self._routine)
        interrupted = self.training.interrupted()
        if self._routine is None and self.training.is_new() and self.trouble is None:
            self._ask_first()
        if interrupted:
            from coach.tui.offer import offer

            offer(self, interrupted)
        for notice in self._coach.notices:
            self.notify(notice, timeout=15, markup=False)
        self._tell_once()

    def _go_on(self) -> None:
        """The first frame is there: what was made for it stays, so the collector need never look at it."""
        gc.freeze()
        gc.enable()
        if self._follows:
            self.follower.start()

    def _tell_once(self) -> None:
        """What a profile is told once: the safety notice, before anything else can be done, and future records."""
        warning = of_the_future(self._coach)
        if warning:
            self.notify(warning, severity="warning", timeout=20, markup=False)
        if safety_notice_is_due(self._coach):
            from coach.tui.screens.notice import Notice

            self._is_open = False
            self.push_screen(Notice(), self._open)

    def _open(self, _: None) -> None:
        """The safety notice is read."""
        safety_notice_was_read(self._coach)
        self._is_open = True

    # --- from screen to screen --------------------------------------------------------------------------------------

    def home(self) -> None:
        """Back to Home, whatever lies over it."""
        self._keep()
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def action_home(self) -> None:
        """Back to Home."""
        self.home()

    def get_ready(self, routine_id: str, answers: "Answers | None" = None) -> None:
        """The Ready screen of a routine, with what was answered today already."""
        from coach.tui.screens.ready import Ready  # Home is shown without it

        self.home()
        self.push_screen(Ready(routine_id, answers))

    def action_you(self) -> None:
        """What the runner says of themselves."""
        from coach.tui.screens.you import You

        self.home()
        self.push_screen(You())

    @property
    def profile(self) -> str | None:
        """Whose training it is, where there are several."""
        return self._coach.profile

    @property
    def team_size(self) -> int:
        """How many share their page with the runner, as the host knows at the start."""
        return len(self._coach.team)

    def action_share(self) -> None:
        """Who sees the runner's page."""
        from coach.tui.screens.share import ShareScreen

        self.push_screen(ShareScreen())

    def action_team(self) -> None:
        """Who shares their page with the runner."""
        from coach.tui.screens.team import TeamScreen

        self.home()
        self.push_screen(TeamScreen())

    def _ask_first(self) -> None:
        """At the first start: what hurts, and where the runner stands."""
        from coach.tui.screens.first_start import FirstStart

        self.push_screen(FirstStart(self.training))

    def begin(self, plan: Plan, check_in: CheckIn) -> None:
        """A session of this plan; before the very first, it is asked what may be heard."""
        if self.training.settings.asks_for_sound and self.desk.can_sound(self.training.settings):
            from coach.tui.screens.sound import SoundQuestion

            question = SoundQuestion(self.desk, self.training.settings)
            self.push_screen(question, lambda settings: self._begin_after(settings, plan, check_in))
        else:
            self._show_session(self.training.begin(plan, check_in))

    def _begin_after(self, settings: Settings | None, plan: Plan, check_in: CheckIn) -> None:
        if settings is not None:
            self.change_settings(settings)
        self._show_session(self.training.begin(plan, check_in))

    def conclude(self, workout: "Workout") -> None:
        """A session is over: keep its record, and ask how it was."""
        from coach.sounding import leave

        self._workout = None
        leave(self.desk, self.training)
        self.ask_about(self.training.conclude(workout.ongoing))
        self.follower.watch()

    def give_up(self) -> None:
        """The session under way goes on in another coach: here it is left."""
        from coach.sounding import leave

        self._workout = None
        leave(self.desk, self.training)
        self.home()
        self.notify(ELSEWHERE, timeout=20, markup=False)
        self.follower.watch()

    def ask_about(self, done: Record | Walk | None) -> None:
        """The pain check of what was done; a walk is a note, and has none."""
        if done is not None and not isinstance(done, Walk):
            self.ask_pain(done)
            return
        self.home()
        nothing = "Nothing was done, so nothing was recorded."
        self.notify(f"You walked {done.minutes} min: that is kept as a walk." if done else nothing, markup=False)

    def ask_pain(self, record: Record) -> None:
        """The pain check of a record, then its verdict; both follow from the whole library."""
        self.follower.when_read(lambda: self._ask_pain(record))

    def _ask_pain(self, record: Record) -> None:
        from coach.tui.screens.pain_check import PainCheck

        self.home()
        place = self.training.profile().place
        check = PainCheck(record, self.training.catalogue, lambda answers: self._answer(record, answers), place)
        self.push_screen(check)

    def log_elsewhere(self) -> None:
        """Log what was done elsewhere: first what it was, then how."""
        from coach.tui.screens.log import pick

        self.home()
        self.follower.when_read(lambda: self._push(pick))

    def _push(self, make: Callable[[Training], Screen[None]]) -> None:
        self.push_screen(make(self.training))

    def remove_record(self, record: Record | None = None) -> None:
        """Take a record out of the history, after asking; None: of the latest, ask which first."""
        from coach.tui.screens.removing import ask, pick

        if record is not None:
            ask(self, record)
            return
        self.home()
        self.push_screen(pick(self))

    def log_run(self, check_in: CheckIn) -> None:
        """Log a run that was done outside, with what was answered before it."""
        from coach.domain.elsewhere import Thing, What
        from coach.tui.screens.log import LogScreen

        self.home()
        self.push_screen(LogScreen(Thing(What.RUN), self.training, check_in))

    def _answer(self, record: Record, answers: "PainAnswers") -> None:
        self.show_verdict(self.training.answer(record, answers))

    def show_verdict(self, record: Record) -> None:
        """What the answers of a record mean."""
        from coach.tui.screens.verdict import VerdictScreen

        self.home()
        self.push_screen(VerdictScreen(record, self.training.verdict(record), self.training.outlook(record)))

    def resume(self, ongoing: "Ongoing") -> None:
        """Go on with an interrupted session."""
        self.follower.when_read(lambda: self._show_session(self.training.resume(ongoing)))

    def _show_session(self, workout: "Workout") -> None:
        from coach.tui.screens.session import Session as SessionScreen

        self._workout = workout
        self.follower.rest()
        self.home()
        self.push_screen(SessionScreen(workout))

    @property
    def is_between_sessions(self) -> bool:
        """No session is under way here, and one may be chosen."""
        return self._workout is None and self._is_open

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers."""
        from coach.tui.palette import commands

        return commands(self, screen)

    # --- files of one's own -----------------------------------------------------------------------------------------

    @property
    def shelf(self) -> "Shelf":
        """The files of the library."""
        return self._coach.shelf

    @property
    def hosted(self) -> bool:
        """Whether the runner is a guest of this machine."""
        return self._coach.hosted

    @property
    def is_editing(self) -> bool:
        """Whether a text is being edited: another would have to wait."""
        return any(isinstance(screen, CoachScreen) and screen.takes_over for screen in self.screen_stack)

    def edit(self, kind: "Kind", identity: str, then: Callable[[], None] | None = None) -> None:
        """Edit a routine or exercise; of what is not the runner's own, a copy. ``then`` is done when it is left."""
        from coach.tui.editing import edit

        self.follower.when_read(lambda: edit(self, kind, identity, then))

    def mend(self, broken: "Broken") -> None:
        """Edit a broken file."""
        from coach.tui.editing import mend

        self.follower.when_read(lambda: mend(self, broken))

    def action_edit(self, kind: "Kind", identity: str) -> None:
        """The same, as an action."""
        self.edit(kind, identity)

    def action_new_routine(self) -> None:
        """Begin a routine of one's own."""
        from coach.tui.editing import begin_new

        self.follower.when_read(lambda: begin_new(self))

    # --- sound, settings --------------------------------------------------------------------------------------------

    @property
    def desk(self) -> "Desk":
        """Where sound comes from."""
        if self._desk is None:
            from coach.cues.desk import Desk, Outfit

            self._desk = self._make_desk(self) if self._make_desk else Desk(Outfit())
        return self._desk

    def attend(self, workout: "Workout") -> "Conductor":
        """Let a session be heard."""
        from coach.sounding import attend

        return attend(self.desk, workout, self.training)

    def close(self) -> None:
        """Be silent for good, let the screen sleep again, and look at no file any more."""
        self.follower.close()
        if self._desk:
            self._desk.close()

    def action_settings(self) -> None:
        """The Settings screen."""
        from coach.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen(self._coach.settings_path))

    def change_settings(self, settings: Settings) -> None:
        """Use these settings from now on, and keep them."""
        self.training.settings = settings
        self.use_looks(settings)
        path = self._coach.settings_path
        if path is None:
            return
        from coach.library.settings_file import save_settings

        try:
            save_settings(path, settings)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.notify(f"This holds until you leave: {path} cannot be written ({reason}).", markup=False)

    def reread(self, paths: Iterable[Path]) -> None:
        """The app itself has changed these files of the library: use them at once."""
        self.follower.reread(paths)

    # --- looks and leaving ------------------------------------------------------------------------------------------

    def use_looks(self, settings: Settings) -> None:
        """The colours and the motion of these settings."""
        self.theme = theme_name(settings.theme, settings.contrast)
        self.animation_level = _animation(settings)

    def action_light_or_dark(self) -> None:
        """The other theme."""
        contrast = self.training.settings.contrast
        dark = self.theme == theme_name(Theme.DARK, contrast)
        self.theme = theme_name(Theme.LIGHT if dark else Theme.DARK, contrast)

    async def action_quit(self) -> None:
        """The palette's word for leaving."""
        self.action_leave()

    def action_leave(self) -> None:
        """Leave; a session under way is offered again."""
        self._save()
        self.exit(INTERRUPTED if self._workout else 0)

    def action_interrupt(self) -> None:
        """What Ctrl+C means where nothing is typed."""
        self.action_leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where one types, some of the app's keys mean something else."""
        top = self.screen_stack[-1] if self.screen_stack else None
        return not (isinstance(top, CoachScreen) and action in top.takes_over)

    def action_step_aside(self) -> None:
        """To the shell and back; a session waits meanwhile. A guest of the machine has no shell here."""
        if self._coach.hosted:
            return
        self._save()
        self.action_suspend_process()

    def _keep(self) -> None:
        """Let every screen put on disk what is nowhere else."""
        for screen in self.screen_stack:
            if isinstance(screen, CoachScreen):
                screen.keep()

    def _save(self) -> None:
        """Keep what was typed, and pause the session under way, which keeps that."""
        self._keep()
        if self._workout is None:
            return
        from coach.domain.commands import Command, Do
        from coach.domain.session import Status

        if self._workout and self._workout.state.status in (Status.RUNNING, Status.RESUMING):
            self._workout.do(Command(Do.PAUSE))

    def _mind_signals(self) -> None:
        """A closed window or a kill saves, restores the terminal, and leaves."""
        loop = asyncio.get_running_loop()
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                loop.add_signal_handler(number, self._leave_for_signal)

    def _leave_for_signal(self) -> None:
        self._save()
        self.exit(INTERRUPTED)


def _animation(settings: Settings) -> "AnimationLevel":
    return "none" if settings.motion is Motion.REDUCED else "full"


def run(coach: Coach, *, routine: str | None = None) -> int:
    """Run the app until it is left; the exit code."""
    app = CoachApp(coach, routine, _desk_here, follows=True)
    try:
        code = app.run()
    finally:
        app.close()
    return app.return_code or 0 if code is None else code


def _desk_here(app: CoachApp) -> "Desk":
    """This machine's bell, voice, and way to keep a screen awake."""
    from coach.cues.desk import Desk, outfit_here

    return Desk(outfit_here(app.bell))
