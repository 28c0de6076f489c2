"""What interrupts a session: something hurts, or the runner wants to stop. The clock is paused while they are asked."""

from collections.abc import Callable

from coach.domain.exercises.exercise import Sides
from coach.domain.records.entries import Stopped
from coach.domain.rules.light import Light
from coach.domain.session.commands import Command, Do
from coach.domain.session.segments import exercise_of
from coach.domain.session.state import Status
from coach.services.workout import Workout
from coach.tui.base.app_base import AppBase
from coach.tui.dialogs.confirm import Ask, Choice
from coach.tui.dialogs.pain_now import Hurts, Pain

# No letter that also answers the following questions: a key that bounces would then answer ten, or skip one.
_STOP: tuple[Choice[Stopped | None], ...] = (
    Choice("n", "No more time", Stopped.TIME),
    Choice("i", "Tired", Stopped.TIRED),
    Choice("p", "Pain", Stopped.PAIN),
    Choice("escape", "Go on with the session", None),
)
_MISTYPED: Choice[Do | None] = Choice("c", "Change the answer: it was mistyped", Do.HURTS)


class Interruption:
    """Asks over the session's screen, and applies the answer to the workout. ``look`` is called when that changed."""

    def __init__(self, app: AppBase, workout: Workout, look: Callable[[], None]) -> None:
        self._app = app
        self._workout = workout
        self._look = look

    def ask_what_hurts(self) -> None:
        """Stop the clock at once, then ask."""
        self._do(Command(Do.HURTS))
        if not self._workout.state.is_over:
            self._ask_pain(None)

    def ask_to_stop(self) -> None:
        """Stop the clock, then ask why."""
        self._workout.tick()
        if self._workout.state.is_over:  # this very moment: how it was is asked already
            return
        self._stand()
        self._app.push_screen(Ask("Stop here? What is done is kept.", _STOP), self._stop)

    def go_on(self) -> None:
        """Let the clock run again."""
        if self._workout.state.status is Status.PAUSED:
            self._workout.do(Command(Do.PAUSE))
        self._look()

    def _stand(self) -> None:
        if self._workout.state.status is not Status.PAUSED:
            self._workout.do(Command(Do.PAUSE))
        self._look()

    def _do(self, command: Command) -> None:
        self._workout.do(command)
        self._look()

    def _stop(self, why: Stopped | None) -> None:
        self._do(Command(Do.PAUSE) if why is None else Command(Do.QUIT, why))

    def _ask_pain(self, before: Pain | None) -> None:
        """``before``: the pain given already, to be corrected."""
        state = self._workout.state
        exercise = exercise_of(state.plan, state.segment)
        told = before is not None

        def tell(pain: Pain) -> None:
            nonlocal told
            hurt = self._workout.hurt(pain.side, pain.pain, pain.quality)
            self._workout.do(Command(Do.HURTS, hurt=hurt, anew=told))
            told = True

        hurts = Hurts(
            exercise.name,
            sided=exercise.sides is not Sides.BOTH,
            worked=self._workout.worked,
            place=self._app.training.profile().place,
            told=tell,
            before=before,
        )
        self._app.push_screen(hurts, self._weigh)

    def _weigh(self, pain: Pain | None) -> None:
        """Act on the light of this pain: red ends the session, amber offers a choice, green goes on."""
        if pain is None:
            self.go_on()
            return
        hurt = self._workout.hurt(pain.side, pain.pain, pain.quality)
        verdict = self._app.training.sessions.light_of(self._workout.ongoing, hurt)
        why = " ".join(verdict.why)
        ways: tuple[Choice[Do | None], ...]
        if verdict.light is Light.RED:
            question = f"{why}\nThat is red: the session ends here, and stopping is the right thing to do."
            ways = (Choice("enter", "To the questions", Do.QUIT), _MISTYPED)
        elif verdict.light is Light.AMBER:
            question, ways = f"{why}\nThat is amber. What now?", self._ways_on()
        else:
            self.go_on()
            return
        self._app.push_screen(Ask(question, ways), lambda way: self._take(way, pain))

    def _ways_on(self) -> tuple[Choice[Do | None], ...]:
        may = self._workout.legal()
        ways: tuple[Choice[Do | None], ...] = (
            Choice("e", "The easier variant", Do.EASIER),
            Choice("n", "Skip this", Do.SKIP),
            Choice("q", "Stop here", Do.QUIT),
            _MISTYPED,
            Choice("escape", "Go on as it is", None),
        )
        return tuple(way for way in ways if way.value is None or way.value in may)

    def _take(self, way: Do | None, pain: Pain) -> None:
        if way is Do.HURTS:
            self._ask_pain(pain)
        elif way is Do.QUIT:
            self._do(Command(Do.QUIT, Stopped.PAIN))
        else:
            if way is not None:
                self._workout.do(Command(way))
            self.go_on()
