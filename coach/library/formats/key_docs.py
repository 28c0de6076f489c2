"""What every key of every file means, in one place: the JSON Schema and the tables in docs/ are made from it.

A key is looked up by its path from the kind of file on, the longest ending first (``step.hold`` before ``hold``); then
by the kind of file and its own name (``history.note``).
"""

from collections.abc import Mapping, Sequence

from coach.library.formats.meanings.weeks import COURSE, MEASURE

_SHARED: Mapping[str, str] = {
    "format": "How the file is to be read: always 1.",
    "id": "The file's own name without .toml: small letters, digits and single hyphens.",
    "name": "What you see on the screen.",
    "sources": 'Where it comes from, such as ["S1"] or ["my physio"].',
    "from": "Where you begin.",
    "to": "The most it ever grows to.",
    "step": "How much one step up adds.",
    "easier": "The exercise that the easier key offers; the coach offers it too when something hurts.",
    "harder": "The exercise to browse to next; nothing ever takes you there by itself.",
}

_ROUTINE: Mapping[str, str] = {
    "routine.about": "What it is for, in one line.",
    "routine.kind": "What sort of session it is; a session of kind run follows the stages of return to running.",
    "routine.phases": "The phases it is for; without it, recovery and maintenance. Add acute only for what is right "
    "while it still hurts.",
    "routine.every_days": "The least days from one session to the next; without it 2 for strength, else 1.",
    "routine.suggest": "false: Home never proposes it; you start it when the moment comes, as before a run.",
    "routine.step": "What is done, one [[step]] after the other, from top to bottom.",
    "routine.adapt": "Moves the pain at which a session of this routine counts as amber or red.",
    "routine.exercise": "Exercises of your own, inside the routine: [exercise.my-move].",
    "step.exercise": "The id of an exercise: yours, or one of coach exercises.",
    "step.priority": "When time is short: 1 is kept longest, 9 goes first; without it 5.",
    "adapt.amber_from": "The pain, 0 to 10, from which a session is amber; without it 4.",
    "adapt.red_from": "The pain, 0 to 10, from which a session is red; above amber_from; without it 6.",
}

_DOSE: Mapping[str, str] = {
    "hold": 'Seconds to hold: a number, or a range that green sessions climb; "max" counts up for as long as your form '
    "lasts. Per side.",
    "reps": "How many times: a number, or a range that green sessions climb by 2. Per side. With hold as well, each "
    "rep is held that long.",
    "sets": "How many rounds, on each side; a number or a range; without it 1.",
    "rest": "Seconds of rest after each set; without it 20.",
    "tempo": "Seconds up, hold and down. Paces and counts the reps, so that your hands are free; without it [2, 1, 2].",
    "resistance": 'Rungs from light to hard, such as ["no band", "light band"]: the last thing to grow. A step that '
    "writes none has none, whatever its exercise could take.",
    "floor": "The least that a lighter day leaves, of reps where there are reps, else of seconds; without it 5 reps, "
    "10 seconds.",
    "hold.step": "Seconds that one step up adds; without it 5.",
    "reps.step": "Reps that one step up adds; without it 2.",
    "sets.step": "Sets that one step up adds: sets always grow one by one.",
}

_EXERCISE: Mapping[str, str] = {
    "exercise.kind": "What it is for. After a red session drills rest; strength brings them back.",
    "exercise.sides": "each: all sets on one side, then the other. alternate: left, right, left. both: no sides. "
    "Without it both.",
    "exercise.dose": "How much, where a routine's step does not say: hold or reps, and the other keys of a dose.",
    "exercise.muscles": "What works, or is stretched.",
    "exercise.needs": 'The kit, such as ["mat", "light band"]; a session without it leaves the exercise out.',
    "exercise.positions": "How your body is, for those who avoid some positions; without it, as you like.",
    "exercise.loads_hip_flexors": "true: the hip flexors lift or hold a load, so it rests after a red session.",
    "exercise.why": "What it is for, in a sentence: on its card, and said once when it is new to you.",
    "exercise.why_sources": "Where that sentence comes from; without it, the exercise's own sources.",
    "exercise.steps": "How it is done: short orders, one after the other.",
    "exercise.say": "What the voice says before a set once you know the exercise, in place of all its steps.",
    "exercise.feel": "Where you should feel it, and how.",
    "exercise.faults": "What often goes wrong, each with what to do about it.",
    "exercise.cautions": "When to stop, and who should ask first.",
    "exercise.figure": "How it looks: poses by joint angles, drawn and moved by the coach.",
}

