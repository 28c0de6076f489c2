"""A question answered by a whole number: typed, and taken by Enter."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from coach.tui.widgets.question import Options, Question


class Number(Question):
    """Asks for a number from ``low`` to ``high``; ``unit`` is shown after it.

    ``usual`` is the default, taken when Enter is pressed without a digit.
    """

    def __init__(
        self, text: str, low: int, high: int, *, unit: str = "", usual: int | None = None, id: str | None = None
    ) -> None:
        super().__init__(text, Options(()), id=id)
        self._low, self._high = low, high
        self._unit = unit
        self._usual = usual
        self._typed = ""

    @property
    def value(self) -> int | None:
        """The number, once Enter has taken it."""
        return int(self._typed) if self._is_closed and self._typed else None

    @property
    def is_settled(self) -> bool:
        """Whether it was taken or skipped."""
        return self._skipped or self._is_closed

    @property
    def is_given(self) -> bool:
        """Whether it was taken or skipped: digits alone are not an answer yet."""
        return self.is_settled

    @property
    def ends_with_enter(self) -> bool:
        """True: more digits may follow."""
        return True

    def compose(self) -> ComposeResult:
        """The text and the number."""
        yield Static(self._text, classes="asked", markup=False)
        with Horizontal(classes="answers"):
            yield Static(classes="answer number", markup=False)

    def choose(self, key: str) -> bool:
        """Add a digit, or remove one by backspace; after Enter, start over. False: the key is not possible here."""
        begun = "" if self._is_closed and key != "backspace" else self._typed
        typed = begun[:-1] if key == "backspace" else self._longer(begun, key)
        if typed is None:
            return False
        self._type(typed)
        return True

    def step(self, by: int) -> None:
        """Add this to the number, within its limits."""
        here = int(self._typed) if self._typed else (self._usual if self._usual is not None else self._low)
        self.choose_whole(max(self._low, min(here + by, self._high)))

    def choose_whole(self, number: int) -> None:
        """Replace what is typed with this number."""
        self._type(str(number))

    def set_value(self, value: object) -> None:
        """Show a number that was given before."""
        self._typed = "" if value is None else str(value)
        self._is_closed = value is not None
        self._show()

    def offer(self, usual: int) -> None:
        """Set another default."""
        self._usual = usual
        self._show()

    def skip(self) -> None:
        """Leave it unanswered deliberately."""
        self._typed = ""
        super().skip()

    def close(self) -> None:
        """Take the number, or the default where none is typed; a number below ``low`` is not taken."""
        typed = self._typed or ("" if self._usual is None else str(self._usual))
        if typed and int(typed) >= self._low:
            self._typed, self._is_closed, self._skipped = typed, True, False
        self._show()

    def _longer(self, begun: str, key: str) -> str | None:
        """Return what is typed with this key added; None: it would not be a valid number."""
        typed = str(int(begun + key)) if key.isdigit() else None
        return None if typed is None or int(typed) > self._high else typed

    def _type(self, typed: str) -> None:
        self._typed, self._is_closed, self._skipped = typed, False, False
        self._show()

    def _show(self) -> None:
        self.set_class(self._skipped, "-skipped")
        unit = f" {self._unit}" if self._unit else ""
        taken = self._is_closed and bool(self._typed)
        if self._typed:
            shown = Content.assemble((f"[{self._typed}]", "bold") if taken else (f" {self._typed}▏", "bold"), unit)
        elif self._usual is not None and not self._skipped:
            shown = Content(f" {self._usual}{unit}  Enter, or type another")
        else:
            shown = Content(f" type a number{f' ({self._unit})' if self._unit else ''}")
        for answer in self.query(".number").results(Static):  # none before it is mounted
            answer.update(shown)
            answer.set_class(taken, "-chosen")
