"""Team: for a helper, the runners who share their page with them, most urgent first; and the page of each."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.domain.rules.light import Light
from coach.domain.shared_page import age_in_words, light_in_words, member_line, shared_page_lines, silence_in_words
from coach.services.sharing import Member, still_shared, team_members
from coach.services.weeks.shared_report import is_shown
from coach.tui.base.scrolling_screen import ScrollingScreen
from coach.tui.widgets.steady_list import SteadyList

_COLOURS = {Light.RED: "$error", Light.AMBER: "$warning", Light.GREEN: "$success", Light.NONE: "dim"}
"""Colour is never the only sign: the word of the light is shown, too."""
CONSENT_S = 0.5
_ROOM = 60
"""Columns from which a line has room for the phase and the age, which the page also shows."""


class Runners(SteadyList):
    """The list; its arrow keys are shown in the footer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Choose", key_display="↑↓", tooltip="Choose a runner, to see their page."),
        Binding("down", "cursor_down", show=False),
        Binding("enter", "select", show=False),
        Binding("pageup", "screen.scroll(-4)", show=False),
        Binding("pagedown", "screen.scroll(4)", show=False, tooltip="Look further down the page."),
    ]


class TeamScreen(ScrollingScreen):
    """The list, and the page of the highlighted runner. A page that is taken back disappears within a second."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "look", "Look again", tooltip="Read all pages again, as they are now."),
        Binding("p", "report", "Page", tooltip="The page with their pains, where the runner shares it with you."),
        Binding("escape", "app.home", "Home", tooltip="Back to Home."),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    page = "#shared"
    has_keys = Runners

    def __init__(self) -> None:
        super().__init__()
        self._members: tuple[Member, ...] = ()
        self._shares_pain = False
        """Whether the highlighted runner also shares the page with their pains."""

    def body(self) -> ComposeResult:
        """The list, and the page: below it, or beside it on a wide terminal."""
        yield Static("Team", id="title", markup=False)
        with Container(id="team-desk"):
            yield Runners(id="runners", markup=False)
            with VerticalScroll(id="shared", can_focus=False):
                yield Static(id="page", markup=False)

    def on_mount(self) -> None:
        """Read the pages, and start checking whether they may still be seen."""
        self.action_look()
        self.set_interval(CONSENT_S, self.look_for_consent, name="consent")

    def look_for_consent(self) -> None:
        """Read again once somebody has taken their page back."""
        if self._members and not still_shared(self.app.coach.profile, self._members):
            self.action_look()

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        runners = self.query_one(OptionList)
        for place, member in enumerate(self._members):
            runners.replace_option_prompt_at_index(place, self._line(member))

    def action_look(self) -> None:
        """Read the pages again; the same runner stays highlighted."""
        runners = self.query_one(OptionList)
        before = self._chosen()
        self._members = team_members(self.app.coach.profile, self.app.training.clock.now())
        runners.clear_options()
        runners.add_options(Option(self._line(each)) for each in self._members)
        self.set_class(not self._members, "-alone")
        names = [each.runner for each in self._members]
        place = names.index(before.runner) if before and before.runner in names else 0
        runners.highlighted = place if names else None
        runners.focus()
        self._tell()

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        """Show the page of the highlighted runner."""
        self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The page with pains can be opened only where it is shared."""
        return self._shares_pain if action == "report" else True

    def action_report(self) -> None:
        """Open the page with their pains."""
        chosen = self._chosen()
        if chosen is not None:
            self.app.go.shared_report(chosen.runner)

    def _chosen(self) -> Member | None:
        place = self.query_one(OptionList).highlighted
        return self._members[place] if place is not None and place < len(self._members) else None

    def _tell(self) -> None:
        chosen, now = self._chosen(), self.app.training.clock.now()
        profile = self.app.coach.profile
        self._shares_pain = bool(chosen and profile and is_shown(chosen.runner, profile))
        self.refresh_bindings()
        if chosen is None:
            lines: tuple[str, ...] = ("Nobody shares their page with you yet.", "A runner does it under You, Sharing.")
        elif chosen.page is None:
            lines = (member_line(chosen.runner, None, now),)
        else:
            lines = (chosen.runner, *shared_page_lines(chosen.page, now))
        first, *rest = lines
        text = Content("\n").join([Content.assemble((first, "bold")), *(Content(f"  {line}") for line in rest)])
        self.query_one("#page", Static).update(text)

    def _line(self, member: Member) -> Content:
        page = member.page
        if page is None:
            return Content.assemble(("?  ", "bold $warning"), (member.runner, "bold"), ("  cannot be read", "dim"))
        mark = ("■  ", "bold $error") if page.locked else ("●  ", _COLOURS[page.light])
        now = self.app.training.clock.now()
        quiet = silence_in_words(page, now)
        light = "locked" if page.locked else light_in_words(page.light, page.provisional)
        if self.app.size.width < _ROOM:
            presses = page.locked or page.light is Light.RED
            return Content.assemble(mark, (member.runner, "bold"), f"  {light if presses else quiet or light}")
        age = quiet or age_in_words(page.at, now)
        return Content.assemble(mark, (f"{member.runner:<16}", "bold"), f" {light:<13} {page.phase:<12}", (age, "dim"))
