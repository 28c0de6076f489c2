"""The text of a new routine: a commented template that teaches the format, or a copy of another, comments included.

Left out: where the file is written (``own_copy``).
"""

import re
from collections.abc import Mapping
from typing import Any

PLACEHOLDER = "What it is for, in one line."
"""The ``about`` of a new routine until its author replaces it."""


class UnusualError(ValueError):
    """Raised for a file that cannot be copied or changed automatically. Its text is a sentence for the runner."""


_TEMPLATE = """\
#:schema ./schema/routine.json
# Your routine. Lines after a # are for you: the coach does not read them.
{check}format = 1
id = "{id}"  # keep it like the file's name
name = "{name}"
about = "{about}"
kind = "mixed"                      # stretch | strength | drill | mixed | recovery
phases = ["recovery", "maintenance"]  # acute too, if it is right while it still hurts
sources = ["coach"]                 # where it comes from: a physio, a book, a page
every_days = 2                      # the least days from one session to the next

# The steps run from top to bottom.{exercises}

[[step]]
exercise = "psoas-stretch"
hold = {{ from = 20, to = 30, step = 5 }}   # seconds: it starts with "from", and green sessions earn the rest
sets = {{ from = 2, to = 3 }}               # on each side
rest = 10                                 # seconds after a set
priority = 1                              # when time is short: 1 is kept longest, 9 goes first

[[step]]
exercise = "bridge"
reps = {{ from = 10, to = 14 }}             # grows by 2, unless you say step = ...
sets = 2                                  # a plain number stays as it is
rest = 30
tempo = [1, 1, 3]                         # seconds up, hold, down: paces the reps while your hands are free
priority = 2

[[step]]
exercise = "plank"
hold = "max"                              # as long as your form lasts; it counts up
sets = 1
rest = 30
easier = "dead-bug"                       # what the easier key offers
priority = 3

## Your own exercise fits in here too: take the # away (in the app, select the lines and press Ctrl+/).
# [[step]]
# exercise = "my-move"
#
# [exercise.my-move]
# name = "My move"
# kind = "stretch"                        # stretch | strength | drill | release | recovery
# sides = "each"                          # each | alternate | both
# steps = ["What to do first.", "What to do then."]
#
# [exercise.my-move.dose]
# hold = 20
#
# [exercise.my-move.figure]               # how it looks: the joints that differ from a pose, in degrees
# [[exercise.my-move.figure.pose]]
# base = "standing"
# [[exercise.my-move.figure.pose]]
# seconds = 2                             # it takes this long to get here, and as long back
# lean = 20

[adapt]
amber_from = 4                            # pain 0 to 10 from which a session is amber (2 to 4) ...
red_from = 6                              # ... and red (4 to 6)
"""


_CHECK = """\
# When you have changed something: coach check; coach show {id}. Every key: docs/routines.md, or coach schema --markdown
"""
_EXERCISES = " All exercises: coach exercises. A card: coach show plank"


def default_name(identity: str) -> str:
    """A default name made from an id: ``my-care`` becomes "My care"."""
    return identity.replace("-", " ").capitalize()


def template(identity: str, *, commands: bool = True) -> str:
    """A valid routine that explains itself in comments. ``commands``: whether its runner has a command line."""
    check, exercises = (_CHECK.format(id=identity), _EXERCISES) if commands else ("", "")
    return _TEMPLATE.format(
        id=identity, name=default_name(identity), about=PLACEHOLDER, check=check, exercises=exercises
    )


def is_untouched(data: Mapping[str, Any]) -> bool:
    """Whether a routine's tables are still those of the template, so that its author has not changed anything yet."""
    identity = data.get("id")
    if not isinstance(identity, str) or data.get("about") != PLACEHOLDER:
        return False
    import tomllib  # imported late: most starts do not need it

    return data == tomllib.loads(template(identity))


def copied(text: str, source: str, identity: str, name: str) -> str:
    """A routine file's text with another id and name, otherwise unchanged. Raises UnusualError."""
    import tomllib

    before = tomllib.loads(text)
    head, table, rest = _split_at_first_table(text)
    for key, value in (("id", identity), ("name", name)):
        line = re.compile(rf"""^([ \t]*{key}[ \t]*=[ \t]*)("[^"\\\n]*"|'[^'\n]*')""", re.MULTILINE)
        head = line.sub(rf'\g<1>"{value}"', head, count=1)
    copy = head + table + rest
    if tomllib.loads(copy) != before | {"id": identity, "name": name}:
        raise UnusualError(f"{source} is written in a way that cannot be copied automatically: copy its file yourself.")
    return copy


def _split_at_first_table(text: str) -> tuple[str, str, str]:
    """The text before the first table's header, the header's bracket, and what follows."""
    match = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    return (text, "", "") if match is None else (text[: match.start()], match.group(), text[match.end() :])
