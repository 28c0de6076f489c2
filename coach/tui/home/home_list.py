"""The lines of Home's list and their order: routines by their purpose, and lines that lead to other screens.

Left out: the text of a routine's line (``text.routine_lines``), and showing the list (``widgets.routine_list``).
"""

from collections.abc import Callable, Iterator
from itertools import groupby

from textual.content import Content
from textual.widgets.option_list import Option

from coach.domain.courses.diary import DayKind, Offer, Suggestion
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import Record
from coach.domain.records.morning import Night
from coach.domain.teaching.lessons import Card
from coach.domain.today.refusal_words import in_two_words
from coach.tui.base.app_base import AppBase
from coach.tui.base.navigation import Navigation
from coach.tui.home.open_lines import measuring, morning_lines
from coach.tui.home.special_line import LinePlace, SpecialLine
from coach.tui.home.unsaved_lines import unsaved_lines
from coach.tui.text.routine_lines import RoutineFacts, RoutineGroup, RoutineLine, lines_of
from coach.tui.widgets.routine_list import LaterLine

_LOG_WORDS, _SETTINGS_WORDS = "Log something you did elsewhere", "Settings: colours, sound, lengths"
_WEEKS_WORDS = "Weeks: history, calendar, charts"
_LEARN_WORDS = "Learn: how the psoas works, what helps, a quiz"
LOG_LINE = SpecialLine(
    "log",
    _LOG_WORDS,
    LinePlace.SECOND,
    lambda go: go.log(),
    "+",
    found_by=lambda typed: _LOG_WORDS.lower().startswith(typed),
)
WEEKS = SpecialLine(
    "weeks",
    _WEEKS_WORDS,
    LinePlace.SECOND,
    lambda go: go.weeks(),
    found_by=lambda typed: len(typed) > 2 and typed in _WEEKS_WORDS.lower(),
)
LEARN = SpecialLine(
    "learn",
    _LEARN_WORDS,
    LinePlace.SECOND,
    lambda go: go.learn(),
    "i",
    found_by=lambda typed: len(typed) > 2 and typed in _LEARN_WORDS.lower(),
)
_ALWAYS = (
    LOG_LINE,
    WEEKS,
    SpecialLine(
        "settings",
        _SETTINGS_WORDS,
        LinePlace.END,
        lambda go: go.settings(),
        found_by=lambda typed: len(typed) > 2 and typed in _SETTINGS_WORDS.lower(),
    ),
    SpecialLine("you", "You: what hurts, what you avoid, your days", LinePlace.END, lambda go: go.you()),
)


def special_lines(
    app: AppBase, suggestion: Suggestion | None = None, asked_above: Night | None = None, *, is_filtered: bool = False
) -> Iterator[SpecialLine]:
    """Yield the lines that are not routines, in order within each place. While files are read, some are left out.

    ``suggestion``: what is due, for the lines that depend on it. ``asked_above``: the night that the box asks about.
    """
    if not app.files.is_reading:
        yield from _of_unreadable(len(app.training.recent().unreadable))
        lock = app.training.standing().lock
        if lock.is_on and lock.may_be_lifted:
            words = "Say what came of it, to unlock training"
            yield SpecialLine("locked", words, LinePlace.TOP, lambda go: go.unlock(), "■", "$error")
        for number, record in enumerate(app.training.pain_checks.incomplete()):
            yield _of_pain_check(f"unanswered:{record.id}" if number else "unanswered", record, app)
        if suggestion is not None:
            yield from _of_the_course(app, suggestion)
    yield from _ALWAYS
    yield _learn(None if is_filtered or app.files.is_reading else app.training.on_offer)
    if app.coach.team:
        count = len(app.coach.team)
        words = f"Your team: {count} share{'s' if count == 1 else ''} with you"
        yield SpecialLine("team", words, LinePlace.SECOND, lambda go: go.team())
    if not app.files.is_reading:
        yield from morning_lines(app, asked_above)
        yield from measuring(app)