_JOINT = "Degrees, 0 is standing tall: "
_FIGURE: Mapping[str, str] = {
    "figure.view": "Where you look from; without it side.",
    "figure.anchor": "The part of the body that stays where it is; without it right_foot.",
    "figure.cycle": "true: after the last pose comes the first, as in walking; else the way back is the way there.",
    "figure.hangs": "true: the anchor stays at its height too, as on a bar.",
    "figure.swing": "Degrees that the eye is moved around the body.",
    "figure.above": "Degrees that the eye is raised.",
    "figure.bones": "true: the body is drawn as its bones.",
    "figure.close_up": "true: of the bones, only those from the lowest ribs to the thighs.",
    "figure.muscle": "A muscle on the bones, each [[figure.muscle]]: it shortens and lengthens as the joints move.",
    "muscle.from": "Where it begins on the bones: one place or more.",
    "muscle.through": "The places that it passes, in their order.",
    "muscle.to": "Where it ends.",
    "muscle.side": "The side that has it; without it, both.",
    "figure.pose": "One pose after the other, each [[figure.pose]]; one alone stands still.",
    "figure.prop": "Things beside the body, each [[figure.prop]].",
    "pose.base": "The pose to start from, so that only what differs need be written; without it, the pose before.",
    "pose.seconds": "Seconds to get here from the pose before; without it 1.",
    "pose.both": "The joints of both sides, as in { hip = 90, knee = 90 }.",
    "pose.left": "The joints of the left side, the one at work.",
    "pose.right": "The joints of the right side.",
    "lean": _JOINT + "90 is face down, -90 on the back.",
    "tilt": _JOINT + "90 is lying on the left side.",
    "turn": _JOINT + "the whole body about the upright, to its left.",
    "twist": _JOINT + "the chest against the hips, to the left.",
    "bend": _JOINT + "the upper back rounded; negative arched.",
    "neck": _JOINT + "chin to the chest; negative looking up.",
    "hip": _JOINT + "the thigh forward and up; negative behind.",
    "hip_out": _JOINT + "the thigh away from the middle.",
    "hip_turn": _JOINT + "the knee turned outward.",
    "knee": _JOINT + "bent, heel to the buttock.",
    "ankle": _JOINT + "toes up; negative pointed.",
    "shoulder": _JOINT + "the arm forward and up, 180 overhead; negative behind.",
    "shoulder_out": _JOINT + "the arm away from the middle.",
    "shoulder_turn": _JOINT + "the arm turned outward.",
    "elbow": _JOINT + "bent, hand to the shoulder.",
    "prop.kind": "What it is.",
    "prop.at": "The part of the body that it is at, or that an arrow points at.",
    "prop.to": "The part of the body that a band or towel goes to.",
    "prop.x": "How far in front of that part, in hundredths of the body's height; of an arrow's tip, in the picture.",
    "prop.y": "How far above the ground, in hundredths of the body's height; of an arrow's tip, above that part.",
    "prop.width": "In hundredths of the body's height; of an arrow, its length.",
    "prop.height": "In hundredths of the body's height.",
}

_LESSONS: Mapping[str, str] = {
    "lessons.name": "What its cards are about: their heading in Learn.",
    "lessons.order": "Where its cards stand among the others, 1 first; without it 50.",
    "lessons.card": "One idea to read, each [[card]].",
    "lessons.question": "One question of the quiz, each [[question]].",
    "card.id": "The card's own id; a card of the same id in a lower layer is replaced.",
    "card.title": "What it is called.",
    "card.says": "Its paragraphs; with differs at most 120 words.",
    "card.differs": "Where the sources disagree, and how: it is told, too.",
    "card.moment": "When the coach offers it by itself, if it was not read yet.",
    "card.figure": "How it looks: as an exercise's figure, with bones and muscles if you like.",
    "question.id": "The question's own id; a question of the same id in a lower layer is replaced.",
    "question.asks": "The question; or a statement that is true or false.",
    "question.answers": "Two to five answers to choose from; without it, true and false.",
    "question.right": "true or false; where there are answers, the number of the right one.",
    "question.explains": "What is told after any answer, right or wrong.",
    "question.differs": "Where the sources disagree about it.",
    "question.card": "The id of the card that has more.",
}

