"""The app: what every screen shares, the keys of all of them, and leaving without losing anything.

Left out: going from screen to screen (``flow.routes``), the session under way (``flow.current_session``), the files
(``flow.file_watcher``).
"""

import gc
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from coach.library.formats.settings.settings_file import Settings, Theme
from coach.library.toml.diagnostics import Diagnostic
from coach.services.assembly import Coach
from coach.services.trouble.unread_history import Unread
from coach.store.guarded import RETRY_S
from coach.system.exit_codes import INTERRUPTED
from coach.system.start_bytecode import end_start
from coach.system.terminal_size import LEAST_HEIGHT, LEAST_WIDTH
from coach.tui.base.coloured_app import ColouredApp
from coach.tui.base.screen import CoachScreen
from coach.tui.base.steady import LATE_STYLES, SIZE_STYLES, read_styles
from coach.tui.base.unbroken import Unbroken
from coach.tui.flow.colours import Colours
from coach.tui.flow.current_session import CurrentSession, MakeDesk
from coach.tui.flow.file_watcher import FileWatcher
from coach.tui.flow.inquiry import Inquiry, linking
from coach.tui.flow.routes import Routes
from coach.tui.flow.startup import open_with
from coach.tui.home.home import Home
from coach.tui.terminal.colourless import in_no_colours
from coach.tui.terminal.driver import sturdy
from coach.tui.terminal.glyphs import in_signs, signs_here
from coach.tui.terminal.signals import mind_signals
from coach.tui.text.themes import animation_of

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver

    from coach.tui.terminal.ground import TerminalReply


def _commands() -> "type[Provider]":
    """Return the provider of the palette's commands; its module is imported only when the palette opens."""
    from coach.tui.flow.palette_search import PaletteCommands

    return PaletteCommands


