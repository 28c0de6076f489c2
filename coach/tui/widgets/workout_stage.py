"""The session as one picture: the figure beside the clock, what to do now, how, and what comes next.

It shows the state of a workout and never changes it. What stays the same is not drawn again, and nothing moves when
digits change. Left out: keys and their effects (``screens.session``).
"""

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Static

from coach.domain.figures.figure import Figure
from coach.domain.planning.plan import Plan
from coach.domain.session.demonstration import Demonstration, demonstration
from coach.domain.session.segments import Gait, length_s
from coach.domain.session.state import SessionState, Status
from coach.services.workout import Workout
from coach.system.clock import Clock
from coach.tui.terminal.glyphs import has_braille_here
from coach.tui.text.instructions import instruction_lines, note_lines, room_for_note, room_for_steps
from coach.tui.text.present import (
    LARGE_WORDS,
    SIDE_WORDS,
    big_number,
    halfway_line,
    large_word,
    max_hold_line,
    minutes_left,
    next_line,
    rep_line,
    session_headline,
    set_line,
    side_now,
)
from coach.tui.widgets.big_clock import BigClock
from coach.tui.widgets.big_word import BigWord
from coach.tui.widgets.figure import FigureView

GAIT_FROM, SIDE_FROM, WORD_FROM = (80, 24), (80, 24), (152, 36)
"""Columns and rows from which a large word leaves the digits enough room: for a gait, for a side, for any word."""
NOTE_ROWS = 2
"""Rows for the author's note."""
FLASH_S = 0.7
"""Seconds that a flash lasts. Source: WCAG 2.3.1, which allows at most three flashes a second."""
FRAME_S = 0.1
"""Seconds between two frames of a moving figure."""


class WorkoutStage(Container):
    """Shows one workout. ``still``: figures do not move, but show the pose to be reached."""

    def __init__(self, workout: Workout, clock: Clock, *, still: bool) -> None:
        super().__init__(id="stage")
        self._workout = workout
        self._clock = clock
        self._walker = _walker(workout.state.plan)
        self._figure = FigureView(still=still, ascii_only=not has_braille_here(), id="figure")
        self._still = still
        self._frames: Timer | None = None
        self._dark_again: Timer | None = None
        """Runs during a flash and as long again, so that there is less than one flash a second, whatever begins."""
        self._shown: dict[str, str] = {}
        self._whole_s = max(1, length_s(workout.state.segments))

    def compose(self) -> ComposeResult:
        """From the top: the whole session, the figure and what to do now, how, what comes next."""
        with Horizontal(id="top"):
            yield Static(id="routine", markup=False)
            yield Static(id="total", markup=False)
        yield Static(id="bar", markup=False)
        with Container(id="picture"):
            yield self._figure
            with Vertical(id="now"):
                yield Static(id="headline", markup=False)
                yield BigWord(id="word")
                yield Static(id="set", markup=False)
                yield BigClock(id="clock")
                yield Static(id="rep", markup=False)
        yield Static(id="how", markup=False)
        yield Static(id="caption", markup=False)
        yield Static(id="next", markup=False)

    def on_mount(self) -> None:
        """Create the timer for frames, paused: it runs only while something moves."""
        self._frames = self.set_interval(FRAME_S, self.move, pause=True)

    def look(self, notice: str = "") -> None:
        """Show the present state of the workout. ``notice`` is shown in place of what comes next."""
        state, now = self._workout.state, self._clock.monotonic()
        total_left_s = self._workout.total_left_s()
        self.set_class(state.segment.explains and not notice, "-explains")
        self._put("routine", state.plan.name)
        self._put("total", minutes_left(total_left_s))
        self._put("bar", self._bar(total_left_s))
        self._put("headline", session_headline(state))
        self._show_word(state)
        self._put("set", set_line(state, self.query_one("#set").size.width or self.app.size.width))
        noted = note_lines(state, now, room_for_note(self.app.size.width), NOTE_ROWS)
        self.set_class(bool(noted) and not notice, "-noted")
        line = noted or rep_line(state, now) or halfway_line(state, now) or self._max_line()
        self._put("rep", line, layout=bool(noted))
        steps = instruction_lines(state, now, *room_for_steps(self.app.size, explains=state.segment.explains))
        self._put("how", steps, layout=True)
        self._put("next", notice or next_line(state))
        text, room = big_number(state, now)
        self.query_one(BigClock).show(text, room)
        self.move()

    def caption(self, words: str) -> None:
        """Show what is being spoken, for runners who do not hear it, until something else is said."""
        self._put("caption", words)

    def flash(self) -> None:
        """Flash once, as a segment begins. One that begins during a flash starts no other."""
        if self._dark_again is None:
            self.set_class(True, "-flash")
            self._dark_again = self.set_timer(FLASH_S, self._end_flash)

    def _end_flash(self) -> None:
        self.set_class(False, "-flash")
        self._dark_again = self.set_timer(FLASH_S, self._may_flash)

    def _may_flash(self) -> None:
        self._dark_again = None

    def _show_word(self, state: SessionState) -> None:
        """Show what to do now in large letters, where there is room. The side comes first: runners look for that.

        A gait needs no other word.
        """
        is_gait = bool(state.segment.gait) and state.status is Status.RUNNING
        is_large = self._has_room(WORD_FROM)
        side = None if is_gait or (is_large and state.status is Status.PAUSED) else side_now(state)
        has_room = self._has_room(GAIT_FROM if is_gait else SIDE_FROM) if is_gait or side else is_large
        self.set_class(has_room, "-word")
        self.set_class(has_room and is_gait, "-gait")
        if side:
            self.query_one(BigWord).show(side, SIDE_WORDS, may_be_small=not is_large)
        else:
            self.query_one(BigWord).show(large_word(state), Gait if is_gait else LARGE_WORDS)

    def _has_room(self, least: tuple[int, int]) -> bool:
        return self.app.size.width >= least[0] and self.app.size.height >= least[1]

    def move(self) -> None:
        """Draw the figure as it is at this moment, and keep drawing frames while it moves."""
        shown = demonstration(self._workout.state, self._clock.monotonic(), self._walker)
        self.set_class(shown is None, "-no-figure")
        self._figure.show(shown)
        self._run_frames(shown)

    def _run_frames(self, shown: Demonstration | None) -> None:
        if self._frames is None:
            return
        if shown is not None and shown.moving and not self._still and not self._workout.state.is_over:
            self._frames.resume()
        else:
            self._frames.pause()

    def _put(self, where: str, text: str, *, layout: bool = False) -> None:
        """Show a text if it has changed."""
        if self._shown.get(where) != text:
            self._shown[where] = text
            # Only the steps and a note change their height: all else is updated without a layout.
            self.query_one(f"#{where}", Static).update(text, layout=layout)

    def _bar(self, left_s: int) -> str:
        width = max(1, self.app.size.width - 2)  # not the bar's own: it has none while the window is too small
        done = round(width * (1 - min(1, left_s / self._whole_s)))
        return "━" * done + "╌" * (width - done)

    def _max_line(self) -> str:
        segment = self._workout.state.segment
        is_max = segment.is_work and segment.reps is None and segment.seconds is None
        return max_hold_line(self._workout.state.plan.steps[segment.step]) if is_max else ""


def _walker(plan: Plan) -> Figure | None:
    """Return the figure shown in the walks between runs: that of the plan's own walk."""
    walks = (step.exercise.figure for step in plan.steps if step.walk_s is None)
    return next(walks, None) if any(step.walk_s is not None for step in plan.steps) else None
