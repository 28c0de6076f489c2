"""A line below a question that says what its keys do; they can also be clicked."""

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

BETWEEN = " · "
_KEYS = {"Enter": "enter", "Esc": "escape"}


class KeyHint(Static):
    """A line such as ``Enter done · Esc back``. A click on a part that begins with a key presses that key."""

    DEFAULT_CSS = """
    KeyHint { link-style: none; link-background: transparent; link-color: $foreground 70%; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(Content(BETWEEN).join(map(_clickable, text.split(BETWEEN))), classes="hint", markup=False)


def _clickable(part: str) -> Content:
    key = _KEYS.get(part.partition(" ")[0].rstrip(":"))
    if key is None:
        return Content(part)
    return Content(part).stylize(Style.from_meta({"@click": f"app.simulate_key('{key}')"}))
