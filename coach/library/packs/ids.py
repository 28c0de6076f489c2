"""Makes an id of what somebody typed as a name: ``My Care`` becomes my-care."""

import re
import unicodedata

from coach.library.toml.fields import MAX_SLUG, is_slug

_LETTERS = {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
"""Letters that Unicode does not decompose into a plain letter and a mark."""


def id_from(words: str) -> str:
    """The id made of these words; empty when no character can be part of one, or the words are a path.

    >>> id_of("My Care"), id_of("  Éva's hip (2) "), id_of("腸腰筋")
    ('my-care', 'evas-hip-2', '')
    """
    if "/" in words or "\\" in words:
        return ""
    lowered = "".join(_LETTERS.get(sign, sign) for sign in words[: MAX_SLUG * 4].lower())
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(sign))
    made = re.sub(r"[^a-z0-9]+", "-", re.sub("['’`]", "", plain)).strip("-")[:MAX_SLUG].strip("-")
    return made if is_slug(made) else ""
