"""A question with its answers in one row, each given by one key, or clicked. Nothing is selected beforehand."""

from collections.abc import Sequence

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static


class Option(Struct, frozen=True):
    """One answer: its key, label and value."""

    key: str
    label: str
    value: object


class Options(Struct, frozen=True):
    """The answers a question may have. ``several``: any number of them may be given, even none."""

    options: tuple[Option, ...]
    several: bool = False

    def bindings(self, action: str, label: str, does: str = "") -> list[Binding]:
        """Return a screen's bindings for these answers. Only the first is in the footer; ``does`` is the Help text."""
        keys = [option.key for option in self.options]
        return [
            Binding(key, f"{action}('{key}')", label, show=index == 0, key_display=f"{keys[0]}–9", tooltip=does)
            for index, key in enumerate(keys)
        ]


def numbered(labels: Sequence[tuple[str, object]], *, several: bool = False) -> Options:
    """Return answers with the keys 1, 2, 3 … 9; any further labels are dropped."""
    return Options(
        tuple(Option(str(number), label, value) for number, (label, value) in enumerate(labels[:9], 1)), several
    )


PAIN_OPTIONS = Options((*(Option(str(n), str(n), n) for n in range(10)), Option("t", "10", 10)))
"""The numeric pain rating scale, 0–10; t stands for ten."""
YES_NO = Options((Option("1", "no", False), Option("2", "yes", True)))


class _Answer(Static):
    """One answer of the row. Its width is the same whether chosen or not, so that a change needs no layout."""

    def __init__(self, option: Option, *, shows_key: bool) -> None:
        self.option = option
        self._label = f"{option.key} {option.label}" if shows_key else option.label
        self._is_chosen = False
        super().__init__(Content(f" {self._label} "), classes="answer", markup=False)

    def show(self, *, chosen: bool) -> None:
        """Show it; the chosen one in brackets and bold, so that it does not depend on colour."""
        if chosen is not self._is_chosen:
            self._is_chosen = chosen
            label = Content.styled(f"[{self._label}]", "bold") if chosen else Content(f" {self._label} ")
            self.update(label, layout=False)
            self.set_class(chosen, "-chosen")


class Question(Widget):
    """Asks; ``value`` is the answer (a tuple where several may be given), None while unanswered or skipped."""

    active = reactive(False, init=False)

    class Answered(Message):
        """An answer was given by mouse."""

        def __init__(self, question: "Question") -> None:
            super().__init__()
            self.question = question

    def __init__(self, text: str, options: Options, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = text
        self._options = options
        self._chosen: list[Option] = []
        self._skipped = False
        self._is_closed = False

    @property
    def value(self) -> object:
        """The answer; None while there is none."""
        if self._options.several:
            return tuple(option.value for option in self._chosen) if self._chosen or self._is_closed else None
        return self._chosen[0].value if self._chosen else None

    @property
    def keys(self) -> str:
        """The keys that answer it, as the footer shows them: ``1–4``; digits where a number is typed."""
        keys = [option.key for option in self._options.options]
        if self._options is PAIN_OPTIONS:
            return "0–9 t"
        return f"{keys[0]}–{keys[-1]}" if len(keys) > 1 else next(iter(keys), "0–9")

    @property
    def is_settled(self) -> bool:
        """Whether it was answered or skipped."""
        return bool(self._chosen) or self._skipped or self._is_closed

    @property
    def is_given(self) -> bool:
        """Whether what is shown is a complete answer, not a part of one."""
        return True

    @property
    def ends_with_enter(self) -> bool:
        """Whether one key may not be the whole answer, so that Enter ends it."""
        return self._options.several

    def compose(self) -> ComposeResult:
        """The text and the row of answers."""
        yield Static(self._text, classes="asked", markup=False)
        shows_keys = self._options is not PAIN_OPTIONS
        with Horizontal(classes="answers"):
            for option in self._options.options:
                yield _Answer(option, shows_key=shows_keys)

    def on_mount(self) -> None:
        """Show the answers."""
        self._show()

    def choose(self, key: str) -> bool:
        """Give the answer of this key; where several are allowed, add or remove it. False: no such answer."""
        option = next((option for option in self._options.options if option.key == key), None)
        if option is None:
            return False
        if self._options.several:
            self._chosen = (
                [o for o in self._chosen if o is not option] if option in self._chosen else [*self._chosen, option]
            )
        else:
            self._chosen = [option]
        self._skipped = False
        self._show()
        return True

    def step(self, by: int) -> None:
        """Choose the answer to the left (-1) or right (1) of the present one."""
        options = self._options.options
        if self._options.several:
            return
        here = options.index(self._chosen[0]) + by if self._chosen else (0 if by > 0 else len(options) - 1)
        self.choose(options[max(0, min(here, len(options) - 1))].key)

    def set_value(self, value: object) -> None:
        """Show an answer that was given before."""
        wanted = value if isinstance(value, tuple) else (value,)
        self._chosen = [option for option in self._options.options if option.value in wanted]
        self._is_closed = self._options.several and value is not None
        if self.is_mounted:
            self._show()

    def skip(self) -> None:
        """Leave it unanswered deliberately."""
        self._chosen, self._skipped, self._is_closed = [], True, False
        self._show()

    def close(self) -> None:
        """Take what is chosen as the whole answer."""
        self._is_closed = True

    def watch_active(self, active: bool) -> None:
        """Mark the question that gets the keys."""
        self.set_class(active, "-active")

    def on_click(self, event: Click) -> None:
        """Answer by mouse."""
        if isinstance(event.widget, _Answer):
            event.stop()
            self.choose(event.widget.option.key)
            self.post_message(self.Answered(self))

    def _show(self) -> None:
        self.set_class(self._skipped, "-skipped")
        for answer in self.query(_Answer):
            answer.show(chosen=answer.option in self._chosen)
