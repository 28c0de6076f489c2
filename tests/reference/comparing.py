"""The coach and the reference beside each other: what both say of one case, and where they differ."""

import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from coach.cli import main

from .book import Book, Routine
from .case import Case, shrink
from .lights import is_record
from .rules_reference import Plan, in_order, plan, replay
from .story import Asked, RunAsked

Answer = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """One field that both give differently."""

    field: str
    reference: Any
    coach: Any

    def __str__(self) -> str:
        return f"{self.field}: the reference says {self.reference}, the coach {self.coach}"


@dataclass(frozen=True)
class Comparison:
    """Compares cases in one book; ``folder`` is for the history files, ``given`` the folder of routines."""

    book: Book
    folder: Path
    given: Path

    def differences(self, case: Case) -> list[Difference]:
        """Every field of the case in which the coach and the reference differ."""
        lights, answer = self.coach_says(case)
        expected = self.reference_says(case)
        found = [Difference("lights", expected.pop("lights"), lights)] if expected["lights"] != lights else []
        expected.pop("lights", None)
        return found + list(compare(expected, answer))

    def smallest(self, case: Case, field: str) -> Case:
        """The smallest case found that differs in this field."""
        kind = kind_of(field)
        return shrink(case, lambda other: any(kind_of(one.field) == kind for one in self.differences(other)))

    def coach_says(self, case: Case) -> tuple[list[list[Any]], Answer]:
        """The light of each record, and the plan, through the command line."""
        file = self.folder / "history.toml"
        file.write_text(case.as_toml())
        has_records = any(map(is_record, in_order(case.entries, case.at)))
        how = "--each" if has_records else "--json"
        words = ["simulate", case.routine, "--routines", str(self.given), "--history", str(file), how]
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main([*words, "--at", case.at.isoformat()])
        assert code == 0, f"{err.getvalue()}\n{case}"
        plans = [json.loads(line) for line in out.getvalue().splitlines()] if has_records else []
        lights = [[one["light"], one["provisional"]] for one in plans]
        return lights, plans[-1] if plans else json.loads(out.getvalue())

    def reference_says(self, case: Case) -> Answer:
        """The same shape, as far as the reference goes; a list of rows where any of them may be named."""
        entries = in_order(case.entries, case.at)
        story = replay(self.book, case.start, entries, case.at, case.check_in)
        made = plan(self.book, case.start, case.entries, case.check_in, case.routine, case.at)
        lights = [[past.light.name, past.light.provisional] for past in story.records if past.light]
        return {"lights": lights, **shape(made, self.book[case.routine])}


def kind_of(field: str) -> str:
    """A field without the number of its step."""
    return field.rpartition("]")[2]


def shape(made: Plan, routine: Routine) -> Answer:
    """What a plan comes to as JSON, as far as RULES says it."""
    gate = made.gate
    answer: Answer = {
        "phase": made.phase,
        "light": made.light,
        "provisional": made.provisional,
        "locked": gate is not None and gate.row == 1,
        "notice": made.notice,
        "see_clinician": made.see_clinician,
        "run": run_shape(made.run),
    }
    if routine.kind == "run":
        return answer
    answer |= {"allowed": gate is None, "instead": gate.instead if gate else None}
    answer["earliest"] = gate.earliest if gate else None
    answer["steps"] = [step_shape(asked) for asked in made.steps]
    return answer | ({"rule": [gate.row]} if gate else {})


def step_shape(asked: Asked) -> Answer:
    """One step; "`change` compares with the held level; "out" has sets 0 and null dose"."""
    dose, held = asked.dose, asked.step.ladder[asked.held]
    change = "out" if dose is None else "up" if asked.up else "same" if dose == held else "down"
    resistance = asked.step.resistance[dose.rung] if dose and asked.step.resistance else None
    return {
        "exercise": asked.step.exercise,
        "sets": dose.sets if dose else 0,
        "hold_s": dose.hold_s if dose else None,
        "reps": dose.reps if dose else None,
        "max": bool(dose and dose.max),
        "resistance": resistance,
        "change": change,
        "rule": sorted(asked.rows) or [13],
    }


def run_shape(run: RunAsked) -> Answer:
    """The run part; its dose only where it is allowed and planned."""
    answer: Answer = {"allowed": run.allowed, "stage": run.stage, "earliest": run.earliest}
    if run.allowed and run.stage:
        answer |= {"run_s": run.run_s, "walk_s": run.walk_s, "reps": run.reps}
    return answer


def compare(expected: Answer, answer: Answer, where: str = "") -> list[Difference]:
    """The fields of the reference that the coach gives differently."""
    found: list[Difference] = []
    for key, value in expected.items():
        said = answer[key]
        if isinstance(value, dict):
            found += compare(value, said, f"{where}{key}.")
        elif key == "steps":
            found += compare_steps(value, said)
        elif not same(key)(value, said):
            found.append(Difference(where + key, value, said))
    return found


def compare_steps(expected: list[Answer], said: list[Answer]) -> list[Difference]:
    if len(expected) != len(said):
        return [Difference("steps", len(expected), len(said))]
    found: list[Difference] = []
    for number, (one, other) in enumerate(zip(expected, said, strict=True)):
        found += compare(one, other, f"steps[{number}].")
    return found


def same(key: str) -> Callable[[Any, Any], bool]:
    """How two values of a key are told to be the same: rows as one of several, moments whatever their offset."""
    if key == "rule":
        return lambda rows, said: said in rows
    if key == "earliest":
        return lambda moment, said: moment == (datetime.fromisoformat(said) if said else None)
    return lambda value, said: bool(value == said)