_SETTINGS: Mapping[str, str] = {
    "settings.session": "How a session runs.",
    "settings.look": "How it looks.",
    "settings.profile": "Who you train with.",
    "settings.sound": "What it sounds like.",
    "session.get_ready": "Seconds to get into position before a step; without it 10.",
    "session.switch": "Seconds to change sides; without it 5.",
    "session.pace": "tempo: reps are counted by the clock. key: you count each one. Without it tempo.",
    "session.rest": "Percent of the rests that the routine gives; without it 100.",
    "session.explain": "Whether an exercise is told in full the first two times; without it true.",
    "look.theme": "Dark or light colours; without it dark.",
    "look.contrast": "high: plain black and white, and the clearest colours. Without it normal.",
    "look.units": "How distances and paces are shown, and read where no unit is typed: metric or imperial. "
    "Without it metric.",
    "look.motion": "reduced: figures stand in the pose to be reached. Without it full.",
    "sound.voice": "Whether the coach speaks, by the system's voice. ask: silent until the first session has asked.",
    "sound.bell": "Whether the terminal's bell rings; without it false.",
    "sound.words": "How much is spoken: none, counts alone, brief, or all. Without it brief.",
    "sound.command": "Your own voice in place of the system's: a program and its arguments; {text} is what to say.",
    "sound.table": "What sounds at which moment; moments that are not here stay as they are.",
    "settings.bell": "How often the bell rings.",
    "settings.say": "From which volume of words on something is said.",
    "table.get-ready": "Before a set.",
    "table.work": "A set begins.",
    "table.switch": "The other side comes.",
    "table.rest": "A rest begins.",
    "table.halfway": "Half of a hold has passed.",
    "table.count": "Three, two, one.",
    "table.rep": "A rep begins, or is counted.",
    "table.tempo": "Up, hold and down within a rep.",
    "table.set-done": "A set ends.",
    "table.paused": "The clock stands.",
    "table.go-on": "The clock runs again.",
    "table.longer": "Ten seconds more.",
    "table.easier": "The easier variant from here.",
    "table.end": "The session is over.",
    "profile.group": "The id of your group on this machine: its routines stand beside the system's.",
}