def _of_the_course(app: AppBase, suggestion: Suggestion) -> Iterator[SpecialLine]:
    """Yield what the day offers, and what the course asks its runner to decide."""
    courses = app.training.courses
    if suggestion.kind is DayKind.PAUSED:
        yield SpecialLine("back", "I am back: gently on from today", LinePlace.TOP, lambda go: go.come_back(), "→")
    for number, offer in enumerate(suggestion.offers):
        if offer.routine is not None or offer.walk:
            sign = "↗" if offer.walk else "○"
            yield SpecialLine(f"offer:{number}", offer_words(offer), LinePlace.OFFER, _opening(offer), sign)
    if suggestion.kind in (DayKind.LOCKED, DayKind.PAUSED, DayKind.SETTLING):
        return
    following, block = courses.asks_for_yes(), app.training.standing().course.block
    if following is not None:
        words = f"My physiotherapist or doctor said yes: on to {following.name}"
        yield SpecialLine("yes", words, LinePlace.SECOND, lambda go: go.said_yes(), "✓")
    if suggestion.kind is DayKind.BLOCK_DONE and block is not None:
        yield SpecialLine("stay", f"Stay one more week in {block.name}", LinePlace.SECOND, lambda go: go.stay(), "↺")
    coming, kit = app.training.course_questions.kit_ahead() if block is not None else ("", frozenset())
    if kit:
        words = f"{coming} comes next: do you have {', '.join(sorted(kit))}?"
        yield SpecialLine("kit", words, LinePlace.SECOND, lambda go: go.kit_ahead(), "?")
    if block is not None and app.training.course_questions.overlong_is_open():
        words = f"{block.name} takes long: what now?"
        yield SpecialLine("overlong", words, LinePlace.SECOND, lambda go: go.overlong(), "?", "$warning")


def offer_words(offer: Offer) -> str:
    """Return an offer in the words of its line."""
    if offer.walk:
        return "Log a brisk walk"
    return offer.words if offer.a_day else f"If you like: {offer.words}"


def _opening(offer: Offer) -> Callable[[Navigation], None]:
    def opens(go: Navigation) -> None:
        if offer.routine is None:
            go.log_walk()
        elif offer.a_day:
            go.take_break(offer.routine)
        else:
            go.ready(offer.routine)

    return opens


def _of_unreadable(number: int) -> Iterator[SpecialLine]:
    if number:
        count = "1 record that cannot be read" if number == 1 else f"{number} records that cannot be read"
        yield SpecialLine("unread", f"Settle {count}", LinePlace.TOP, lambda go: go.settle(), "■", "$error")


def _of_pain_check(option_id: str, record: Record, app: AppBase) -> SpecialLine:
    words = app.training.pain_checks.words(record)
    return SpecialLine(option_id, words, LinePlace.DUE, lambda go: go.pain_check(record), "?", "$warning")


def _learn(card: Card | None) -> SpecialLine:
    """Return the Learn line. The card that helps now is found after the first frame, and takes its place: no line
    moves.

    ``card`` None: nothing is offered, or something is typed; the line leads to all cards.
    """
    if card is None:
        return LEARN
    words = f"A card for now: {card.title}"
    return SpecialLine(LEARN.id, words, LinePlace.SECOND, lambda go: go.learn(card.id), LEARN.sign, card=card.id)


