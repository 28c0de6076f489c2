"""You: the runner's profile; a digit changes one line of it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import ClassVar, TypeVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click, ScreenResume
from textual.widgets import Static

from coach.domain.exercises.course import Concern
from coach.domain.exercises.exercise import Position
from coach.domain.exercises.weekday import Weekday, in_week_order
from coach.domain.listing import counted
from coach.domain.records.by_name import with_values
from coach.domain.records.history import Start
from coach.domain.records.profile import Profile, Sided, Site, months_ago, unique_words
from coach.domain.rules.starting_runs import said_in_words
from coach.services.training import Training
from coach.tui.base.screen import CoachScreen
from coach.tui.dialogs.checklist import Item, Ticks
from coach.tui.dialogs.choose_one import Choose, one
from coach.tui.widgets.beside import Beside
from coach.tui.widgets.preview import Preview

SITES = (
    Item("The front of the hip", Site.HIP),
    Item("The groin", Site.GROIN),
    Item("The low back", Site.LOW_BACK),
    Item("The buttock", Site.BUTTOCK),
    Item("The thigh", Site.THIGH),
)
SIDE_ITEMS = (Item("Left", Sided.LEFT), Item("Right", Sided.RIGHT), Item("Both", Sided.BOTH))
_POSITIONS = {
    Position.STANDING: "Standing",
    Position.KNEELING: "Kneeling",
    Position.SITTING: "Sitting",
    Position.LYING: "Lying, in any way",
    Position.SIDE_LYING: "Lying on a side",
    Position.HANDS: "Weight on hands or forearms",
    Position.HANGING: "Hanging",
}
T = TypeVar("T")
KEYS = "1234567890"
"""The keys of the lines, in order."""
CONCERNS = (
    Item("It hurts", Concern.PAINFUL),
    Item("It is tight", Concern.TIGHT),
    Item("It is weak", Concern.WEAK),
    Item("Nothing: to stay well", Concern.WELL),
)
_ANY_DAYS = 0
_MINUTES = (10, 15, 20, 30, 45, 60)
_ALL_IT_TAKES = 0
_RUN_MINUTES = (6, 10, 15, 20, 30, 45)
_NO_RUNS, _OWN_RUNS = 0, -1


def since_items(today: date) -> tuple[Item[str], ...]:
    """About when it began: options in months back from today, as runners rarely know it more exactly."""
    ago = (("Days ago", 0), ("Weeks ago", 1), ("Months ago", 3), ("Half a year ago", 6), ("A year ago", 12))
    return (*(Item(label, months_ago(today, months)) for label, months in ago), Item("Longer ago", str(today.year - 2)))


class ProfileLine(Static):
    """One line of the profile, which can also be clicked."""

    def __init__(self, key: str) -> None:
        super().__init__(id=f"line-{key}", classes="choice", markup=False)
        self.key = key


class You(CoachScreen):
    """The profile. Each line is one question, opened by its digit; an answer is kept at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"answer('{key}')", "Change", show=key == "1", key_display="0–9", tooltip="Change a line.")
            for key in KEYS
        ),
        Binding("escape,enter", "app.home", "Home", key_display="Esc"),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    def body(self) -> ComposeResult:
        """A line for each part of the profile."""
        yield Beside(self.app.training.clock, self._beside)
        yield Static("You", id="title", markup=False)
        with VerticalScroll(id="profile", can_focus=False):
            for key in KEYS:
                yield ProfileLine(key)
        yield Static("What hurts is what every 0 to 10 is asked of.", id="hint", markup=False)

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """Update: a question over it may have been answered."""
        self._show()

    def on_click(self, event: Click) -> None:
        """Change by mouse."""
        if isinstance(event.widget, ProfileLine):
            self.action_answer(event.widget.key)

    def action_answer(self, key: str) -> None:
        """Open the question of this line."""
        asks = (self._ask_site, self._ask_avoid, self._ask_kit, self._ask_training, self._ask_runs, self._ask_minutes)
        go = self.app.go
        (*asks, go.share, self._ask_running, go.course, self._ask_concern)[KEYS.index(key)]()

    # --- what is asked ----------------------------------------------------------------------------------------------

    @property
    def _known(self) -> Profile:
        return self.app.training.profile()

    def _keep(self, part: str, value: object) -> None:
        self.app.training.runner.change_profile(lambda known: with_values(known, {part: value}))
        self._show()

    def _ask_site(self) -> None:
        def then(site: Site) -> None:
            self._keep("site", site)
            self._ask_side()

        self.app.push_screen(Choose("What hurts?", SITES, _set(self._known.site)), one(then))

    def _ask_side(self) -> None:
        def then(side: Sided) -> None:
            self._keep("side", side)
            today = self.app.training.clock.now().date()
            choose = Choose("Since about when?", since_items(today), _set(self._known.since))
            self.app.push_screen(choose, one(lambda since: self._keep("since", since)))

        self.app.push_screen(Choose("On which side?", SIDE_ITEMS, _set(self._known.side)), one(then))

    def _ask_avoid(self) -> None:
        positions = [Item(label, position.value) for position, label in _POSITIONS.items()]
        kit = [Item(need, need, heading="" if number else "Equipment") for number, need in enumerate(self._kit())]
        question = "What do you avoid? Such steps are swapped by themselves."
        self._ask_several(question, [*positions, *kit], "avoid", lambda known: known.avoid)

    def _ask_kit(self) -> None:
        kit = [Item(need, need) for need in self._kit()]
        self._ask_several("What is not at hand?", kit, "not_at_hand", lambda known: known.not_at_hand)

    def _ask_several(
        self, question: str, items: Sequence[Item[str]], part: str, now: Callable[[Profile], tuple[str, ...]]
    ) -> None:
        shown = {item.value for item in items}

        def then(ticked: frozenset[str] | None) -> None:
            if ticked is not None:  # values not listed here (of a file that is gone) are kept
                self._keep(part, unique_words(ticked | (set(now(self._known)) - shown)))

        self.app.push_screen(Ticks(question, items, set(now(self._known))), then)

    def _ask_training(self) -> None:
        self._ask_days(
            "On which days do you train? None ticked: any day.", "training_days", lambda known: known.training_days
        )

    def _ask_runs(self) -> None:
        self._ask_days("On which days do you run?", "run_days", lambda known: known.run_days)

    def _ask_days(self, question: str, part: str, now: Callable[[Profile], tuple[Weekday, ...]]) -> None:
        def then(ticked: frozenset[Weekday] | None) -> None:
            if ticked is not None:
                self._keep(part, in_week_order(ticked))

        items = [Item(day.full, day) for day in Weekday]
        self.app.push_screen(Ticks(question, items, set(now(self._known))), then)

    def _ask_minutes(self) -> None:
        items = [
            Item("As long as it takes", _ALL_IT_TAKES),
            *(Item(f"{number} minutes", number) for number in _MINUTES),
        ]

        def then(minutes: int) -> None:
            self._keep("minutes", minutes or None)
            self._ask_days_a_week()

        choose = Choose("How many minutes do you usually have?", items, {self._known.minutes or _ALL_IT_TAKES})
        self.app.push_screen(choose, one(then))

    def _ask_days_a_week(self) -> None:
        items = [Item("As your course says", _ANY_DAYS), *(Item(str(number), number) for number in range(1, 7))]
        choose = Choose("On how many days a week?", items, {self._known.days_a_week or _ANY_DAYS})
        self.app.push_screen(choose, one(lambda days: self._keep("days_a_week", days or None)))

    def _ask_concern(self) -> None:
        choose = Choose("What brings you?", CONCERNS, _set(self._known.concern))
        self.app.push_screen(choose, one(lambda concern: self._keep("concern", concern)))

    def _ask_running(self) -> None:
        """Ask what is already run without the complaint: the programme starts from it, and the caps grow from it."""

        def then(minutes: int) -> None:
            run_minutes = minutes if minutes > 0 else None
            own_runs = True if minutes == _OWN_RUNS else None
            self._keep_running(
                lambda start: replace(start, run_minutes=run_minutes, runs_per_week=None, own_runs=own_runs)
            )
            if minutes > 0:
                self._ask_runs_a_week()

        start = self.app.training.recent().start
        now = _OWN_RUNS if start.own_runs else start.run_minutes or _NO_RUNS
        items = [
            Item("Nothing at present, or not without it", _NO_RUNS),
            *(
                Item(counted(number, "minute"), number)
                for number in sorted({*_RUN_MINUTES, *({now} if now > 0 else ())})
            ),
            Item("I have no complaint: my runs are my own", _OWN_RUNS),
        ]
        self.app.push_screen(
            Choose("What do you run now without this pain, also next morning?", items, {now}), one(then)
        )

    def _ask_runs_a_week(self) -> None:
        items = [Item("One", 1), *(Item(str(number), number) for number in range(2, 8))]
        choose = Choose("How many such runs a week?", items, _set(self.app.training.recent().start.runs_per_week))
        self.app.push_screen(
            choose, one(lambda week: self._keep_running(lambda start: replace(start, runs_per_week=week)))
        )

    def _keep_running(self, change: Callable[[Start], Start]) -> None:
        self.app.training.runner.change_start(change)
        self._show()

    def _kit(self) -> tuple[str, ...]:
        return self.app.training.catalogue.all_kit()

    def _beside(self) -> Preview:
        """Where these answers have led, and what comes next."""
        training = self.app.training
        due = training.today.suggestion().routine
        first = next((step.exercise for step in training.today.plan(due).asked), None) if due else None
        lines = [line for each in _where_you_stand(training) if each for line in (each, "")]
        return Preview(title="Where you stand", lines=tuple(lines), exercise=first)

    # --- showing ----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        known = self._known
        parts = (
            ("What hurts", known.complaint or "not said: your hip"),
            ("You avoid", ", ".join(known.avoid) or "nothing"),
            ("Not at hand", ", ".join(known.not_at_hand) or "nothing"),
            ("Training days", _days(known.training_days) or "any"),
            ("Run days", _days(known.run_days) or "none"),
            ("Minutes", _time(known)),
            ("Sharing", "who sees your page"),
            ("Running now", said_in_words(self.app.training.recent().start) or "not said: not at present"),
            ("Course", self.app.training.courses.label() or "none: you choose yourself"),
            (
                "What brings you",
                next((each.label.lower() for each in CONCERNS if each.value is known.concern), "not said"),
            ),
        )
        for key, (name, value) in zip(KEYS, parts, strict=True):
            line = Content.assemble((f"{key} ", "bold $accent"), (f"{name:<15} ", ""), (value, "bold"))
            self.query_one(f"#line-{key}", ProfileLine).update(line)
        self.query_one(Beside).follow()


def _where_you_stand(training: Training) -> Iterator[str]:
    """The course and its block, the phase, what is missing for the next, and the way to running.

    While training is locked: the lock, the course and the phase, and nothing of what comes next.
    """
    courses, runner, lock = training.courses, training.runner, training.standing().lock
    if lock.is_on:
        yield f"{lock.heading}. Training is locked."
    yield courses.label() or "No course: you choose yourself."
    if not runner.is_well():
        yield f"You are in the {training.phase} phase."
    if lock.is_on:
        return
    if not runner.is_well():
        yield runner.wanting()
    missing = [need.words for need in courses.needs() if not need.met]
    if missing:
        yield f"For the next block: {'; '.join(missing)}."
    yield courses.way_to_running()


def _set(value: T | None) -> frozenset[T]:
    return frozenset() if value is None else frozenset({value})


def _time(known: Profile) -> str:
    minutes = f"{known.minutes}" if known.minutes else "as long as it takes"
    return f"{minutes}, on {counted(known.days_a_week, 'day')} a week" if known.days_a_week else minutes


def _days(days: Sequence[Weekday]) -> str:
    return " ".join(day.value.capitalize() for day in days)
