"""Identifies keys by their place on layouts that are not Latin: ``р`` is where ``h`` is, and Caps Lock changes no key.

A key keeps the character it types; only its name, by which key bindings work, becomes the Latin letter. So text is
typed as usual, and ``h`` is "it hurts" on every keyboard. Digits keep their meaning: where ``é`` is in the place of
``2``, ``2`` is typed with Shift, and ``é`` answers nothing, as an answer must never be a guess. So do signs, except
where a layout known to be in use has one in the place of a letter: ``;`` is Greek for ``q``.
"""

import os
from collections.abc import Mapping

from textual.events import Key

_ROWS = "qwertyuiop asdfghjkl zxcvbnm"
_LAYOUTS = (
    # If two layouts have a letter in different places, the first one counts. A hyphen: no letter there.
    "йцукенгшщз фывапролд ячсмить",  # Russian
    "---------- -і------- -------",  # Ukrainian, where it differs
    "-ςερτυθιοπ ασδφγηξκλ ζχψωβνμ",  # Greek
    "--קראטוןםפ שדגכעיחלך זסבהנמצ",  # Hebrew
    "ضصثقفغعهخح شسيبلاتنم ئءؤر-ىة",  # Arabic
    "---------- --ی------ ظطزذدپ-",  # Persian, where it differs
    "ქწერტყუიოპ ასდფგჰჯკლ ზხცვბნმ",  # Georgian
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ ㅁㄴㅇㄹㅎㅗㅓㅏㅣ ㅋㅌㅊㅍㅠㅜㅡ",  # Korean
)
_OF_LANGUAGE = {
    "bg": "-уеишщксдз ьяаожгтнв юйъэфхп",  # Bulgarian
    "sr": "љњертзуиоп асдфгхјкл ѕџцвбнм",  # Serbian
    "mk": "љњертѕуиоп асдфгхјкл зџцвбнм",  # Macedonian
    "be": "йцукенгшўз фывапролд ячсміть",  # Belarusian
}
"""Layouts with the same letters in other places, chosen by the language of the locale."""
_SIGNS = {
    "el": (range(0x370, 0x400), {";": "q", ":": "q"}),
    "he": (range(0x590, 0x600), {"/": "q", "'": "w"}),
}
"""For languages whose layouts have signs in place of letters: the range of their script, and the letters of the signs.

The comma in place of q (Bulgarian) is left out: it separates the decimals of a number.
"""
_FULL_WIDTH = {0xFF41 + place: chr(ord("a") + place) for place in range(26)}
"""Full-width Latin letters, as East Asian input methods write them."""


def latin_letters(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the Latin letter in the place of each other letter, on the layouts that are likely here."""
    own = _OF_LANGUAGE.get(_language(environ))
    table: dict[str, str] = {}
    for layout in (*([own] if own else []), *_LAYOUTS):
        for char, latin in zip(layout, _ROWS, strict=True):
            if char not in "- ":
                table.setdefault(char, latin)
    return table


def _language(environ: Mapping[str, str]) -> str:
    return next((environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)), "")[:2]


class Keyboard:
    """What is known of a runner's keyboard: the letters in their places, and the layout last typed with."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._letters = latin_letters(environ)
        self._signs = _SIGNS.get(_language(environ), (range(0), {}))[1]

    def by_place(self, key: Key) -> Key:
        """Return the key named by its Latin letter, in lower case, with its modifiers; any other key as it is."""
        *modifiers, last = key.key.split("+")
        if len(last) == 1 and last.isalpha():
            self._notice(last)
            small = last.lower().translate(_FULL_WIDTH)
            latin = small if small.isascii() else self._letters.get(small)
        else:
            latin = self._signs.get(key.character or "")
        if latin is None or latin == last:
            return key
        moved = Key("+".join((*modifiers, latin)), key.character)
        moved.set_sender(key._sender) if key._sender is not None else None
        return moved

    def _notice(self, letter: str) -> None:
        """Infer the layout in use from a letter; a Latin one means that no layout with other signs is."""
        of_its_script = (signs for script, signs in _SIGNS.values() if ord(letter) in script)
        self._signs = next(of_its_script, {})
