"""The session under way in an app, from its beginning to the questions after it, and its sound.

Left out: driving it (``services.workout``), showing it (``screens.session``).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.domain.planning.plan import Plan
from coach.domain.records.entries import CheckIn
from coach.domain.session.segments import Segment, SegmentKind, exercise_of
from coach.library.formats.settings.settings_file import Settings
from coach.tui.base.app_base import AppBase

if TYPE_CHECKING:
    from coach.cues.conductor import Conductor
    from coach.cues.sound_desk import Desk
    from coach.services.workout import Ongoing, Workout

MakeDesk = Callable[[AppBase], "Desk"]
"""Creates the sound desk of an app."""


class CurrentSession:
    """One app's session, if there is one. ``make_desk`` is called when sound is first needed; None: there is none."""

    def __init__(self, app: AppBase, make_desk: MakeDesk | None) -> None:
        self._app = app
        self._make_desk = make_desk
        self._desk: Desk | None = None
        self._workout: Workout | None = None

    def __bool__(self) -> bool:
        """Whether there is a session."""
        return self._workout is not None

    @property
    def desk(self) -> "Desk":
        """The sound output."""
        if self._desk is None:
            from coach.cues.sound_desk import Desk, Outfit

            self._desk = self._make_desk(self._app) if self._make_desk else Desk(Outfit())
        return self._desk

    def begin(self, plan: Plan, check_in: CheckIn, *, is_break: bool = False) -> None:
        """Begin a session of this plan; before the very first one, ask which sounds the runner wants."""
        settings = self._app.training.settings

        def go(changed: Settings | None) -> None:
            if changed is not None:
                self._app.change_settings(changed)
            self._show(self._app.training.sessions.begin(plan, check_in, is_break=is_break))

        if settings.asks_for_sound and self.desk.can_sound(settings):
            from coach.tui.screens.sound import SoundQuestion

            self._app.push_screen(SoundQuestion(self.desk, settings), go)
        else:
            go(None)

    def resume(self, ongoing: "Ongoing") -> None:
        """Go on with an interrupted session."""
        self._app.files.when_read(lambda: self._show(self._app.training.sessions.resume(ongoing)))

    def attend(self, workout: "Workout", reads: Callable[[str], None] | None = None) -> "Conductor":
        """Attach sound to a session. ``reads``: called with every text that is spoken, or would be."""
        from coach.services.sound import attend

        return attend(self.desk, workout, self._app.training, reads)

    def pause(self) -> None:
        """Pause and thereby save the session: the app is being left, or suspended."""
        if self._workout is None:
            return
        from coach.domain.session.commands import Command, Do
        from coach.domain.session.state import Status

        if self._workout.state.status in (Status.RUNNING, Status.RESUMING):
            try:
                self._workout.do(Command(Do.PAUSE))
            except Exception:  # a listener broke: saving must not depend on it
                self._workout.save()
                raise

    def conclude(self, workout: "Workout") -> None:
        """End the session: keep its record, and ask how it was."""
        from coach.tui.flow.attention import call_attention

        call_attention(self._app, f"{workout.state.plan.name} is over. How was it?")
        self._leave()
        plan, stopped = workout.state.plan, workout.state.stopped
        said = "" if stopped else plan.say_last
        self._app.go.ask_about(self._app.training.sessions.conclude(workout.ongoing), said)
        self._app.files.watch()

    def began(self, workout: "Workout", segment: Segment) -> None:
        """A segment has begun; after a long rest, notify a runner whose focus is on another window."""
        from coach.tui.flow.attention import LONG_REST_S, call_attention

        state = workout.state
        number = next((number for number, each in enumerate(state.segments) if each is segment), 0)
        before = state.segments[number - 1] if number else None
        if before is not None and before.kind is SegmentKind.REST and before.length_s >= LONG_REST_S:
            call_attention(self._app, f"The rest is over: {exercise_of(state.plan, segment).name}.")

    def give_up(self) -> None:
        """Leave the session without ending it: it goes on in another coach."""
        from coach.services.sessions import CONTINUED_ELSEWHERE

        self._leave()
        self._app.go.home()
        self._app.notify(CONTINUED_ELSEWHERE, timeout=20, markup=False)
        self._app.files.watch()

    def close(self) -> None:
        """Stop sound for good, and let the screen sleep again."""
        if self._desk:
            self._desk.close()

    def _show(self, workout: "Workout") -> None:
        from coach.tui.screens.session import SessionScreen

        self._workout = workout
        self._app.files.rest()
        self._app.go.home()
        self._app.push_screen(SessionScreen(self._app, workout))

    def _leave(self) -> None:
        from coach.services.sound import leave

        self._workout = None
        leave(self.desk, self._app.training)
