"""Keys by their place, where the letters on them are not Latin: ``р`` is where ``h`` is, and Caps Lock changes no key.

A key keeps the character that it types; only its name, by which keys do something, becomes the Latin letter. So text is
typed as ever, and ``h`` is "it hurts" on every keyboard. Digits and signs keep their meaning: where ``é`` stands in the
place of ``2``, ``2`` is what comes with Shift, and ``é`` answers nothing: an answer is never a guess.
"""

import os
from collections.abc import Mapping

from textual.events import Key

_ROWS = "qwertyuiop asdfghjkl zxcvbnm"
_LAYOUTS = (
    # Where two have one letter in two places, the first decides. A hyphen: no letter there.
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
"""Layouts that have the same letters in other places: told by the language that the terminal speaks."""
_FULL_WIDTH = {0xFF41 + place: chr(ord("a") + place) for place in range(26)}
"""Latin letters as input methods of East Asia write them."""


def letters(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The Latin letter in the place of each other one, on the layouts that are likely here."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)), "")
    own = _OF_LANGUAGE.get(locale[:2])
    table: dict[str, str] = {}
    for layout in (*([own] if own else []), *_LAYOUTS):
        for char, latin in zip(layout, _ROWS, strict=True):
            if char not in "- ":
                table.setdefault(char, latin)
    return table


def by_place(key: Key, table: Mapping[str, str]) -> Key:
    """The key by its Latin letter, small; any other as it is. With Ctrl and the like, too."""
    *modifiers, last = key.key.split("+")
    if len(last) != 1 or not last.isalpha():
        return key
    small = last.lower().translate(_FULL_WIDTH)
    latin = small if small.isascii() else table.get(small)
    if latin is None or latin == last:
        return key
    moved = Key("+".join((*modifiers, latin)), key.character)
    moved.set_sender(key._sender) if key._sender is not None else None
    return moved
