"""The baseline of typing: the smallest Textual app with a text area, the text of the file named in it."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class BareText(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield TextArea(Path(sys.argv[1]).read_text(encoding="utf-8"), show_line_numbers=True, soft_wrap=True)


if __name__ == "__main__":
    BareText().run()
