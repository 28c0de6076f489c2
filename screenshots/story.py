"""What the moving picture shows: a day of a course from Home to the verdict, played on a clock that is moved."""

from collections.abc import Callable
from datetime import datetime, timedelta

from moving import Frame, moving_picture
from textual.pilot import Pilot

from coach.domain.records.entries import Entry, Event, EventKind, Session
from coach.domain.session.state import SessionState
from coach.system.clock import FixedClock
from coach.tui.app import CoachApp
from coach.tui.screens.session import SessionScreen

ABOUT = (
    "Twenty seconds of the coach: Home with the course and today's session, its doses with their reasons, a hold with "
    "the figure and the clock, the questions about pain, and what the answers mean for the next time."
)
_FIGURE_S = 0.25
"""Between two frames while something moves."""


def two_weeks(now: datetime) -> list[Entry]:
    """Two weeks in the block of a course that strengthens, all of them green."""
    chosen = Event(
        id="course", at=now - timedelta(days=15), kind=EventKind.COURSE, course="loose-hips", block="strengthen"
    )
    days = {14.2: "core-and-hips", 12.2: "psoas-care", 9.2: "core-and-hips", 7.2: "psoas-care", 4.2: "core-and-hips"}
    return [
        chosen,
        *(
            Session(
                id=f"followed-{ago}",
                at=now - timedelta(days=ago),
                routine=routine,
                before=1,
                worst=2,
                after=1,
                morning=1,
                effort=5,
                done=1.0,
            )
            for ago, routine in days.items()
        ),
    ]


class _Camera:
    """Takes the screen as it is, for so many seconds."""

    def __init__(self, pilot: Pilot[int], clock: FixedClock) -> None:
        self.frames: list[Frame] = []
        self._pilot = pilot
        self._clock = clock

    async def take(self, seconds: float) -> None:
        await self._pilot.pause()
        rows = self._pilot.app.screen._compositor.render_strips()
        if self.frames and list(self.frames[-1].rows) == rows:
            self.frames[-1] = Frame(rows, self.frames[-1].seconds + seconds)
        else:
            self.frames.append(Frame(rows, seconds))

    async def press(self, *keys: str, seconds: float) -> None:
        for key in keys:
            await self._pilot.press(key)
            await self.take(seconds)

    async def move(self, seconds: float, *, shown: bool = True) -> None:
        """Let time pass in the session."""
        for _ in range(round(seconds / (step := _FIGURE_S if shown else 1.0))):
            self._tick(step)
            if shown:
                await self.take(step)

    async def move_until(self, is_there: Callable[[SessionState], bool]) -> None:
        """Let time pass, unseen, until the session is there, or over."""
        screen = self._session
        while not screen.workout.state.is_over and not is_there(screen.workout.state):
            self._clock.move(1.0)
            screen.tick()
        await self._pilot.pause()

    @property
    def _session(self) -> SessionScreen:
        screen = self._pilot.app.screen
        assert isinstance(screen, SessionScreen)
        return screen

    def _tick(self, seconds: float) -> None:
        self._clock.move(seconds)
        self._session.tick()


def _is_moving(state: SessionState) -> bool:
    """In the middle of paced reps."""
    return state.segment.is_work and state.reps_done >= 2


async def moving(app: CoachApp, clock: FixedClock) -> str:
    """Play it, and draw it."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        camera = _Camera(pilot, clock)
        await camera.take(3.0)
        await camera.press("enter", seconds=0.8)
        await camera.press("1", seconds=2.2)
        await pilot.press("enter")
        await pilot.pause()
        await camera.move(14, shown=False)
        still = len(camera.frames)
        await camera.move(3)
        await camera.move_until(_is_moving)
        await camera.move(4)
        await camera.move_until(lambda _: False)
        await camera.take(0.8)
        await camera.press("2", "1", "3", "1", "enter", seconds=0.7)
        await camera.press("5", seconds=4.0)
    return moving_picture(camera.frames, still=still, about=ABOUT)
