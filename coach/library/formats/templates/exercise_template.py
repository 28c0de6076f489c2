"""The text of a new exercise: valid as it is, and explained by comments."""

from coach.library.formats.template import default_name

_TEMPLATE = """\
#:schema ../schema/exercise.json
# Your exercise. Lines after a # are for you: the coach does not read them.
{check}format = 1
id = "{id}"  # keep it like the file's name; routines name it by this
name = "{name}"
kind = "strength"                     # stretch | strength | drill | release | recovery
sides = "each"                        # each: one side, then the other | alternate | both at once
muscles = ["glutes"]
needs = ["mat"]
positions = ["side-lying"]
loads_hip_flexors = false             # true: it rests when they are sore
steps = [
    "What to do first.",
    "What to do then.",
]
say = "One short line, which the voice says while you do it."
feel = "Where it should be felt."
faults = ["What goes wrong easily: what to do instead."]
cautions = ["Stop if it turns sharp."]
easier = "clam-shell"                 # what the easier key offers
sources = ["coach"]                   # where it comes from: a physio, a book, a page

[dose]
reps = {{ from = 8, to = 12 }}          # or hold = {{ from = 20, to = 30, step = 5 }}, in seconds
sets = 2
rest = 30

# How it looks: the joints that differ from a pose that is ready, in degrees. Every joint: docs/routines.md
[figure]
[[figure.pose]]
base = "standing"
[[figure.pose]]
seconds = 2                           # it takes this long to get here, and as long back
lean = 20
"""
_CHECK = """\
# When you have changed something: coach check; coach show {id} draws it. Every key: docs/routines.md
"""


def exercise_template(identity: str, *, commands: bool = True) -> str:
    """A valid exercise for this id. ``commands``: whether its runner has a command line."""
    check = _CHECK.format(id=identity) if commands else ""
    return _TEMPLATE.format(check=check, id=identity, name=default_name(identity))
