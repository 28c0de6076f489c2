"""Help over any screen: text it has no room for, its keys, the safety notice, and the rule cards where plans show.

It is one page that scrolls.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.domain.records.red_flags import SAFETY_NOTICE
from coach.domain.teaching.rule_cards import RuleCard, ordered
from coach.tui.base.navigation import KeyLine
from coach.tui.base.scrolling_screen import ScrollingScreen


class Help(ScrollingScreen):
    """What can be pressed, and why things are as they are. ``rules``: the keys of the cards that come first; None:
    none.

    ``at_rules``: open at the rules. ``says``: the screen's own text, uncut.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,enter,q", "back", "Back", key_display="Esc"),
        Binding("up", "scroll(-1)", "Scroll", key_display="↑↓"),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("1", "part('keys-part')", "Keys"),
        Binding("2", "part('safety-part')", "Safety"),
        Binding("3", "part('rules-part')", "Rules"),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    def __init__(
        self,
        keys: Sequence[KeyLine],
        rules: tuple[str, ...] | None,
        *,
        at_rules: bool = False,
        says: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._says = says
        self._key_lines = keys
        self._rules = rules
        self._at_rules = at_rules and rules is not None

    def body(self) -> ComposeResult:
        """The parts, one below the other; on a wide terminal the safety notice beside the keys, and cards in pairs."""
        with VerticalScroll(id="help", can_focus=False):
            with Container(classes="pairs"):
                with Container(classes="half"):
                    yield from self._now_and_keys()
                with Container(classes="half"):
                    yield Static("Safety", id="safety-part", classes="part", markup=False)
                    for sentence in SAFETY_NOTICE:
                        yield Static(sentence, classes="says", markup=False)
            if self._rules is not None:
                yield from self._cards(self._rules)

    def on_mount(self) -> None:
        """Scroll to the rules, if they were asked for."""
        if self._at_rules:
            self.call_after_refresh(self.action_part, "rules-part")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the key of a part that is not there, and help about Help."""
        return action != "help" and (self._rules is not None or parameters != ("rules-part",))

    def action_back(self) -> None:
        """Back to where Help was opened."""
        self.dismiss(None)

    def action_page(self, pages: int) -> None:
        """Scroll a page down or up; one row stays in sight."""
        self._page.scroll_relative(y=pages * max(1, self._page.size.height - 1), animate=False)

    def action_part(self, part: str) -> None:
        """Scroll to the heading of a part."""
        self._page.scroll_to_widget(self.query_one(f"#{part}"), top=True, animate=False)

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one("#help", VerticalScroll)

    def _now_and_keys(self) -> ComposeResult:
        if self._says:
            yield Static("Now", classes="part", markup=False)
            yield Static("\n".join(self._says), id="says", classes="says", markup=False)
        yield Static("Keys", id="keys-part", classes="part", markup=False)
        for key, does in self._key_lines:
            with Horizontal(classes="key-line"):
                yield Static(Content.assemble((key, "bold $accent")), classes="key")
                yield Static(does, classes="does", markup=False)

    def _cards(self, first: tuple[str, ...]) -> ComposeResult:
        cards, here = ordered(first), len(set(first))
        for heading, part, shown in (
            ("The rules behind this" if first else "The rules", "rules-part", cards[:here] or cards),
            ("The other rules", None, cards[here:] if first else ()),
        ):
            if shown:
                yield Static(heading, id=part, classes="part", markup=False)
                with Container(classes="pairs"):
                    yield from (Static(_card(card), classes="card half", markup=False) for card in shown)


def _card(card: RuleCard) -> Content:
    """A card's title and source, and what it says."""
    title = Content.assemble((card.title, "bold"), (f"  {card.source}", "dim"))
    return Content("\n").join([title, *map(Content, card.says)])