class HomeList:
    """The list as it was last ``read``, and what is known of its routines. ``filter``: what was typed; matches are
    shown.

    ``is_low``: there is no room for the headings of the groups.
    ``suggestion``: what is due. While files are still read nothing is due, and nothing is known of a routine.
    """

    def __init__(self, app: AppBase) -> None:
        self._app = app
        self.filter = ""
        self.is_low = False
        self.suggestion = Suggestion(None, "")
        self.asked_above: Callable[[], Night | None] = lambda: None
        """Returns the night that the box above the list asks about."""
        self.was_reading = False
        """Whether files were still being read when the list was last read."""
        self.standing: Standing | None = None
        """Where the runner stood when the list was last read; None while files were read."""
        self.times_read = 0
        self._lines: dict[str, RoutineLine] = {}
        self._unsaved: list[SpecialLine] = []
        self._known: dict[str, RoutineFacts] = {}
        self._longest = 0

    def read(self) -> None:
        """Update what is due, and the routines."""
        self.was_reading = self._app.files.is_reading
        self.times_read += 1
        self.standing = None if self.was_reading else self._app.training.standing()
        self.suggestion = Suggestion(None, "") if self.was_reading else self._app.training.today.suggestion()
        self._known = {}
        library = self._app.training.library
        left, self._unsaved = unsaved_lines(library, self._app.coach.shelf.layers)
        lines = list(lines_of(library, self.find, self._closed, left))
        self._lines = {line.id: line for line in lines}
        self._longest = max((len(line.name) for line in lines), default=0)

    def _closed(self, routine_id: str) -> str:
        """Why a routine is not for today, in two words; empty when it is."""
        refused = None if self.was_reading else self._app.training.today.refused(routine_id)
        return in_two_words(refused) if refused else ""

    def find(self, routine_id: str) -> RoutineFacts | None:
        """Return what is known of a routine, computed once per ``read``."""
        if self._app.files.is_reading:
            return None
        known = self._known.get(routine_id)
        if known is None:
            today = self._app.training.today
            plan = today.plan(routine_id)
            known = self._known[routine_id] = RoutineFacts(plan, today.minutes_as_begun(plan))
        return known

    @property
    def due(self) -> RoutineLine | None:
        """The line of the routine that is due, if one is."""
        return self._lines.get(f"routine:{self.suggestion.routine}")

    @property
    def offer_comes_first(self) -> bool:
        """Whether Enter opens the first offer: nothing is due, and no question is open."""
        places = [line.place for line in self._special()]
        return (
            self.suggestion.routine is None
            and LinePlace.OFFER in places
            and not {LinePlace.TOP, LinePlace.DUE} & {*places}
        )

    def _special(self) -> list[SpecialLine]:
        lines = special_lines(self._app, self.suggestion, self.asked_above(), is_filtered=bool(self.filter))
        return [*lines, *self._unsaved]

    def line(self, option_id: str | None) -> RoutineLine | None:
        """Return the routine or broken file of an option; None when it is another line."""
        return self._lines.get(option_id or "")

    def special(self, option_id: str | None) -> SpecialLine | None:
        """Return the line of an option that is not a routine."""
        return next((line for line in self._special() if line.id == option_id), None)

    def options(self) -> list[Option]:
        """The lock, today's routine, open pain checks, offers, logging; the other routines in groups; the rest.

        Where none is due, all stand in their groups: the first line, which Enter opens, is not one of them by chance.
        """
        special = self._special()
        if self.filter:
            special = [line for line in special if line.found_by(self.filter.lower())]
            last = [
                line for line in special if line.place is LinePlace.END or line is LEARN
            ]  # "psoas" is a routine first
            routines = [self._option(line) for line in self._shown()]
            return [*(line.option for line in special if line not in last), *routines, *(line.option for line in last)]
        shown = self._shown()
        ahead = 1 if self.was_reading or self.due else 0
        routines = [self._option(line) for line in shown[:ahead]]
        top, due, offers, second, end = (
            [line.option for line in special if line.place is place] for place in LinePlace
        )
        first = [*routines, *due, *offers]
        more = [] if self.is_low else [_heading("More")]
        return [*top, *first, *second, *self._grouped(shown[ahead:]), *more, *end]

    def _option(self, line: RoutineLine) -> Option:
        return Option(LaterLine(line, is_due=self._is_due(line), longest=self._longest), id=line.id)

    def _grouped(self, lines: list[RoutineLine]) -> Iterator[Option]:
        """Yield each group under its heading; with little room only "not today" has one."""
        for group, some in groupby(lines, lambda line: line.group):
            if not self.is_low or group is RoutineGroup.NOT_TODAY:
                yield _heading(group)
            yield from map(self._option, some)

    def _shown(self) -> list[RoutineLine]:
        """Return the matching lines: best match first, then what is due, then by purpose, then by name."""
        typed = self.filter
        return sorted(
            (line for line in self._lines.values() if line.matches(typed)),
            key=lambda line: (
                line.rank(typed) if typed else 0,
                not self._is_due(line),
                not typed and _PLACES[line.group],
                line.name.lower(),
            ),
        )

    def _is_due(self, line: RoutineLine) -> bool:
        return line.routine is not None and line.routine.id == self.suggestion.routine

    def heading(self) -> Content:
        """Return the line above the list: how many routines there are or match, and what was typed."""
        shown, every = len(self._shown()), len(self._lines)
        count = f"{shown} of {every}" if self.filter else f"{every}"
        hint = (self.filter, "") if self.filter else ("type to filter", "dim")
        return Content.assemble((f"Routines ({count})  ", "bold"), hint)

    def about(self, option_id: str | None) -> str:
        """Return the text shown below the list for the highlighted line."""
        if option_id == LOG_LINE.id:
            return "A run, a walk, cross-training, or a session without the coach: so the plans know of it."
        if option_id == WEEKS.id:
            return "Each day behind you, pain, doses and running; open a day to read or correct it. Key: F2."
        line = self.line(option_id)
        return line.about if line else ""


_PLACES = {group: place for place, group in enumerate(RoutineGroup)}


def _heading(words: str) -> Option:
    """A heading: a line that cannot be highlighted."""
    return Option(Content.assemble((words, "bold $primary")), id=f"heading:{words}", disabled=True)
