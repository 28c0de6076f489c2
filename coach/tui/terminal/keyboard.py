"""Decides which complete sequences of a terminal are passed on to the app, and as what: keys, mouse, window events.

Everything else that arrived complete (``byte_sifter``) is a reply to a question nobody asked, or noise: it is dropped.
Textual's parser would make keys of much of it, digits among them, and end the app on some. So what may reach it is
listed here, and kitty's longer forms of a key are converted to the one form that it reads.
"""

import re
from typing import NamedTuple

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS, IGNORE_SEQUENCE
from textual._keyboard_protocol import FUNCTIONAL_KEYS

_AS_THEY_ARE = r"""(?x)\x1b\[(
    [IO]                                # the window has the focus, or not
  | \?20(26|48);[0-4]\$y                # what Textual asks: whole frames, and sizes in band
  | <\d{1,3};\d{1,5};\d{1,5}[Mm]        # the mouse
)"""
_SIZE = r"\x1b\[48;(\d{1,5})(?::\d*)*;(\d{1,5})(?::\d*)*;(\d{1,5})(?::\d*)*;(\d{1,5})(?::\d*)*t"
_CODE = r"\x1b\[(\d{0,7})(?::(\d{0,7})(?::(\d{0,7}))?)?(?:;(\d{0,3})(?::([12]?))?(?:;([\d:]{0,64}))?)?u"
"""A key: its number, shifted, and on the base layout; modifiers, press or repeat; the text that it types."""
_NAMED = r"\x1b\[(\d{1,5})?(?:;(\d{1,3})(?::[12]?)?)?([~ABCDEFHPQRS])"
_BY_CODE = r"\x1b\[27;(\d{1,3});(\d{1,7})~"
"""A key in the format of xterm's modifyOtherKeys."""
_SHIFT = 1 | 64 | 128
"""Modifiers with which a key still types text: shift, and the two locks."""


class Let(NamedTuple):
    """What is let through: a ``sequence`` for Textual's parser. ``base``: the key's letter on the base layout."""

    sequence: str
    base: str | None = None


class Typed(NamedTuple):
    """Text that did not come key by key, as from an input method: it can be typed into a field, but answers nothing."""

    text: str


def let_through(sequence: str) -> Let | Typed | None:
    """Return what a complete sequence becomes; None: it is dropped."""
    if re.fullmatch(_AS_THEY_ARE, sequence):
        return Let(sequence)
    if found := re.fullmatch(_SIZE, sequence):
        sizes = found.groups()
        return Let(f"\x1b[48;{';'.join(sizes)}t") if all(int(size) for size in sizes) else None
    if found := re.fullmatch(_CODE, sequence):
        return _key(*found.groups())
    if found := re.fullmatch(_BY_CODE, sequence):
        return _key(found[2], None, None, found[1], None, None)
    if found := re.fullmatch(_NAMED, sequence):
        return _named(sequence, *found.groups())
    known = ANSI_SEQUENCES_KEYS.get(sequence)
    return None if known is None or known is IGNORE_SEQUENCE else Let(sequence)


def _named(sequence: str, number: str | None, modifiers: str | None, final: str) -> Let | None:
    """A key that has a name, such as an arrow. From an unknown number Textual would make the character of that code."""
    if final == "R":  # cursor position reports end like this, too
        return None
    if ANSI_SEQUENCES_KEYS.get(sequence) not in (None, IGNORE_SEQUENCE):
        return Let(sequence)
    if f"{int(number or 1)}{final}" not in FUNCTIONAL_KEYS:
        return None
    return Let(f"\x1b[{int(number or 1)};{int(modifiers or 1)}{final}")


def _key(
    number: str, shifted: str | None, base: str | None, modifiers: str | None, _event: str | None, text: str | None
) -> Let | Typed | None:
    """A key by its number, converted to the form ``number;modifiers;text``."""
    bits = max(0, int(modifiers or 1) - 1)
    typed = _text_of(text or "")
    code = int(number or 0)
    if code == 0 or len(typed) > 1:
        return Typed(typed) if typed else None
    if f"{code}u" in FUNCTIONAL_KEYS:
        return Let(
            f"\x1b[{code};{bits + 1};{ord(typed)}u" if typed else f"\x1b[{code}{f';{bits + 1}' if bits else ''}u"
        )
    if not _is_character(code):
        return None
    here, there = chr(code), chr(int(base)) if base and _is_character(int(base)) else ""
    moved = there if not here.isascii() and here.isalpha() and there.isascii() and there.isalpha() else None
    if bits & ~_SHIFT:  # with Ctrl and the like it types nothing, so its Latin letter is used
        return Let(f"\x1b[{ord(moved) if moved else code};{bits + 1}u")
    if not typed and bits & 1 and shifted and _is_character(int(shifted)):
        typed = chr(int(shifted))  # a digit on AZERTY, and on others a sign that is no digit
    if not typed:
        typed = here.upper() if bits & _SHIFT & 65 and here.isalpha() and len(here.upper()) == 1 else here
    return Let(f"\x1b[{code};{bits + 1};{ord(typed)}u", moved)


def _text_of(points: str) -> str:
    """Return the text of these code points, without those that are not characters."""
    numbers = [int(point) for point in points.split(":") if point and len(point) <= 7]
    return "".join(chr(number) for number in numbers if _is_character(number))


def _is_character(number: int) -> bool:
    """Whether this is the code point of a character that can be typed."""
    return number <= 0x10FFFF and chr(number).isprintable() and not 0xD800 <= number <= 0xDFFF
