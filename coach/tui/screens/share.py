"""Sharing: the helpers with whom the runner shares their page, and the page as a helper sees it."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Static

from coach.domain.planning.reasons import day
from coach.domain.shared_page import shared_page_lines
from coach.services.sharing import MOST_HELPERS, NOT_ALONE, Share, ShareError, Sharing
from coach.tui.base.scrolling_screen import ScrollingScreen
from coach.tui.dialogs.confirm import Ask, Choice
from coach.tui.dialogs.name_prompt import NameIt

_PROMISE = "A helper sees this page, always as it is now, and nothing else of you: no pain, no notes, no warning signs."
_NOT_THERE = "Nothing: it could not be put there."


class ShareScreen(ScrollingScreen):
    """Names a helper, takes a page back, and shows what a helper sees."""

    page = "#shared"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "share", "Share", tooltip="Name a helper who may see your page from now on."),
        *(
            Binding(str(number), f"answer('{number}')", "Take back", show=number == 1, key_display="1–8")
            for number in range(1, MOST_HELPERS + 1)
        ),
        Binding("escape", "app.pop_screen", "Back", tooltip="Back to where you were."),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    def body(self) -> ComposeResult:
        """The helpers, and the page: below them, or beside them on a wide terminal."""
        yield Static("Sharing", id="title", markup=False)
        with VerticalScroll(id="shared", can_focus=False), Container(id="share-desk"):
            yield Static(id="helpers", classes="half", markup=False)
            yield Static(id="page", classes="half", markup=False)
        yield Static(_PROMISE, id="hint", classes="hint", markup=False)

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """Update: a question over it may have been answered."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Sharing needs a profile and a completely read library; taking back needs a helper of that number."""
        if action == "share":
            return self.app.coach.profile is not None and not self.app.files.is_reading
        if action == "answer":
            return int(str(parameters[0])) <= len(self._shares())
        return True

    def library_changed(self) -> None:
        """Update the page, which may have changed too."""
        self._show()

    def reading_went_on(self) -> None:
        """Show how far the reading is."""
        self._show()

    def action_share(self) -> None:
        """Ask for the helper's name."""
        question = "Who may see your page? The name of your helper's profile on this box; ask them for it."
        self.app.push_screen(NameIt(question), self._share)

    def action_answer(self, number: str) -> None:
        """Ask whether to take the page back."""
        helper = self._shares()[int(number) - 1].helper
        choices = (Choice("enter", "Take it back now", True), Choice("escape", "Go on sharing", False))
        question = f"{helper} sees your page. Take it back?"
        self.app.push_screen(Ask(question, choices), lambda sure: self._try(lambda: self._consent.stop(helper), sure))

    def _share(self, helper: str | None) -> None:
        self._try(lambda: self._consent.share(helper or ""), helper is not None)

    def _try(self, does: Callable[[], object], sure: bool | None) -> None:
        if not sure:
            return
        try:
            does()
        except ShareError as error:
            self.notify(str(error), severity="warning", markup=False)
        self._show()

    # --- showing ----------------------------------------------------------------------------------------------------

    @property
    def _consent(self) -> Sharing:
        return Sharing(self.app.training, self.app.coach.profile)

    def _shares(self) -> tuple[Share, ...]:
        return self._consent.shares()

    def _show(self) -> None:
        shares, consent = self._shares(), self._consent
        lines = [
            Content.assemble((f"{number} ", "bold $accent"), (each.helper, "bold"), f" since {day(each.since)}")
            for number, each in enumerate(shares, 1)
        ]
        if not shares:
            alone = "" if self.app.coach.profile else f" {NOT_ALONE}"
            lines = [Content(f"Nobody sees your page.{alone}")]
        self.query_one("#helpers", Static).update(Content("\n").join(lines))
        # Read from where the first helper reads it: this shows what is really seen, not what should be.
        title = "What they see:" if shares else "What a helper would see:"
        said: tuple[str, ...]
        if not shares and self.app.files.is_reading:
            said = (self.app.files.progress,)
        else:
            page = consent.seen_by(shares[0].helper) if shares else consent.page()
            said = shared_page_lines(page, self.app.training.clock.now()) if page else (_NOT_THERE,)
        text = Content("\n").join([Content.assemble((title, "bold")), *(Content(f"  {line}") for line in said)])
        self.query_one("#page", Static).update(text)
        self.refresh_bindings()