class CoachApp(Unbroken, ColouredApp):
    """The coach in a terminal. ``routine``: open its Ready screen at once. ``opens_weeks``: open the Weeks screen.

    ``make_desk`` is called for the app's sound when a session first needs it; None: no sound.
    ``follows``: watch the files and use changes by themselves; otherwise only those that ``files`` is told to read.
    """

    TITLE = "coach"
    CSS_PATH = "coach.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {_commands}  # noqa: RUF012 - as Textual declares it
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
        Binding("ctrl+t", "light_or_dark", "Light/dark", show=False, tooltip="Switch between dark and light."),
        Binding(
            "ctrl+q",
            "leave",
            "Leave",
            key_display="^q",
            show=False,
            priority=True,
            tooltip="Leave. A session under way is saved, and offered again for four hours.",
        ),
        Binding("f2", "weeks", "Weeks", key_display="F2", show=False, tooltip="The weeks behind you, day by day."),
        Binding("f3", "learn", "Learn", key_display="F3", show=False, tooltip="Cards about the psoas, and a quiz."),
        Binding("ctrl+c", "interrupt", "Leave", show=False, priority=True),
        Binding(
            "ctrl+z", "step_aside", "To the shell", show=False, priority=True, tooltip="To the shell; fg comes back."
        ),
    ]

    def __init__(
        self,
        coach: Coach,
        routine: str | None = None,
        make_desk: MakeDesk | None = None,
        *,
        follows: bool = False,
        opens_weeks: bool = False,
    ) -> None:
        super().__init__()
        self.coach = coach
        self._routes = Routes(self)
        self._current = CurrentSession(self, make_desk)
        self._watcher = FileWatcher(self, coach)
        self._follows = follows
        self._routine = routine
        self._opens_weeks = opens_weeks
        self._colours = Colours(self)
        self._inquiry = Inquiry(self, self._colours)
        settings = coach.training.settings
        self.begin_with(self._colours.theme_of(settings))
        self.animation_level = animation_of(settings)

    def get_driver_class(self) -> "type[Driver]":
        """Return the platform's driver, wrapped: for bad input, for terminals without colours or glyphs, for links."""
        self._signs = signs_here()
        driver = in_no_colours(sturdy(super().get_driver_class(), self), self)
        return linking(in_signs(driver, self._signs), self)

    def get_key_display(self, binding: Binding) -> str:
        """How a key is shown; as a word where the terminal has no glyph for it."""
        shown = super().get_key_display(binding)
        return "Enter" if shown == "⏎" and self._signs is not None else shown

    def get_default_screen(self) -> Home:
        """Home lies at the bottom of the screen stack."""
        return Home(self)

    @property
    def go(self) -> Routes:
        """Navigation to other screens."""
        return self._routes

    @property
    def session(self) -> CurrentSession:
        """The session under way."""
        return self._current

    @property
    def files(self) -> FileWatcher:
        """The runner's files."""
        return self._watcher

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """What is wrong with the runner's files."""
        return self.files.runner_files.diagnostics

    def on_mount(self) -> None:
        """Show over Home what has to come first."""
        mind_signals(self._leave_for_signal)
        self.mind_callbacks()
        self.call_after_refresh(self._go_on)
        self.set_interval(RETRY_S, self._look_after_trouble)
        unread = Unread(self.coach)
        if not unread.is_so:
            open_with(self, self._routine, weeks=self._opens_weeks)
            return
        from coach.tui.screens.unread_history import UnreadScreen

        self.push_screen(UnreadScreen(unread))

    async def begin_after_all(self) -> None:
        """The history can be read after all: start Home, and push what the app was to open with."""
        self.go.home()
        home = self.screen_stack[0]
        assert isinstance(home, Home)
        await home.begin()
        open_with(self, self._routine, weeks=self._opens_weeks)

    def _look_after_trouble(self) -> None:
        """Retry writing what is only in memory; during a session the workout retries by itself."""
        kept = self.coach.kept
        if kept is not None and kept.is_read and not self.session and kept.retry():
            self.training.forget()
            self.files.tell_screens()

    def _go_on(self) -> None:
        """The first frame is out: what was made for it lives on, so gc.freeze spares the collector looking at it."""
        self.is_seen = True
        self._inquiry.ask()
        read_styles(self.stylesheet, SIZE_STYLES, LATE_STYLES)
        end_start()
        gc.freeze()
        gc.enable()
        if self._follows:
            self.files.start()

    def on_terminal_reply(self, event: "TerminalReply") -> None:
        """Handle a reply of the terminal to something the app asked it."""
        self._inquiry.hear(event.reply)

    @property
    def is_between_sessions(self) -> bool:
        """Whether no session is under way in this app, and one may be chosen."""
        must_wait = any(isinstance(screen, CoachScreen) and screen.first for screen in self.screen_stack)
        return not self.session and not must_wait

    @property
    def is_editing(self) -> bool:
        """Whether a text is being edited, so that opening another has to wait."""
        return any(isinstance(screen, CoachScreen) and screen.takes_over for screen in self.screen_stack)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers."""
        from coach.tui.flow.palette import commands

        return commands(self, screen)

    def action_command_palette(self) -> None:
        """Open the command palette, unless it is open."""
        from coach.tui.flow.safe_palette import SteadyPalette

        if not isinstance(self.screen, SteadyPalette):
            self.push_screen(SteadyPalette())  # no id: the one before may still be on its way out

    # --- settings, files --------------------------------------------------------------------------------------------

    def use_looks(self, settings: Settings) -> None:
        """Apply the theme and the animation level of these settings."""
        self.theme = self._colours.theme_of(settings)
        self.animation_level = animation_of(settings)

    def change_settings(self, settings: Settings) -> None:
        """Use these settings from now on, and keep them."""
        self.training.settings = settings
        self.use_looks(settings)
        self._colours.keep(settings)

    def reread(self, paths: Iterable[Path]) -> None:
        """Use these files of the library at once: the app itself has changed them."""
        self.files.reread(paths)

    # --- keys of every screen ---------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the app's keys that mean something else on the screen on top, as in the editor."""
        top = self.screen_stack[-1] if self.screen_stack else None
        return not (isinstance(top, CoachScreen) and action in top.takes_over)

    def action_home(self) -> None:
        """Back to Home."""
        self.go.home()

    def action_new_routine(self) -> None:
        """Start a routine of the runner's own."""
        self.go.new_routine()

    def action_weeks(self) -> None:
        """Open the Weeks screen."""
        if self.is_between_sessions and not self.is_editing and isinstance(self.screen, CoachScreen):
            self.go.weeks()

    def action_learn(self) -> None:
        """Open the cards and the quiz."""
        from coach.tui.screens.learn import CardScreen, LearnScreen

        is_there = any(isinstance(screen, LearnScreen | CardScreen) for screen in self.screen_stack)
        if self.is_between_sessions and not self.is_editing and not is_there and isinstance(self.screen, CoachScreen):
            self.go.learn()

    def action_light_or_dark(self) -> None:
        """Switch between the light and the dark theme, without saving it."""
        other = Theme.LIGHT if self.current_theme.dark else Theme.DARK
        self.theme = self._colours.theme_of(replace(self.training.settings, theme=other))

    # --- leaving ----------------------------------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """Leave, as Textual's palette names it."""
        self.action_leave()

    def action_leave(self) -> None:
        """Save and leave; a session under way is offered again at the next start."""
        self.save()
        self.session.close()
        self._inquiry.leave()
        self.exit(INTERRUPTED if self.session else 0)

    def action_interrupt(self) -> None:
        """Ctrl+C, where nothing is being typed: leave."""
        self.action_leave()

    def action_step_aside(self) -> None:
        """Suspend to the shell; a session pauses meanwhile. A guest of a shared machine has no shell here."""
        if self.coach.hosted:
            return
        self.save()
        self.action_suspend_process()

    def close(self) -> None:
        """Stop sound for good, let the screen sleep again, and stop watching files."""
        self.files.close()
        self.session.close()

    def save(self) -> None:
        """Save what was typed, and pause and save the session under way."""
        try:
            self.go.keep()
        finally:
            self.session.pause()

    def _leave_for_signal(self) -> None:
        """Save, restore the terminal and leave: the window was closed, or the process told to end."""
        self.save()
        self.session.close()
        self.exit(INTERRUPTED)
