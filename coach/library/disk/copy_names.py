"""Recognises copies by the names that sync, file managers and editors give them. A copy is never in use.

A stale copy may hold another dose than the file beside it. Of two files with the same id, the names alone decide: the
file whose name is the id is the one that its runner sees and edits.
Left out: which version of an id is in use (``resolve``).
"""

import re
from functools import cache

_WORDS = (
    # as file managers, sync and editors write them, in some languages
    "copy|copia|cópia|copie|kopie|kopia|kopi|kopya|kopio|копия|копія|副本|コピー|복사본"
    "|backup|back-?up|bak|old|orig|original|sicherung|sauvegarde|respaldo|save|saved|autosave|recovered|tmp|temp|swp|rej"
    "|conflict|conflicted|conflit|conflicto|konflikt|conflitto|sfconflict|case-?conflict"
)
_NUMBERED = r"(?:[ _.-]?\(?[0-9]{1,3}\)?)?"
_MARKS = (
    # at the end: "x (1)", "x [2]", "x~", "x copy 2", "x - Kopie (2)", "x_bak", "x.orig", "x (backup)"
    rf"[ ._-]*[(\[][0-9]{{1,3}}[)\]]$|~[0-9]*$|(?:^|[\W_])(?:{_WORDS})[)\]]?{_NUMBERED}$",
    # anywhere: Syncthing, Dropbox, Nextcloud, Seafile, Resilio, git's mergetool, git-annex; "Copy of x"
    r"sync-conflict|conflicted copy|case conflict|[(\[_.-](?:sf)?conflict(?:ed)?\b|konflikt|copie en conflit"
    r"|_(?:backup|base|local|remote)_[0-9]+$|\.variant-[0-9a-f]+|[(\[_. -](?:backup|bak)[)\]_. -]"
    r"|(?:^|[\W_])(?:copy|backup|kopie|copie|copia|kopia) (?:\([0-9]+\) )?(?:of|von|de|di|av|van) ",
)
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def is_copy(stem: str, identity: str = "") -> bool:
    """Whether a file's name (without ``.toml``) is that of a copy. ``identity``: the id in the file, if readable.

    A name that equals the id, apart from capitals and separators, is not a copy. The id followed by something that
    cannot be part of an id, such as the name of a computer, is one.
    """
    if identity:
        if _BETWEEN_WORDS.sub("-", stem.lower()).strip("-") == identity and not stem.endswith("~"):
            return False
        behind = stem[len(identity) :] if stem.startswith(identity) else ""
        if behind and not behind[0].isalnum() and not _could_be_an_id(stem):
            return True
    return _mark().search(stem) is not None


@cache
def _mark() -> re.Pattern[str]:
    """The pattern of all marks, compiled on first use: most files are named after their id and never need it."""
    return re.compile("|".join(_MARKS), re.IGNORECASE)


def _could_be_an_id(stem: str) -> bool:
    return re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", stem) is not None
