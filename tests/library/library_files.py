"""Small right files that the tests of this folder start from, and what they do with them."""

from pathlib import Path

from coach.library.disk.layers import Layer
from coach.library.shelf.library import Library, load_library

EXERCISE = """\
format = 1
id = "plank"
name = "Plank"
kind = "stretch"
sides = "both"
muscles = ["abdominals"]
needs = ["mat"]
loads_hip_flexors = false
steps = ["Rest on your forearms.", "Lift your hips."]
feel = "The whole front of the trunk."
faults = ["Sagging: squeeze your buttocks."]
cautions = ["Stop if your back hurts."]
sources = ["S1"]

[dose]
hold = { from = 30, to = 45, step = 5 }
sets = { from = 1, to = 3 }
rest = 20
resistance = ["on your knees", "on your toes"]
floor = 10

[figure]
view = "side"
anchor = "left_elbow"

[[figure.pose]]
base = "face-down"

[[figure.pose]]
seconds = 1.5
lean = 85
neck = -12
both = { shoulder = 85, elbow = 90 }
left = { ankle = 13 }

[[figure.prop]]
kind = "ball"
at = "hips"
width = 12
"""

ROUTINE = """\
format = 1
id = "core"
name = "Core"
about = \"\"\"
Two moves
that steady you.\"\"\"
kind = "mixed"
phases = ["recovery", "maintenance"]
sources = ["S1"]
every_days = 3

[[step]]
exercise = "plank"
hold = { from = 20, to = 30, step = 5 }
sets = { from = 2, to = 3 }
rest = 10
priority = 2

[[step]]
exercise = "my-move"
reps = 8
tempo = [
  1,
  0,
  3,
]

[adapt]
amber_from = 3
red_from = 5

[exercise.my-move]
name = "My move"
kind = "drill"
easier = "plank"
"""

HISTORY = """\
[start]
phase = "recovery"
usual_morning = 1

[[session]]
routine = "core"
at = 2026-11-01T07:30:00+01:00
before = 1
worst = 2
quality = "dull"
painful = ["plank:left"]
done = 1

[[session.step]]
exercise = "plank"
side = "left"
sets = 2
hold_s = 30

[[run]]
at = 2026-11-02T07:30:00Z
stage = 1

[[event]]
at = 2026-11-03T07:30:00Z
kind = "phase"
phase = "acute"

[check_in]
before = 1
"""

COURSE = """\
format = 1
id = "my-weeks"
name = "My weeks"
about = "Weeks that lead somewhere."
sources = ["S3"]
suits = ["painful", "weak"]
per_week = 2
between = ["hip-flexor-stretches"]
a_day = { desk-break = 3 }
running = "return-to-run"
before_run = ["before-run"]
after_run = ["after-run"]

[[block]]
id = "foundation"
name = "Foundation"
phases = ["recovery"]
train = ["rehab-foundation", "psoas-care"]
per_week = 3
weekdays = { mon = "rehab-foundation", thu = "psoas-care" }
until = { sessions = 8, days = 14, green = 4, worst = 2, not_before = 2026-12-09, clinician = true }
at_most_weeks = 6

[[block]]
id = "keep"
name = "Keep it up"
train = ["psoas-care"]
between = []
"""

SETTINGS = """\
[session]
get_ready = 15
switch = 3
rest = 150
pace = "key"
explain = false

[look]
theme = "light"
contrast = "high"
motion = "reduced"
captions = true
flash = true
notify = "off"
units = "imperial"

[sound]
voice = "on"
bell = true
words = "all"
command = [
    "my-voice",
    "{text}",
]

[editor]
complete = "tab"

[sound.table.work]
bell = 3
say = "none"
"""


def layer(folder: Path, name: str = "own", **files: str) -> Layer:
    """A layer with these files: ``core=…`` is a routine, ``exercises_plank=…`` an exercise."""
    (folder / "exercises").mkdir(parents=True, exist_ok=True)
    for key, text in files.items():
        path = key.replace("exercises_", "exercises/").replace("_", "-") + ".toml"
        (folder / path).write_text(text, encoding="utf-8")
    return Layer(name, folder)


def library_of(folder: Path, **files: str) -> Library:
    """The library of one layer with these files."""
    return load_library([layer(folder, **files)])


def lines(library: Library) -> list[str]:
    """The diagnostics without the folder: ``core.toml:3:1: error: …``."""
    return [Path(each.path).name + str(each).removeprefix(each.path) for each in library.diagnostics]
