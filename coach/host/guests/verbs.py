"""The commands that a guest may give over SSH: none for the app, or one of a few fixed verbs; all else is refused."""

import re
from collections.abc import Sequence

from msgspec import Struct

from coach.host.base.errors import BoxError

LONGEST = 160
"""The most characters of a command; no verb is as long."""
NO_TERMINAL = (
    "The coach needs a terminal for its screen, and this connection has none: ssh -t. "
    "As lines it works without one: the word plain after the host's name."
)


class Verb(Struct, frozen=True):
    """A command that a guest may give. ``words``: the arguments after ``coach --profile NAME`` that carry it out."""

    name: str
    does: str
    words: tuple[str, ...] = ()


THE_APP = Verb("app", "the coach itself")
PLAIN = Verb("plain", "the whole coach as lines, for screen readers and pipes")
NEXT = Verb("next", "what is due, in one line", ("next",))
PLAN = Verb("plan", "the two weeks ahead, if all stay green", ("plan",))
EXPORT = Verb("export", "all that you did, as a file", ("export", "-"))
REPORT = Verb("report", "one page for whoever treats you, as HTML, to be printed", ("report", "--html", "-"))
ADD = Verb("add", "a file of yours or a pack, read from the standard input and checked; a pack: add --yes", ("add",))
_IN_PLACE = "the same, in the place of one that is there"
ADDING = tuple(
    Verb(" ".join(words), _IN_PLACE if "--replace" in words else ADD.does, words)
    for replacing in ((), ("--replace",), ("--yes",))
    for choice in ((), ("--mine",), ("--theirs",), ("--both",))
    if (words := ("add", *replacing, *choice))
)
"""Every form of add: with or without an option to replace or confirm, and one to choose between two meanings."""
PACK = Verb("pack ID", "a file of yours with all that belongs to it, as one text", ("pack",))
REMOVE = Verb("remove ID", "put a file of yours away, with --yes; remove --list, remove --undo ID", ("remove",))
_REMOVING = tuple(
    Verb(" ".join(words), REMOVE.does, words)
    for options in (("--list",), ("--undo",), ("--for-good",), ("--for-good", "--yes"))
    if (words := ("remove", *options))
)
RENAME = Verb("rename OLD NEW", "another id for a file of yours; your history goes with it", ("rename",))
MORNING = Verb("morning N", "how the morning after was, 0 to 10", ("morning",))
LEARN = Verb("learn", "cards and a quiz: learn ID, learn --quiz", ("learn",))
_QUIZ = Verb("learn --quiz", LEARN.does, ("learn", "--quiz"))
SHARE = Verb("share", "who sees your page, and what it says", ("share",))
SHARE_WITH = Verb("share NAME", "let the helper NAME see it; share NAME --stop takes it back", ("share",))
SHARE_PAIN = Verb("share NAME --pain", "your pains, too, after asking; share NAME --no-pain takes it back", ("share",))
TEAM = Verb("team", "those who share with you; team NAME: their page, team NAME --report: with their pains", ("team",))
DELETE = Verb("delete", "how to have all of it deleted")
DELETE_OWN = Verb("delete NAME", "delete it all, by the name of your own profile")
_UNNAMED = (PLAIN, NEXT, PLAN, EXPORT, REPORT, *ADDING, *_REMOVING, LEARN, _QUIZ, SHARE, TEAM, DELETE)
_PLAIN_ONES = {verb.name: verb for verb in _UNNAMED}
_MORNINGS = {f"morning {number}": Verb(MORNING.name, MORNING.does, ("morning", str(number))) for number in range(11)}
LISTED = (
    PLAIN, NEXT, PLAN, EXPORT, REPORT, ADD, PACK, REMOVE, RENAME, MORNING, LEARN, SHARE, SHARE_WITH, SHARE_PAIN, TEAM,
    DELETE,
)  # fmt: skip
_NAME = "[a-z0-9]+(?:-[a-z0-9]+)*"
_KIND = "--kind (?:routine|exercise|course|lessons)"
_NAMED = re.compile(
    rf"(?:share|team|learn|delete|pack) {_NAME}|share {_NAME} --(?:stop|pain|no-pain)|team {_NAME} --report"
    rf"|remove {_NAME}(?: {_KIND})?(?: --yes)?|remove --undo {_NAME}|rename {_NAME} {_NAME}(?: {_KIND})?"
)
"""The verbs that take a profile's name, or the id of a card or file: only letters, digits and hyphens can be in it."""


def understood(command: str | None, *, terminal: bool) -> Verb:
    """Return the verb of a command; None or blank is the app. Raises BoxError for an unknown command.

    Raises it also for the app without a ``terminal``.
    """
    if command is None or not command.strip():
        if not terminal:
            raise BoxError(NO_TERMINAL)
        return THE_APP
    asked = command.strip(" ") if len(command) <= LONGEST else ""
    verb = _PLAIN_ONES.get(asked) or _MORNINGS.get(asked) or _with_name(asked)
    if verb is None:
        raise BoxError(f"That is not available here. What is: nothing for the coach, or {verbs_in_a_line(LISTED)}.")
    return verb


def _with_name(asked: str) -> Verb | None:
    """Return the verb of a command that takes a name or an id, as in ``share anna`` or ``remove my-care``."""
    found = _NAMED.fullmatch(asked)
    if found is None:
        return None
    verb = _BY_WORD.get(asked.partition(" ")[0], SHARE)
    words = tuple(asked.split(" "))
    return Verb(verb.name, verb.does, (*words, "--to", "-") if verb is PACK else words)


_BY_WORD = {
    "team": TEAM, "learn": LEARN, "delete": DELETE_OWN, "pack": PACK, "remove": REMOVE, "rename": RENAME,
}  # fmt: skip


def verbs_in_a_line(verbs: Sequence[Verb]) -> str:
    """Return the verbs with what they do, as one line of text."""
    return "; ".join(f"{verb.name} ({verb.does})" for verb in verbs)
