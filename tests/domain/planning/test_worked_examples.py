"""All twelve worked examples of the rules, as a table for a physiotherapist (RULES, "Worked examples").

A record is a line: its day, then "B1 D2 A1 M1" for pain before, worst during, right after and the next morning, and
what else was said. Sessions are finished whole, with effort 5. Times of day are all the same.

The routine: a plank of 30 to 45 s, a bridge of 10 to 12 reps, three sets of ten squats; none loads the hip flexors, and
every phase has it. Ten or twelve bridges grow by a band.
"""

import re
from dataclasses import dataclass
from typing import Any

import pytest

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.plan import Change, Plan
from coach.domain.planning.reasons import dose_in_words
from coach.domain.records.entries import CheckIn, Entry, Quality

from ..builders import START, at, hold, house, planned, ready_to_run, reps, routine, run, session, walk


@dataclass(frozen=True, slots=True)
class Example:
    """What happened, when the plan is seen (with what the runner says then), and what the plan must say."""

    name: str
    happened: tuple[str, ...]
    seen: str
    plan: tuple[str, ...]
    routine: str = "example"


CALM = "B1 D2 A1 M1"
EXAMPLES = (
    Example(
        "1: two calm sessions: a step up, on two exercises at most",
        (f"day 0: {CALM}", f"day 3: {CALM}"),
        "day 6",
        ("green", "plank 1 × 35 s, up", "bridge 1 × 12 reps, up", "squat 3 × 10 reps, same"),
    ),
    Example(
        "2: the first such session: hold",
        (f"day 0: {CALM}",),
        "day 3",
        ("green", "plank 1 × 30 s, same", "bridge 1 × 10 reps, same", "squat 3 × 10 reps, same"),
    ),
    Example(
        "3: amber by the band and the rise: a fifth less of what hurt",
        ("day 0: B2 D4 A3 M2, bridge painful",),
        "day 3",
        ("amber", "recovery", "plank 1 × 30 s, same", "bridge 1 × 8 reps, down", "squat 3 × 10 reps, same"),
    ),
    Example(
        "4: green becomes red in the morning: all of it cut",
        ("day 0: B1 D2 A1 M4",),
        "day 3",
        ("red", "recovery", "plank 1 × 21 s, down", "bridge 1 × 7 reps, down", "squat 1 × 7 reps, down"),
    ),
    Example(
        "4, before the morning is known: green so far, hold",
        ("day 0: B1 D2 A1",),
        "day 0.5",
        ("green so far", "bridge 1 × 10 reps, same", "squat 3 × 10 reps, same"),
    ),
    Example(
        "5: little pain, but catching: red, acute",
        (f"day 0: {CALM}, catching",),
        "day 3",
        ("red", "acute", "bridge 1 × 7 reps, down"),
    ),
    Example(
        "6: worst 6, dull: no training for 48 h, and acute",
        ("day 0: B1 D6 A1 M1, dull, bridge painful",),
        "day 1.9",
        ("red", "acute", "not allowed by row 3, instead acute-relief, from day 2"),
    ),
    Example(
        "6, after 48 h: what hurt is out, the rest is cut",
        ("day 0: B1 D6 A1 M1, dull, bridge painful",),
        "day 2",
        ("red", "acute", "bridge out", "plank 1 × 21 s, down", "squat 1 × 7 reps, down"),
    ),
    Example(
        "6, one session later: still out",
        ("day 0: B1 D6 A1 M1, dull, bridge painful", "day 3: B0 D0 A0 M0"),
        "day 5",
        ("green", "bridge out", "squat 3 × 10 reps, same"),
    ),
    Example(
        "6, two sessions later: back, cut",
        ("day 0: B1 D6 A1 M1, dull, bridge painful", "day 3: B0 D0 A0 M0", "day 5: B0 D0 A0 M0"),
        "day 7",
        ("green", "bridge 1 × 7 reps, down", "squat 3 × 10 reps, same"),
    ),
    Example(
        "7: pain 5 at the next check-in: not this",
        (f"day 0: {CALM}",),
        "day 3, B5",
        ("not allowed by row 5, instead rescue",),
    ),
    Example(
        "7, the rescue routine: half its sets",
        (f"day 0: {CALM}",),
        "day 3, B5",
        ("clam 1 × 10 reps, down", "bridge 1 × 10 reps, down", "march 1 × 6 reps, same"),
        routine="rescue",
    ),
    Example(
        "8: an amber run: the same stage again",
        ("past the entry", "day 6: run stage 3, B1 D2 A1 M1, dull"),
        "day 8",
        ("amber", "run of stage 3"),
    ),
    Example(
        "8, then two calm runs, with their mornings: one stage up after 7 days",
        (
            "past the entry",
            "day 6: run stage 3, B1 D2 A1 M1, dull",
            "day 8: run, B1 D0 A0 M1",
            "day 10: run, B1 D0 A0 M1",
        ),
        "day 13",
        ("green", "run of stage 4"),
    ),
    Example(
        "8, a morning not told: stage 3 still",
        (
            "past the entry",
            "day 6: run stage 3, B1 D2 A1 M1, dull",
            "day 8: run, B1 D0 A0 M1",
            "day 10: run, B1 D0 A0",
        ),
        "day 13",
        ("green so far", "run of stage 3"),
    ),
    Example(
        "9: a run that changed the gait: red, suspended",
        ("past the entry", "day 6: run stage 5, B1 D1 A0 M1, gait changed"),
        "day 9",
        ("red", "acute", "no run"),
    ),
    Example(
        "9, recovered, but without the entry anew: no run",
        (
            "past the entry",
            "day 6: run stage 5, B1 D1 A0 M1, gait changed",
            "day 8: B1 D0 A0 M1",
            "day 10: B1 D0 A0 M1",
            "day 12: B1 D0 A0 M1",
        ),
        "day 14",
        ("green", "recovery", "no run"),
    ),
    Example(
        "9, with the entry anew: one stage back",
        (
            "past the entry",
            "day 6: run stage 5, B1 D1 A0 M1, gait changed",
            "day 8: B1 D0 A0 M1",
            "day 9: walk, B1 M1",
            "day 10: B1 D0 A0 M1",
            "day 11: walk, B1 M1",
            "day 12: B1 D0 A0 M1",
        ),
        "day 14",
        ("green", "recovery", "run of stage 4"),
    ),
    Example(
        "10: at the top, the last step 2 sessions ago: hold",
        tuple(f"day {day}: {CALM}" for day in (0, 3, 6, 9)),
        "day 12",
        ("green", "bridge 1 × 12 reps, no band, same"),
        routine="band",
    ),
    Example(
        "10, the last step 3 sessions ago, on its turn: one rung of resistance, reps from the start",
        tuple(f"day {day}: {CALM}" for day in (0, 3, 6, 9, 12)),
        "day 15",
        ("green", "bridge 1 × 10 reps, light band, up"),
        routine="band",
    ),
    Example(
        "11: a red flag ticked before the session: locked, whatever the pain",
        ("day 0: B0 D0 A0 M0",),
        "day 3, B0, saddle-numbness",
        ("locked: emergency", "no run"),
    ),
    Example(
        "11, ticked in a record: locked from then on",
        ("day 0: B0 D0 A0 M0, saddle-numbness", "day 3: B0 D0 A0 M0"),
        "day 60",
        ("locked: emergency", "no run"),
    ),
    Example(
        "12: two calm sessions, the last morning not told: hold",
        (f"day 0: {CALM}", "day 3: B1 D2 A1"),
        "day 6",
        ("green so far", "plank 1 × 30 s, same", "bridge 1 × 10 reps, same", "squat 3 × 10 reps, same"),
    ),
    Example(
        "12, two levels above the start",
        tuple(f"day {day}: {CALM}" for day in (0, 3, 6, 9, 12)),
        "day 15",
        ("bridge 1 × 14 reps, same",),
        routine="bridges",
    ),
    Example(
        "12, not done for 18 days: two steps down",
        tuple(f"day {day}: {CALM}" for day in (0, 3, 6, 9, 12)),
        "day 30",
        ("bridge 1 × 10 reps, down",),
        routine="bridges",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_worked_example(example: Example) -> None:
    records = [entry for words in example.happened for entry in entries(words, example.routine)]
    seen, *answers = example.seen.removeprefix("day ").split(", ")
    made = planned(known(), records, example.routine, day=float(seen), check_in=CheckIn(**_answers(answers)))
    assert set(example.plan) <= described(made)


def test_every_example_is_there() -> None:
    assert {int(re.split(r"[:,]", example.name)[0]) for example in EXAMPLES} == set(range(1, 13))


# --- the table's language ---------------------------------------------------------------------------------------------


def known() -> Catalogue:
    example = [("plank", hold(30, 45)), ("bridge", reps(10, 12)), ("squat", reps(10, 12, sets=(3, 3)))]
    return house(
        routine("example", example),
        routine("band", [("bridge", reps(10, 12, resistance=("no band", "light band")))]),
        routine("bridges", [("bridge", reps(10, 20))]),
    )


def entries(words: str, name: str) -> list[Entry]:
    """A line of the table as entries. What is not said is not answered."""
    if words == "past the entry":
        return ready_to_run()
    day, said = words.removeprefix("day ").split(": ")
    kind, *rest = said.split(", ")
    unanswered = dict.fromkeys(("before", "worst", "after", "morning"))
    if kind == "walk":
        return [walk(float(day), **unanswered | _answers(rest))]
    if kind.startswith("run"):
        stage = kind.removeprefix("run").removeprefix(" stage ")
        return [run(float(day), stage=int(stage) if stage else None, **unanswered | _answers(rest))]
    return [session(float(day), name=name, **unanswered | _answers([kind, *rest]))]


PAINS = {"B": "before", "D": "worst", "A": "after", "M": "morning"}


def _answers(said: list[str]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for words in said:
        if re.fullmatch(r"[BDAM]\d+( [BDAM]\d+)*", words):
            answers |= {PAINS[pain[0]]: int(pain[1:]) for pain in words.split()}
        elif words == "gait changed":
            answers["gait_changed"] = True
        elif words.endswith(" painful"):
            answers["painful"] = (words.removesuffix(" painful"),)
        elif words == "saddle-numbness":
            answers["red_flags"] = (words,)
        else:
            answers["quality"] = Quality(words)
    return answers


def described(made: Plan) -> set[str]:
    """A plan in the words of the table."""
    facts = {f"{made.light} so far" if made.provisional else f"{made.light}", f"{made.phase}"}
    if made.locked:
        facts.add(f"locked: {made.notice}")
    elif not made.allowed:
        instead = f", instead {made.instead}" if made.instead else ""
        wait = f", from day {(made.earliest - START) / (at(1) - START):g}" if made.earliest else ""
        facts.add(f"not allowed by row {made.rule}{instead}{wait}")
    for step in made.steps:
        if step.change is Change.OUT or step.dose is None:
            facts.add(f"{step.exercise.id} out")
        else:
            facts.add(f"{step.exercise.id} {dose_in_words(step.prescription, step.dose)}, {step.change}")
    assert made.run is not None
    facts.add(f"run of stage {made.run.stage}" if made.run.allowed else "no run")
    return facts
