"""Where TOML is typed: coloured, its problems underlined, and nothing in it that could steer the terminal.

It goes by the documented hook of Textual's TextArea, ``get_line``. A text is looked through once a change, not at every
drawing. Left out: what is wrong with the text (``library.trial``).
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import ClassVar

from pygments.lexers.configs import TOMLLexer
from pygments.token import Comment, Keyword, Name, Number, String, _TokenType
from rich.style import Style
from rich.text import Text
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key, MouseMove, Paste
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, TextAreaTheme

from coach.library.drafts.draft import MOST_LINES
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.invisible import StandIns, shown
from coach.library.toml.outline import Outline
from coach.library.toml.source import MAX_BYTES

Span = tuple[int, int, str]
"""From and to which column of a line, and its class."""

MOST_COLOURED = 60_000
"""Characters of a text that is coloured; a larger one is no routine, and would make typing slow."""
LONGEST_WRAPPED = 2_000
"""A longer line is not wrapped, and drawn only so far."""
_CLASSES: Mapping[_TokenType, str] = {
    Comment: "toml--comment",
    Keyword.Constant: "toml--number",
    Keyword: "toml--header",
    Name: "toml--key",
    Number: "toml--number",
    String: "toml--string",
}
_TOO_MUCH = f"That is too much: a file may hold {MAX_BYTES:,} bytes, and {MOST_LINES:,} lines here."


class TomlArea(TextArea):
    """A text area for one file. ``content`` is its text as it is meant."""

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
    COMPONENT_CLASSES: ClassVar[set[str]] = {*_CLASSES.values(), "toml--error", "toml--warning"}
    DEFAULT_CSS = """
    TomlArea {
        border: none;
        padding: 0;
        background: $background;
        scrollbar-size-vertical: 1;
        &:focus { border: none; }
        & > .toml--comment { color: $foreground 70%; }
        & > .toml--header { color: $accent; text-style: bold; }
        & > .toml--key { color: $primary; }
        & > .toml--string { color: $success; }
        & > .toml--number { color: $warning; }
        & > .toml--error { color: $error; text-style: underline; }
        & > .toml--warning { color: $warning; text-style: underline; }
    }
    """

    def __init__(self, content: str, id: str | None = None) -> None:
        self._stand_ins = StandIns()
        self._spans: Mapping[int, Sequence[Span]] = {}
        self._is_coloured = False
        self._problems: dict[int, list[Diagnostic]] = {}
        self.takes_first: Callable[[str], bool] = lambda _: False
        """Asked of each key before the text gets it: whether it was for something else."""
        self.completes: Callable[[], bool] = lambda: False
        """Asked at Tab: whether something was offered."""
        self.meaning_of: Callable[[int, int], Content | None] = lambda _row, _column: None
        """What stands at a place means this; shown where the mouse rests."""
        self._hovered = (-1, -1)
        self._styles: dict[str, Style] = {}
        text = self._stand_ins.put(content)
        super().__init__(text, soft_wrap=_wraps(text.split("\n")), show_line_numbers=True, max_checkpoints=500, id=id)
        self.cursor_blink = False
        # The line of the cursor keeps its colours: there, above all, one wants to see what is what.
        self.register_theme(TextAreaTheme(name="toml", cursor_line_style=Style()))
        self.theme = "toml"

    @property
    def content(self) -> str:
        """The text, every character as it was typed, pasted or read; lines end with a line feed."""
        return self._stand_ins.take(self.text)

    def mark(self, problems: Iterable[Diagnostic]) -> None:
        """Underline these from now on."""
        marked: dict[int, list[Diagnostic]] = {}
        for problem in problems:
            marked.setdefault(problem.line - 1, []).append(problem)
        if marked == self._problems:
            return
        self._problems = marked
        self._line_cache.clear()  # what was drawn is drawn anew
        self.refresh()

    def put_in(self, text: str) -> None:
        """Put a text in the place of what is selected, as if it were typed."""
        text = self._stand_ins.put(text.replace("\r\n", "\n").replace("\r", "\n"))
        if len(text) + len(self.text) > MAX_BYTES or text.count("\n") + self.document.line_count > MOST_LINES:
            self.notify(_TOO_MUCH, severity="warning", markup=False)
            return
        end = self.replace(text, *self.selection, maintain_selection_offset=False).end_location
        if self.soft_wrap != _wraps(self.document.lines):
            self.soft_wrap = not self.soft_wrap
        self.move_cursor(end)

    def meant(self, text: str) -> str:
        """A text with stand-ins as it is meant."""
        return self._stand_ins.take(text)

    def replace_all(self, text: str) -> bool:
        """Put another text in the place of all, to be taken back as one edit; the cursor stays in its line.

        False: it would be too much, and nothing was changed.
        """
        if len(text) > MAX_BYTES:
            self.notify(_TOO_MUCH, severity="warning", markup=False)
            return False
        row, column = self.cursor_location
        self.replace(self._stand_ins.put(text), (0, 0), self.document.end, maintain_selection_offset=False)
        row = min(row, self.document.line_count - 1)
        self.move_cursor((row, min(column, len(self.document.get_line(row)))))
        return True

    # --- Textual's hooks --------------------------------------------------------------------------------------------

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn: hidden characters shown, words coloured, problems underlined."""
        line = shown(self.document.get_line(line_index)[:LONGEST_WRAPPED])
        text = Text(line, end="", no_wrap=True)
        for start, end, name in self._colours().get(line_index, ()):
            text.stylize(self._style(name), start, end)
        for problem in self._problems.get(line_index, ()):
            text.stylize(self._style(f"toml--{problem.severity}"), *_underlined(line, problem.column - 1))
        return text

    def edit(self, edit: Edit) -> EditResult:
        """Another text has other colours."""
        self._is_coloured = False
        return super().edit(edit)

    def undo(self) -> None:
        """The same for a text from before."""
        self._is_coloured = False
        super().undo()

    def redo(self) -> None:
        """And for one that was taken back."""
        self._is_coloured = False
        super().redo()

    def notify_style_update(self) -> None:
        """Other colours: look them up again."""
        self._styles.clear()
        super().notify_style_update()

    def on_key(self, event: Key) -> None:
        """What is offered has the first word."""
        if self.takes_first(event.key):
            event.stop()
            event.prevent_default()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Where the mouse rests, a key says what it means."""
        place = self.get_target_document_location(event)
        if place != self._hovered:
            self._hovered = place
            self.tooltip = self.meaning_of(*place)

    def on_paste(self, event: Paste) -> None:
        """What is pasted is put in with stand-ins for what it hides."""
        event.prevent_default()
        event.stop()
        self.put_in(event.text)

    def action_paste(self) -> None:
        """Put in what was copied or cut."""
        self.put_in(self.app.clipboard)

    def action_copy(self) -> None:
        """Copy what is selected; Ctrl+C leaves nowhere from here."""
        try:
            super().action_copy()
        except SkipAction:
            self.notify("Nothing is selected. Esc goes back: your text is kept.", markup=False)

    def action_indent(self) -> None:
        """What fits here is offered; where nothing does, two spaces."""
        if not self.completes():
            self.put_in("  ")

    def action_to_start(self) -> None:
        """To the first line."""
        self.move_cursor((0, 0))

    def action_to_end(self) -> None:
        """Behind the last character."""
        self.move_cursor(self.document.end)

    def action_comment(self) -> None:
        """The lines that are selected, or that of the cursor, in one edit."""
        first, last = sorted((self.selection.start, self.selection.end))
        end = last[0] - 1 if last[0] > first[0] and last[1] == 0 else last[0]
        lines = self.document.lines[first[0] : end + 1]
        self.replace("\n".join(toggled(lines)), (first[0], 0), (end, len(lines[-1])))

    # --- within -----------------------------------------------------------------------------------------------------

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            style = self.get_component_rich_style(name)
            # Without its background: what is selected has one of its own.
            self._styles[name] = Style(color=style.color, bold=style.bold, underline=style.underline)
        return self._styles[name]

    def _colours(self) -> Mapping[int, Sequence[Span]]:
        """The spans of each line, told anew when the text is another: of what stays the same they are known."""
        if not self._is_coloured:
            self._is_coloured = True
            lines = self.document.lines
            small = sum(map(len, lines)) <= MOST_COLOURED
            self._spans = _spans_of(lines) if small else {}
        return self._spans


def _spans_of(lines: Sequence[str]) -> dict[int, Sequence[Span]]:
    """What is to be coloured, by line; told block by block, so that a key costs one block."""
    found: dict[int, Sequence[Span]] = {}
    for block in Outline("\n".join(lines)).blocks:
        for number, spans in _spans("\n".join(lines[block.start : block.end])).items():
            found[block.start + number] = spans
    return found


def _wraps(lines: Sequence[str]) -> bool:
    return max(map(len, lines), default=0) <= LONGEST_WRAPPED


@lru_cache(maxsize=512)
def _spans(text: str) -> Mapping[int, Sequence[Span]]:
    """What is to be coloured of a header and what stands below it, by line."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found: dict[int, list[Span]] = {}
    for offset, kind, value in TOMLLexer().get_tokens_unprocessed(text):
        name = next((name for token, name in _CLASSES.items() if kind in token), None)
        if name is None:
            continue
        number = bisect_right(starts, offset) - 1
        for part in value.split("\n"):
            start = offset - starts[number]
            if part:
                found.setdefault(number, []).append((start, start + len(part), name))
            offset += len(part) + 1
            number += 1
    return found


def _underlined(line: str, column: int) -> tuple[int, int]:
    """From where to where a problem at this column is underlined: the rest of the statement; never nothing."""
    start = min(column, max(0, len(line.rstrip()) - 1))
    comment = line.find(" #", start)
    end = len(line[: comment if comment > start else len(line)].rstrip())
    return start, max(end, start + 1)


_MARK = re.compile(r"^([ \t]*)# ?")


def toggled(lines: Sequence[str]) -> list[str]:
    """The lines without their first ``#``, where all that hold anything have one; else each with one more."""
    filled = [line for line in lines if line.strip()]
    if filled and all(_MARK.match(line) for line in filled):
        return [_MARK.sub(r"\1", line, count=1) for line in lines]
    return [f"# {line}" if line.strip() else line for line in lines]
