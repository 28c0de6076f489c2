"""Removes or renames an exercise inside a routine's text; the rest stays as it is, comments included.

It edits the text, because the file is somebody's own. The result is parsed again to make sure nothing else changed.
"""

import re
import tomllib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from coach.library.formats.template import UnusualError
from coach.library.toml.outline import Outline

_NAMING = ("exercise", "easier", "harder")
"""Keys of a step or an exercise that name an exercise."""


def without_exercise(text: str, identity: str) -> str:
    """The text without its ``[exercise.<identity>]``. Raises UnusualError."""

    def wanted(data: dict[str, Any]) -> None:
        del data["exercise"][identity]
        if not data["exercise"]:
            del data["exercise"]

    outline = Outline(text)
    kept = list(outline.lines)
    for block in reversed(outline.blocks):
        if block.exercise == identity:
            end = block.end
            while end > block.start + 1 and end < len(kept) and kept[end - 1].lstrip().startswith("#"):
                end -= 1  # a comment above the next header belongs to that header
            del kept[block.start : end]
    return _checked(text, kept, wanted, f"the exercise {identity} cannot be taken out of it automatically")


def renamed_exercise(text: str, identity: str, to: str) -> str:
    """The text with its exercise renamed from ``identity`` to ``to`` wherever it is named. Raises UnusualError."""

    def wanted(data: dict[str, Any]) -> None:
        data["exercise"] = {(to if name == identity else name): each for name, each in data["exercise"].items()}
        for table in (*data.get("step", ()), *data["exercise"].values()):
            for key in _NAMING:
                if table.get(key) == identity:
                    table[key] = to

    outline = Outline(text)
    changed = list(outline.lines)
    header = re.compile(rf"""(\[\[?[ \t]*exercise[ \t]*\.[ \t]*["']?){re.escape(identity)}(?=["' \t.\]])""")
    value = re.compile(rf"""([ \t]*(?:{"|".join(_NAMING)})[ \t]*=[ \t]*)(["']){re.escape(identity)}\2""")
    for block in outline.blocks:
        for number in range(block.start, block.end):
            if number == block.start and block.exercise == identity:
                changed[number] = header.sub(rf"\g<1>{to}", changed[number], count=1)
            elif block.step is not None or block.exercise is not None:
                changed[number] = value.sub(rf"\g<1>\g<2>{to}\g<2>", changed[number], count=1)
    return _checked(text, changed, wanted, f"the exercise {identity} cannot be given another id automatically")


def _checked(text: str, lines: list[str], change: Callable[[dict[str, Any]], None], why_not: str) -> str:
    data = deepcopy(tomllib.loads(text))
    change(data)
    after = ("\r\n" if "\r\n" in text else "\n").join(lines)
    try:
        right = tomllib.loads(after) == data
    except tomllib.TOMLDecodeError:
        right = False
    if not right:
        raise UnusualError(f"{why_not}, as it is written in an unusual way: change the file yourself.")
    return after
