"""Session: the clock, what to do now, what comes next. The domain model does the timing; this screen shows it."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from coach.domain.session.commands import Command, Do
from coach.domain.session.facts import Counted, Ended, Fact, Paused, PauseReason, Started, TakenOver
from coach.domain.session.state import Status
from coach.library.formats.settings.settings_file import Motion
from coach.services.workout import Workout
from coach.tui.base.app_base import AppBase
from coach.tui.base.screen import CoachScreen
from coach.tui.base.telling import may_be_told
from coach.tui.dialogs.interruption import Interruption
from coach.tui.terminal.title import give_title_back, keep_title, set_title
from coach.tui.text.present import is_ending, minutes_left
from coach.tui.text.session_keys import session_bindings
from coach.tui.widgets.workout_stage import WorkoutStage

if TYPE_CHECKING:
    from coach.cues.conductor import Conductor


_AT_ANY_MOMENT = (Do.PAUSE, Do.HURTS, Do.QUIT)
"""Commands that are not about the part of the session that was shown when the key was pressed."""


class SessionScreen(CoachScreen):
    """Shows a workout and passes the keys on to it. A timer is set to each next moment at which something changes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *session_bindings(),
        Binding("m", "mute", "Mute", tooltip="Be silent, or sound again."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    works_unseen = True  # a runner who only hears the coach can stop it

    def __init__(self, app: AppBase, workout: Workout) -> None:
        super().__init__()
        self.workout = workout
        self._interruption = Interruption(app, workout, self._after_change)
        self._alarm: Timer | None = None
        self._title = ""
        self._has_title = False
        self._notice = ""
        self._offered = workout.legal(), workout.state.status is Status.PAUSED
        self._conductor: Conductor | None = None
        self._is_heard = False

    def body(self) -> ComposeResult:
        """The stage, which shows everything."""
        still = self.app.training.settings.motion is Motion.REDUCED
        yield WorkoutStage(self.workout, self.app.training.clock, still=still)

    def on_mount(self) -> None:
        """Attach sound, title and captions, and start to follow the clock."""
        self._has_title = may_be_told(self.app)
        if self._has_title:
            keep_title(self.app)
        self.workout.listen(self._notice_facts)
        stage = self.query_one(WorkoutStage)
        stage.set_class(self.app.training.settings.captions, "-captions")
        self._conductor = self.app.session.attend(self.workout, stage.caption)
        self._is_heard = self.app.session.desk.sounds(self.app.training.settings)
        if self._is_heard:
            self.refresh_bindings()
        self._look()
        self._aim()

    def on_unmount(self) -> None:
        """Give the terminal its own title back."""
        if self._has_title:
            give_title_back(self.app)

    def on_resize(self) -> None:
        """Draw the bar in its new length."""
        self._look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable only the commands that are legal now."""
        if action == "command":
            return Do(str(parameters[0])) in self.workout.legal()
        return action != "mute" or self._is_heard

    def label_of(self, binding: Binding) -> str:
        """The key that pauses is labelled "Go on" while the session is paused."""
        stands = binding.action == f"command('{Do.PAUSE}')" and self.workout.state.status is Status.PAUSED
        return "Go on" if stands else super().label_of(binding)

    def action_help(self) -> None:
        """Pause the clock while Help is open; it goes on afterwards, if it was running."""
        self.workout.tick()
        if self.workout.state.is_over:
            return
        ran = self.workout.state.status is not Status.PAUSED
        if ran:
            self.workout.do(Command(Do.PAUSE))
        self._after_change()
        self.open_help(lambda _: self._interruption.go_on() if ran else None)

    def action_command(self, name: str) -> None:
        """Carry out a command, if what it was meant for is still there: the clock may be ahead of what is shown."""
        do = Do(name)
        shown = self.workout.state.index
        self.tick()
        state = self.workout.state
        if state.is_over or (state.index != shown and do not in _AT_ANY_MOMENT):
            return
        if do is Do.QUIT:
            self._interruption.ask_to_stop()
        elif do is Do.HURTS:
            self._interruption.ask_what_hurts()
        else:
            self.workout.do(Command(do))
            self._after_change()

    def action_mute(self) -> None:
        """Mute, or turn the sound on again."""
        if self._conductor:
            self._conductor.mute(not self._conductor.muted)
            self._notice = "Muted. m brings the sound back." if self._conductor.muted else "The sound is back."
            self._look()

    def tick(self) -> None:
        """Bring the workout up to the present time."""
        self.workout.tick()
        self._after_change()

    def _after_change(self) -> None:
        if self.workout.state.is_over:
            if self._alarm:
                self._alarm.stop()
            return
        offered = self.workout.legal(), self.workout.state.status is Status.PAUSED
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()
        self._look()
        self._aim()

    def _aim(self) -> None:
        """Set the timer to the next moment at which something changes."""
        if self._alarm:
            self._alarm.stop()
            self._alarm = None
        wait_s = self.workout.wait_s()
        if wait_s is not None:
            self._alarm = self.set_timer(wait_s + 0.001, self.tick)

    def _notice_facts(self, facts: tuple[Fact, ...]) -> None:
        for fact in facts:
            if isinstance(fact, Paused) and fact.reason is PauseReason.GAP:
                self._notice = "Time stood still. Space goes on."
            elif isinstance(fact, Ended):
                self.app.session.conclude(self.workout)
            elif isinstance(fact, TakenOver):  # later, when whatever this key opens has been pushed
                self.app.call_later(self.app.session.give_up)
            elif not isinstance(fact, Counted):
                self._notice = ""
            if isinstance(fact, Started):
                self.app.session.began(self.workout, fact.segment)
                if self.app.training.settings.flash:
                    self.query_one(WorkoutStage).flash()

    # --- showing ----------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        state = self.workout.state
        ending = is_ending(state, self.app.training.clock.monotonic())
        self._mark("paused" if state.status is Status.PAUSED else state.segment.gait or state.segment.kind, ending)
        self._put_title(f"{minutes_left(self.workout.total_left_s())} · {state.plan.name}")
        self.query_one(WorkoutStage).look(self._notice)

    def _mark(self, name: str, ending: bool) -> None:
        """Set the classes that coach.tcss styles by, all at once: each change restyles everything that is shown."""
        past = {each: False for each in self.classes if each.startswith("-now-")}
        self.update_classes({**past, f"-now-{name}": True, "-ending": ending})

    def _put_title(self, text: str) -> None:
        if self._has_title and text != self._title:
            self._title = text
            set_title(self.app, text)
