"""Descriptions of the keys of a routine, its steps, rounds, stages and doses, and of caps: a part of ``key_docs``."""

from collections.abc import Mapping

ROUTINE: Mapping[str, str] = {
    "routine.about": "What it is for, in one line.",
    "routine.kind": "What sort of session it is. run: its [[stage]] tables say how long you run; without them, the "
    "return to running does.",
    "routine.phases": "The phases it is for; without it, recovery and maintenance. Add acute only for what is right "
    "while it still hurts.",
    "routine.every_days": "The least days from one session to the next; without it 2 for strength, else 1.",
    "routine.suggest": "false: Home never proposes it; you start it when the moment comes, as before a run.",
    "routine.step": "What is done, one [[step]] after the other, from top to bottom.",
    "routine.round": 'Steps done in turn, as in [round.a]: they name it by round = "a".',
    "routine.say_first": "Said and shown before the routine begins.",
    "routine.say_last": "Said and shown when it is done.",
    "routine.adapt": "Moves the pain at which a session of this routine counts as amber or red.",
    "routine.exercise": "Exercises of your own, inside the routine: [exercise.my-move].",
    "step.exercise": "The id of an exercise: yours, or one of coach exercises.",
    "step.round": 'The round that it is done in, in turn with its neighbours: of [round.a], "a". In place of sets.',
    "step.side": "The side that it is done on; complaint: the one that hurts, as your profile says. Without it both.",
    "step.left": "What of the dose is other on the left side, as in { sets = 3 }: then each side has its own level.",
    "step.right": "The same of the right side.",
    "step.part": "What it belongs to; done in this order. Without it main.",
    "step.note": "One thing to mind: said and shown before it, and again in its rests.",
    "step.rest": "Seconds of rest after each set, and to the next step; without it 20.",
    "step.priority": "When time is short: 1 is kept longest, 9 goes first; without it 5, of a warm-up or cool-down 1.",
    "round.times": "How many rounds: a number, or a range that each step climbs as it climbs sets.",
    "round.rest": "Seconds from one round to the next; without it 60.",
    "times.step": "Rounds that one step up adds: they always grow one by one.",
    "adapt.amber_from": "The pain, 0 to 10, from which a session is amber; without it 4.",
    "adapt.red_from": "The pain, 0 to 10, from which a session is red; above amber_from; without it 6.",
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

DOSE: Mapping[str, str] = {
    "hold": 'Seconds to hold: a number, or a range that green sessions climb; "max" counts up for as long as your form '
    "lasts. Per side.",
    "reps": "How many times: a number, or a range that green sessions climb by 2. Per side. With hold as well, each "
    "rep is held that long.",
    "sets": "How many sets, on each side; a number or a range; without it 1.",
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


CAPS: Mapping[str, str] = {
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
