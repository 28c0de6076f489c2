"""What the keys of stages, of a routine that extends another, and of caps mean: a part of ``key_docs``."""

from collections.abc import Mapping

ROUTINE_MEANINGS: Mapping[str, str] = {
    "routine.stage": "The stages of a programme of runs, one [[stage]] after the other. With them, steps may be left "
    "out: then it begins and ends with five minutes of walking.",
    "stage.name": "What you call the stage; without it, its number alone.",
    "stage.intervals": 'How long you run, and how long you walk after it, as in [["1:30", "1:30"], ["3 min", 0]].',
    "stage.times": "How often all of its intervals are done; without it once.",
    "routine.extends": "The id of the routine that this one is made of: what is not written here is as it is there. At "
    "most 3 deep; its kind cannot change.",
    "routine.leave_out": 'Steps of it that are not done, as ["boat"]: every place of an exercise; "plank#2" is one.',
    "routine.change": 'Steps of it that are other here, as in [change.plank]; its second place is [change."plank#2"].',
    "step.after": "Where this routine extends another: the step that it comes after. Without it, it comes last.",
    "run.routine": "The id of the programme that its stage is of; without it the return to running.",
}

CAPS_MEANINGS: Mapping[str, str] = {
    "caps.phase": "Routines that begin in a later phase wait.",
    "caps.run_stage": "The last stage of the return to running; of other programmes, as many minutes of it.",
    "caps.strength_days": "The least days from one session that builds strength to the next, whatever the routine.",
    "caps.every": "The most of every exercise.",
    "caps.exercise": "The most of one exercise, by its id: [exercise.plank]. The lower of both counts.",
    "caps.adapt": "The pain at which a session of any routine counts as amber or red, at the latest.",
    "caps.sets": "Sets, on each side.",
    "caps.reps": "Reps of a set.",
    "caps.hold": "Seconds of a hold; as long as form lasts becomes so long, too.",
    "caps.rungs": "Rungs of resistance that may be used; 1 is the lightest alone.",
}
