"""The keys of the day on Home: the morning's digit, a walk, one more week, no run, ill, a lock.

They work only while nothing is typed, and only where they mean something: otherwise letters filter the list.
"""

from collections.abc import Callable, Mapping

from textual.binding import Binding

from coach.domain.courses.diary import DayKind
from coach.domain.courses.run_day import may_decline_run
from coach.tui.base.app_base import AppBase
from coach.tui.home.home_today import HomeToday

TEN = "t"
DIGITS = {**{str(number): number for number in range(10)}, TEN: 10}
"""The keys of the morning's answers, 0–10."""
_SAYS = "Say how much it hurt this morning; t is ten."


def bindings(action: str) -> list[Binding]:
    """Return the bindings of the keys of the day; ``action`` is called with the name of what was pressed."""
    return [
        *(
            Binding(key, f"{action}('{key}')", "This morning", show=key == "0", key_display="0–9", tooltip=_SAYS)
            for key in DIGITS
        ),
        Binding("s", f"{action}('later')", "Later", tooltip="Ask of the morning later."),
        Binding("g", f"{action}('walk')", "Log the walk", tooltip="Log a brisk walk."),
        Binding("s", f"{action}('stay')", "One more week", tooltip="Stay in this block one more week."),
        Binding("c", f"{action}('choose')", "Choose myself", tooltip="Another course, or none: you choose yourself."),
        Binding("n", f"{action}('ill')", "Still ill", tooltip="Still ill or away: the pause goes on."),
        Binding("b", f"{action}('back')", "I am back", tooltip="The pause ends today."),
        Binding("u", f"{action}('seen')", "I was seen", tooltip="Say what came of what locks training."),
        Binding("p", f"{action}('page')", "Page to take along", tooltip="One page for whoever looks at you."),
        Binding("n", f"{action}('no-run')", "Not today", tooltip="No run today: the rest of the day stays."),
        Binding("f", f"{action}('worse')", "Worse", tooltip="It is worse, or there is a warning sign."),
        Binding("ctrl+o", f"{action}('pause')", "Ill or away", tooltip="A pause: its days are kept, nothing is due."),
        Binding("ctrl+o", f"{action}('away')", "Ill or away", show=False, tooltip="The same, without a course."),
    ]


class HomeKeys:
    """The keys of the day for an app. ``look`` is called when their effect is to be shown."""

    def __init__(self, app: AppBase, today: HomeToday, look: Callable[[], None]) -> None:
        self._app = app
        self._today = today
        self._look = look

    def does(self, key: str) -> bool:
        """Whether a key is a key of the day at this moment."""
        meant = {
            "g": ("walk",),
            "s": ("later", "stay"),
            "n": ("ill", "no-run"),
            "u": ("seen",),
            "p": ("page",),
            "c": ("choose",),
            "b": ("back",),
            "f": ("worse",),
        }
        names = (key,) if key in DIGITS else meant.get(key, ())
        return any(self.is_open(name) for name in names)

    def is_open(self, name: str) -> bool:
        """Whether what this name stands for can be done now."""
        if self._app.files.is_reading:
            return False
        if self._today.is_locked or name in ("seen", "page"):
            return self._today.is_locked and name in ("seen", "page")
        suggestion = self._today.suggestion
        if name in DIGITS or name == "later":
            return self._today.night() is not None
        open_ones: Mapping[str, bool] = {
            "walk": any(offer.walk for offer in suggestion.offers),
            "stay": suggestion.kind is DayKind.BLOCK_DONE and self._today.night() is None,
            "choose": self._is_the_first_day(),
            "ill": suggestion.kind is DayKind.BACK,
            "back": suggestion.kind is DayKind.PAUSED,
            "no-run": self._today.leads and self._may_decline_run(),
            "worse": suggestion.kind is DayKind.SETTLING,
            "pause": self._today.leads and suggestion.kind is not DayKind.PAUSED,
            "away": not self._today.leads and suggestion.kind is not DayKind.PAUSED,
        }
        return open_ones[name]

    def _may_decline_run(self) -> bool:
        training = self._app.training
        return may_decline_run(self._today.suggestion, training.standing(), training.clock.now())

    def _is_the_first_day(self) -> bool:
        """Whether nothing is on record yet and a course was proposed. Later, a course is chosen under You."""
        return self._today.leads and self._app.training.standing().last is None

    def do(self, name: str) -> None:
        """Do what this name stands for."""
        if name == TEN:
            self._ask_for_ten()
        elif name in DIGITS:
            self._answer(DIGITS[name])
        elif name == "later":
            self._today.later = True
            self._look()
        elif name == "no-run":
            self._app.training.today.decline_run()
            self._look()
        else:
            go = self._app.go
            ways = {
                "walk": go.log_walk,
                "stay": go.stay,
                "choose": go.course,
                "ill": go.still_ill,
                "back": go.come_back,
                "worse": go.signs,
                "seen": go.unlock,
                "page": go.report,
            }
            ways.get(name, go.pause)()

    def _answer(self, pain: int) -> None:
        night = self._today.night()
        if night is not None:
            self._app.training.records.answer_morning(night, pain)
            self._look()

    def _ask_for_ten(self) -> None:
        """Ask before answering ten: the letter t may have been typed to filter the list."""
        from coach.tui.dialogs.confirm import Ask, Choice

        choices = (Choice("enter", "Yes, 10: the worst", True), Choice("escape", "No", False))
        self._app.push_screen(Ask("10 this morning?", choices), lambda sure: self._answer(10) if sure else None)
