"""The text of new lessons: valid as it is, and explained by comments."""

from coach.library.formats.template import default_name

_TEMPLATE = """\
#:schema ../schema/lessons.json
# Your lessons: cards to read, and questions for the quiz. Lines after a # are for you: the coach does not read them.
{check}format = 1
id = "{id}"  # keep it like the file's name
name = "{name}"                       # the heading above its cards
order = 60                            # where they stand: the shipped ones have 10 to 40

# A card: one idea, at most 120 words. Its id is remembered once it was read: do not change it later.
[[card]]
id = "{stem}-first"
title = "What this card says, in a few words"
says = [
    "A short paragraph. What to do, and why it helps.",
    "Another one, if it needs one.",
]
sources = ["coach"]                   # where it comes from: a physio, a book, a page
# differs = "Where sources disagree, say both."
# moment = "first-amber"              # offered by itself then; every moment: docs/lessons.md

# A question: some answers, and the number of the right one.
[[question]]
id = "{stem}-which"
asks = "Which of these is so?"
answers = ["This one", "That one"]
right = 1
explains = "This one, because the card says so."
card = "{stem}-first"                   # the card that says it
sources = ["coach"]

# Or a statement that is true or false: without answers.
[[question]]
id = "{stem}-true"
asks = "This is so."
right = true
explains = "It is, because the card says so."
card = "{stem}-first"
sources = ["coach"]
"""
_ROOM = 50
"""The most characters of the file's id that its cards' ids begin with, for an id has at most 64."""
_CHECK = """\
# When you have changed something: coach check; coach learn. Every key: docs/lessons.md, or coach schema --markdown
"""


def lesson_template(identity: str, *, commands: bool = True) -> str:
    """Valid lessons for this id. ``commands``: whether their runner has a command line."""
    stem = identity[:_ROOM].strip("-")
    return _TEMPLATE.format(check=_CHECK if commands else "", id=identity, stem=stem, name=default_name(identity))
