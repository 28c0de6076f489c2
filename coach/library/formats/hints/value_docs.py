"""What each word that a key accepts means, for words that are not clear by themselves."""

from collections.abc import Mapping

_PHASES: Mapping[str, str] = {
    "acute": "While it still hurts.",
    "recovery": "It is getting better, and takes some load.",
    "maintenance": "It is well, and shall stay so.",
}

VALUE_DOCS: Mapping[str, Mapping[str, str]] = {
    "routine.kind": {
        "stretch": "It lengthens; it may be done every day.",
        "strength": "It builds strength; two days from one to the next.",
        "drill": "Quick, light movements; they rest after a red session.",
        "mixed": "Some of each.",
        "recovery": "Gentle, for days that hurt.",
        "run": "It follows the stages of return to running.",
    },
    "step.part": {
        "warm-up": "First of all; kept when time is short.",
        "main": "What the routine is for.",
        "cool-down": "Last of all; kept when time is short.",
    },
    "step.side": {
        "left": "On the left alone.",
        "right": "On the right alone.",
        "complaint": "On the side that hurts, as your profile says.",
        "both": "On both, one after the other.",
    },
    "phases": _PHASES,
    "phase": _PHASES,
    "exercise.kind": {
        "stretch": "A muscle is lengthened.",
        "strength": "A muscle works against a load.",
        "drill": "A quick or springy movement; it rests after a red session.",
        "release": "Pressure on a muscle, as with a ball.",
        "recovery": "It eases, as breathing or lying does.",
        "run": "Running; its stages say how much.",
    },
    "exercise.sides": {
        "each": "All sets on one side, then the other.",
        "alternate": "Left, right, left within a set.",
        "both": "No sides: both at once.",
    },
    "exercise.positions": {
        "standing": "On your feet.",
        "kneeling": "On one knee or both.",
        "sitting": "On the floor or a chair.",
        "lying": "On the back, the belly or a side.",
        "side-lying": "On a side.",
        "hands": "With weight on hands or forearms.",
        "hanging": "By the hands.",
    },
    "figure.view": {"side": "You see it from its left.", "front": "It looks at you."},
    "pose.base": {
        "standing": "Tall, the arms hanging.",
        "sitting": "Hips and knees bent by 90 degrees.",
        "lying": "On the back.",
        "face-down": "On the belly.",
        "side-lying": "On the right side; the left one is above.",
        "kneeling": "On the left knee, the right foot in front.",
        "all-fours": "On hands and knees.",
        "hanging": "The arms overhead, as on a bar.",
    },
    "prop.kind": {
        "box": "A box, step, bench or chair.",
        "wall": "A wall to lean against.",
        "doorway": "A frame to hold on to.",
        "bar": "A bar to hang from.",
        "band": "A band round two parts of the body: at and to.",
        "towel": "A towel from one part to another: at and to.",
        "ball": "A ball under or against a part.",
        "ice": "A pack of ice.",
        "arrow": "An arrow that points at a part.",
    },
    "course.suits": {
        "painful": "The hip hurts.",
        "tight": "The hip is stiff or tight.",
        "weak": "The hip is weak.",
        "well": "Nothing hurts, and it shall stay so.",
    },
    "check.unit": {
        "seconds": "How long it is held.",
        "reps": "How often it is done.",
        "0-10": "0 not at all … 10 without trouble.",
    },
    "card.moment": {
        "painkiller": "A painkiller was taken.",
        "amber-run": "A run was amber.",
        "first-amber": "A session was amber for the first time.",
        "running-opens": "Running is allowed from now on.",
        "first-drill": "The first drill stands in a plan.",
        "stiff-morning": "The morning was stiff.",
    },
    "session.pace": {"tempo": "The clock counts, hands-free.", "key": "You count each rep with Enter."},
    "look.motion": {"full": "Figures move.", "reduced": "Figures stand in the pose to be reached."},
    "look.contrast": {"normal": "The colours as they are.", "high": "Black and white, and the clearest colours."},
    "look.theme": {
        "dark": "Dark colours.",
        "light": "Light colours.",
        "terminal": "The colours of the terminal itself.",
    },
    "look.notify": {
        "here": "Where the coach runs on this machine.",
        "on": "Over SSH, too.",
        "off": "Never.",
    },
    "editor.complete": {
        "typing": "Offered as you type, and on Tab.",
        "tab": "Offered on Tab alone.",
        "off": "Nothing is offered; Tab indents.",
    },
    "sound.voice": {"ask": "Silent until the first session has asked.", "on": "It speaks.", "off": "It is silent."},
    "words": {
        "none": "Not a word.",
        "counts": "Counts alone.",
        "brief": "What comes, and counts.",
        "all": "How each exercise is done, too.",
    },
}
"""By the ending of a key's path (``lookup``), then by word. A word that is missing here is clear by itself."""
