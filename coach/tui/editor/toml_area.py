"""The text area for TOML: coloured, problems underlined, and safe from characters that could steer the terminal.

It uses the documented hook of Textual's TextArea, ``get_line``. A text is analysed once per change, not at every
drawing. Left out: what is wrong with the text (``library.shelf.trial``).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key, MouseDown, MouseMove, Paste
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets.text_area import TextAreaTheme

from coach.library.drafts.completion import Completion
from coach.library.drafts.draft import MOST_LINES
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.invisible import StandIns, shown_line
from coach.library.toml.source import MAX_FILE_BYTES
from coach.tui.editor.offer_box import OfferBox
from coach.tui.editor.sparing_area import SparingArea
from coach.tui.editor.toml_colours import CLASSES, ColourSpan, spans_of, toggled, underlined

LONGEST_WRAPPED = 2_000
"""A line longer than this is not wrapped, and drawn only up to here."""
_OFFERS = ("toml--offer", "toml--offer-chosen")
_TOO_MUCH = f"That is too much: a file may hold {MAX_FILE_BYTES:,} bytes, and {MOST_LINES:,} lines here."


class TomlArea(SparingArea):
    """A text area for one file. ``content`` is its real text, without the stand-ins for hidden characters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z,super+z", "undo", "Undo", show=False, tooltip="Take back what you typed last."),
        Binding("ctrl+y,super+y", "redo", "Redo", show=False, tooltip="Do it again."),
        Binding("ctrl+c,super+c", "copy", "Copy", show=False, tooltip="Copy what is selected (Shift and arrows)."),
        Binding("ctrl+x,super+x", "cut", "Cut", show=False, tooltip="Cut what is selected, or the line."),
        Binding("ctrl+v", "paste", "Paste", show=False, tooltip="Put in what was copied or cut here."),
        Binding("tab", "indent", "Indent", show=False, tooltip="Offer what fits here; in an empty line, two spaces."),
        # Textual's own Ctrl+F deletes a word.
        Binding("ctrl+f", "screen.find", "Find", show=False),
        Binding("ctrl+home", "to_start", "Start", show=False, tooltip="To the start of the text; Ctrl+End to its end."),
        Binding("ctrl+end", "to_end", "End", show=False),
        Binding(
            "ctrl+underscore,ctrl+slash",
            "comment",
            "Comment",
            key_display="^/",
            show=False,
            tooltip="Make the line, or those selected, a comment; a comment a line again.",
        ),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {*CLASSES.values(), "toml--error", "toml--warning", *_OFFERS}
    DEFAULT_CSS = """
    TomlArea {
        border: none;
        padding: 0;
        background: $background;
        scrollbar-size-vertical: 1;
        &:focus { border: none; }
        & > .text-area--gutter { color: $foreground 65%; }
        & > .text-area--cursor-gutter { color: $foreground; }
        & > .toml--comment { color: $foreground 70%; }
        & > .toml--header { color: $accent; text-style: bold; }
        & > .toml--key { color: $primary; }
        & > .toml--string { color: $success; }
        & > .toml--number { color: $warning; }
        & > .toml--offer { color: $foreground; background: $panel; }
        & > .toml--offer-chosen { color: $block-cursor-foreground; background: $block-cursor-background; }
        & > .toml--error { color: $error; text-style: underline; }
        & > .toml--warning { color: $warning; text-style: underline; }
    }
    """

    def __init__(self, content: str, id: str | None = None) -> None:
        self._stand_ins = StandIns()
        self._spans: Mapping[int, Sequence[ColourSpan]] = {}
        self._is_coloured = False
        self._problems: dict[int, list[Diagnostic]] = {}
        self.takes_first: Callable[[str], bool] = lambda _: False
        """Called with each key before the text area handles it; returns whether it was handled."""
        self.completes: Callable[[], bool] = lambda: False
        """Called at Tab; returns whether something was offered."""
        self.takes_offer: Callable[[Completion], None] = lambda _: None
        """Called with the completion that was clicked."""
        self.box = OfferBox()
        self.meaning_of: Callable[[int, int], Content | None] = lambda _row, _column: None
        """Returns the meaning of what is at a place; shown as a tooltip."""
        self._hovered = (-1, -1)
        self._styles: dict[str, Style] = {}
        text = self._stand_ins.put(content)
        super().__init__(text, soft_wrap=_wraps(text.split("\n")), show_line_numbers=True, max_checkpoints=500, id=id)
        self.cursor_blink = False
        # The line of the cursor keeps its colours, as they are of most use there.
        self.register_theme(TextAreaTheme(name="toml", cursor_line_style=Style()))
        self.theme = "toml"

    @property
    def content(self) -> str:
        """The text, every character as it was typed, pasted or read; lines end with a line feed."""
        return self._stand_ins.take(self.text)

    def mark(self, problems: Iterable[Diagnostic]) -> None:
        """Underline these problems from now on."""
        marked: dict[int, list[Diagnostic]] = {}
        for problem in problems:
            marked.setdefault(problem.line - 1, []).append(problem)
        others = {row for row in {*marked, *self._problems} if _looks(marked, row) != _looks(self._problems, row)}
        self._problems = marked
        if others:
            self._line_cache.clear()  # the cached lines are outdated
            self.draw_rows(others)

    def marks_of(self, row: int) -> Hashable:
        """Return the problems underlined in this line."""
        return _looks(self._problems, row)

    def put_in(self, text: str) -> None:
        """Replace the selection with a text, as if it were typed."""
        text = self._stand_ins.put(text.replace("\r\n", "\n").replace("\r", "\n"))
        if len(text) + len(self.text) > MAX_FILE_BYTES or text.count("\n") + self.document.line_count > MOST_LINES:
            self.notify(_TOO_MUCH, severity="warning", markup=False)
            return
        end = self.replace(text, *self.selection, maintain_selection_offset=False).end_location
        if self.soft_wrap != _wraps(self.document.lines):
            self.soft_wrap = not self.soft_wrap
        self.move_cursor(end)

    def meant(self, text: str) -> str:
        """Return a text with its stand-ins replaced by the real characters."""
        return self._stand_ins.take(text)

    def replace_all(self, text: str) -> bool:
        """Replace the whole text, as one edit for undo; the cursor stays in its line.

        False: the text is too large, and nothing was changed.
        """
        if len(text) > MAX_FILE_BYTES:
            self.notify(_TOO_MUCH, severity="warning", markup=False)
            return False
        row, column = self.cursor_location
        self.replace(self._stand_ins.put(text), (0, 0), self.document.end, maintain_selection_offset=False)
        row = min(row, self.document.line_count - 1)
        self.move_cursor((row, min(column, len(self.document.get_line(row)))))
        return True

    # --- Textual's hooks --------------------------------------------------------------------------------------------

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is drawn: hidden characters shown, words coloured, problems underlined."""
        line = shown_line(self.document.get_line(line_index)[:LONGEST_WRAPPED])
        text = Text(line, end="", no_wrap=True)
        for start, end, name in self.colours().get(line_index, ()):
            text.stylize(self._style(name), start, end)
        for problem in self._problems.get(line_index, ()):
            text.stylize(self._style(f"toml--{problem.severity}"), *underlined(line, problem.column - 1))
        return text

    def render_line(self, y: int) -> Strip:
        """Return a row, with the list of completions drawn over it."""
        if self.box.found:
            return self.box.over(y, self.row_at(y), (self._style("toml--offer"), self._style("toml--offer-chosen")))
        return self.row_at(y)

    def forget_colours(self) -> None:
        """The text has changed: the colours must be computed again."""
        self._is_coloured = False

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """As every text area; but undo calls this while the cursor may still be beyond the end of the text."""
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)

    def notify_style_update(self) -> None:
        """The colours changed: look them up again."""
        self._styles.clear()
        super().notify_style_update()

    async def on_key(self, event: Key) -> None:
        """Handle a key here: the list of completions does first, then what the text area binds to it.

        Left to Textual, End would go up to the app before it moves the cursor, and a letter that a slow line brought
        along with it would be typed before that.
        """
        if self.takes_first(event.key) or await self._acts_on(event.key):
            event.stop()
            event.prevent_default()

    def on_mouse_down(self, event: MouseDown) -> None:
        """Take the completion that was clicked; elsewhere Textual moves the cursor."""
        offer = self.box.at(event.x, event.y)
        if offer is not None:
            event.stop()
            event.prevent_default()
            self.takes_offer(offer)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show the meaning of the key under the mouse."""
        place = self.get_target_document_location(event)
        if place != self._hovered:
            self._hovered = place
            self.tooltip = self.meaning_of(*place)

    def on_paste(self, event: Paste) -> None:
        """Insert what is pasted, with stand-ins for hidden characters."""
        event.prevent_default()
        event.stop()
        self.put_in(event.text)

    def action_paste(self) -> None:
        """Insert what was copied or cut."""
        self.put_in(self.app.clipboard)

    def action_copy(self) -> None:
        """Copy the selection; without one, say so: here Ctrl+C does not leave."""
        try:
            super().action_copy()
        except SkipAction:
            self.notify("Nothing is selected. Esc goes back: your text is kept.", markup=False)

    def action_indent(self) -> None:
        """Offer completions; where there are none, insert two spaces."""
        if not self.completes():
            self.put_in("  ")

    def action_to_start(self) -> None:
        """Go to the first line."""
        self.move_cursor((0, 0))

    def action_to_end(self) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end)

    def action_comment(self) -> None:
        """Toggle comments on the selected lines, or the line of the cursor, in one edit."""
        first, last = sorted((self.selection.start, self.selection.end))
        end = last[0] - 1 if last[0] > first[0] and last[1] == 0 else last[0]
        lines = self.document.lines[first[0] : end + 1]
        self.replace("\n".join(toggled(lines)), (first[0], 0), (end, len(lines[-1])))

    # --- within -----------------------------------------------------------------------------------------------------

    async def _acts_on(self, key: str) -> bool:
        """Whether the text area has an action of its own for a key; if so, it is done."""
        for binding in self._bindings.key_to_bindings.get(key, ()):
            is_own = "." not in binding.action and not binding.priority
            if is_own and await self.app.run_action(binding.action, self):
                return True
        return False

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            style = self.get_component_rich_style(name)
            # Without its background, as a selection has its own.
            ground = style.bgcolor if name in _OFFERS else None
            self._styles[name] = Style(color=style.color, bgcolor=ground, bold=style.bold, underline=style.underline)
        return self._styles[name]

    def colours(self) -> Mapping[int, Sequence[ColourSpan]]:
        """The spans of each line, computed again when the text has changed; unchanged blocks come from a cache."""
        if not self._is_coloured:
            self._is_coloured = True
            self._spans = spans_of(self.document.lines)
        return self._spans


def _looks(problems: Mapping[int, Sequence[Diagnostic]], row: int) -> Hashable:
    """Everything about a line's problems that is visible in it."""
    return tuple((each.column, each.severity) for each in problems.get(row, ()))


def _wraps(lines: Sequence[str]) -> bool:
    return max(map(len, lines), default=0) <= LONGEST_WRAPPED