_PAIN = ", 0 to 10."
_HISTORY: Mapping[str, str] = {
    "history.session": "A session of a routine.",
    "history.run": "A run of the return to running.",
    "history.walk": "A walk.",
    "history.activity": "Cross-training.",
    "history.event": "Something that changes what the coach may do.",
    "history.start": "What was said at first.",
    "history.check_in": "What is answered before the next session; for coach simulate only.",
    "history.session.routine": "The id of the routine.",
    "session.a_day": "true: a break that a course asks for so often a day; nothing is asked, and nothing counts it.",
    "session.step": "What was done of each exercise, side by side.",
    "start.phase": "The phase to start in.",
    "start.usual_morning": "The pain of a usual morning" + _PAIN,
    "start.run_minutes": "Minutes of running you do now without this pain, during it and the morning after. "
    "Without it: not at present.",
    "start.runs_per_week": "How many such runs a week; without it 1.",
    "start.own_runs": "true: you have no complaint, and your runs are your own: judged, never planned.",
    "history.profile": "What was said in coach profile; no part of the rules.",
    "history.learned": "What was read and answered in Learn; no part of the rules.",
    "learned.read": "The ids of the cards that were read.",
    "learned.passed": "The ids of the cards that were offered, and not read then.",
    "learned.right": "The ids of the questions whose last answer was right.",
    "learned.missed": "The ids of the questions whose last answer was not.",
    "profile.site": "Where it hurts.",
    "profile.side": "On which side it hurts.",
    "profile.since": "About when it began: a year, or a month such as 2026-09.",
    "profile.avoid": "Positions and kit to be swapped by themselves.",
    "profile.not_at_hand": "Kit that is not there now.",
    "profile.training_days": "The days of the week for training; without it any.",
    "profile.run_days": "The days of the week for running.",
    "profile.minutes": "The time there usually is, in minutes.",
    "profile.concern": "What brings you: a course says whom it suits.",
    "profile.days_a_week": "How many days a week you mean to do something.",
    "history.at": "When it began, with its zone, as 2026-11-01T07:30:00Z.",
    "history.id": "The record's own id, made by the coach: importing twice changes nothing.",
    "history.note": "Anything in your own words.",
    "before": "Pain before" + _PAIN,
    "worst": "The worst pain during" + _PAIN,
    "after": "Pain right after" + _PAIN,
    "morning": "Pain the next morning" + _PAIN,
    "recalled": "true: the morning was answered more than 36 hours later.",
    "quality": "What the pain was like.",
    "gait_changed": "Whether pain changed how you move.",
    "effort": "How hard it was, 0 to 10.",
    "painful": 'The exercises that hurt, such as ["bridge-march:left"].',
    "painkiller": "Whether a painkiller was taken within 6 hours.",
    "sharp": "Whether the pain was sharp at the check-in.",
    "limp": "Whether you limped.",
    "red_flags": "The ids of the warning signs that were ticked.",
    "daily_life_pain_free": "Whether everyday life was free of pain.",
    "soreness": "Sore muscles, 0 to 10; noted, and no part of the rules.",
    "elsewhere": "Pain elsewhere, 0 to 10; noted, and no part of the rules.",
    "profile.matters": "What matters to you and is hard now: up to three things, in your own words.",
    "iced_minutes_ago": "Minutes since you iced.",
    "done": "The share that was done, 0 to 1.",
    "stopped": "Why it ended early.",
    "stage": "The stage of the return to running.",
    "run_s": "Seconds run in all.",
    "walk_s": "Seconds walked in all.",
    "minutes": "How long it was.",
    "distance_m": "How far it was, in metres; noted, and no part of the rules.",
    "activity.kind": "swim, bike, elliptical, stairs, skate, dance, or any other word.",
    "event.kind": "What happened.",
    "event.flags": "The ids of the warning signs.",
    "event.phase": "The phase from now on.",
    "event.course": "The id of the course from now on; empty: none.",
    "event.block": "The block to be in from now on; without it, the first that is open.",
    "event.until": "A day, such as 2026-12-09: of a pause, the first of training again; of a course, so long the "
    "block stays.",
    "session.step.exercise": "The id of the exercise that was asked for.",
    "session.step.side": "The side, where there are sides.",
    "session.step.sets": "Sets done.",
    "session.step.reps": "Reps done a set.",
    "session.step.hold_s": "Seconds held a set.",
    "session.step.resistance": "The resistance it was done with.",
    "session.step.pain": "Pain in it, as told by the hurts key" + _PAIN,
    "session.step.quality": "What that pain was like, as told by the hurts key.",
    "session.step.stopped_for_pain": "Whether it was ended because it hurt.",
    "session.step.swapped": "The exercise that was done in its place.",
    "session.step.eased": "The easier exercise that was done.",
    "session.step.trimmed": "Whether it was shortened for time or kit.",
}

_CAPS: Mapping[str, str] = {
    "caps.phase": "Routines that begin in a later phase wait.",
    "caps.run_stage": "The last stage of the return to running.",
    "caps.strength_days": "The least days from one session that builds strength to the next, whatever the routine.",
    "caps.every": "The most of every exercise.",
    "caps.exercise": "The most of one exercise, by its id: [exercise.plank]. The lower of both counts.",
    "caps.adapt": "The pain at which a session of any routine counts as amber or red, at the latest.",
    "caps.sets": "Sets, on each side.",
    "caps.reps": "Reps of a set.",
    "caps.hold": "Seconds of a hold; as long as form lasts becomes so long, too.",
    "caps.rungs": "Rungs of resistance that may be used; 1 is the lightest alone.",
}

MEANINGS: Mapping[str, str] = {
    **_CAPS, **_LESSONS, **_SHARED, **_ROUTINE, **COURSE, **MEASURE, **_DOSE, **_EXERCISE, **_FIGURE,
    **_SETTINGS, **_HISTORY,
}  # fmt: skip


def meaning(path: Sequence[str]) -> str:
    """What the key at this path means; empty where nobody has said it yet (a test says which)."""
    endings = [".".join(path[start:]) for start in range(len(path) - 1)]
    for words in (*endings, f"{path[0]}.{path[-1]}", path[-1]):
        if words in MEANINGS:
            return MEANINGS[words]
    return ""
