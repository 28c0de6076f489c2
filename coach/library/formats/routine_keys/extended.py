"""Merges a routine with the one that it extends, its base: leaves out, changes and adds steps.

A draft merged in this way is called whole. Left out: reading its keys (``extension``), which routine its base is
(``shelf.routines``), and saying what it changes (``change_words``).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from coach.library.formats.routine_file import RoutineDraft, names_in
from coach.library.formats.routine_keys.extension import Changed
from coach.library.formats.routine_keys.rounds import StepTable, in_round
from coach.library.formats.routine_keys.steps import check_steps
from coach.library.toml.checker import Problems, Table
from coach.library.toml.diagnostics import did_you_mean

BASE, PLACE, LEFT_OUT, DATA = "(base)", "(place)", "(left out)", "(data)"
"""Keys that no file has, in the values of a whole draft. Of a step: its values in the base; if it is left out while
another place of its exercise stays, the number of its place. Of a routine: the steps that were left out; its data as
TOML tables, except its steps.
"""

_OWN = frozenset(("extends", "leave_out", "change", "step", "id", "name"))


def made_whole(draft: RoutineDraft, base: RoutineDraft) -> RoutineDraft | None:
    """The draft merged with its base; None when something in it does not fit the base, which is reported."""
    before = draft.problems.errors
    kind, of_base = draft.values.get("kind"), base.values.get("kind")
    if kind is not None and kind is not of_base:
        draft.top.say(f'kind cannot change: "{base.id}" is of kind {of_base}; leave this line out', "kind")
    values = _merged(draft.values, base.values, base.id, draft.problems)
    check_steps(values, draft.problems)
    if draft.problems.errors > before:
        return None
    values[DATA] = _data_together(_data(base), draft.top.data)
    return replace(draft, values=values, names=names_in(values))


def data_of(whole: RoutineDraft) -> dict[str, Any]:
    """A whole draft as the TOML tables of a file that extends nothing."""
    steps = [{key: each for key, each in table.data.items() if key != "after"} for table, _ in whole.values["step"]]
    written = [step for step in steps if step]
    data = {**_data(whole), "id": whole.id, "name": whole.values["name"]}
    return {**data, "step": written} if written else data


def _data_together(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    data = {**base, **{key: value for key, value in own.items() if key not in _OWN}}
    rounds = {**base.get("round", {}), **own.get("round", {})}
    return {**data, "round": rounds} if rounds else data


def _data(draft: RoutineDraft) -> dict[str, Any]:
    data: Mapping[str, Any] = draft.values.get(DATA, draft.top.data)
    return {key: value for key, value in data.items() if key not in _OWN}


def _merged(values: Mapping[str, Any], base: Mapping[str, Any], base_name: str, problems: Problems) -> dict[str, Any]:
    """The values of the whole draft; what does not fit the base is reported."""
    steps = _Steps(base, base_name, problems)
    steps.change(values.get("change", {}), [name for _, name in values.get("leave_out", ())])
    left_out = steps.leave_out(values.get("leave_out", ()))
    steps.add(values.get("step", ()))
    whole = {
        **base,
        **{key: value for key, value in values.items() if key not in _OWN},
        "exercise": values.get("exercise", {}),
        "round": {**base.get("round", {}), **values.get("round", {})},
    }
    whole |= {key: values[key] for key in ("id", "extends") if key in values}
    whole["name"] = values.get("name") or f"{base.get('name', '')} ({values.get('id', '')})"
    if not steps.placed:
        problems.add(("leave_out",), f"nothing is left of {base_name}: leave fewer steps out, or add one")
    return {**whole, "step": steps.placed, LEFT_OUT: left_out}


class _Steps:
    """The steps of a base while changes are applied. A step's name is its exercise's id and place: ``plank#2``."""

    def __init__(self, base: Mapping[str, Any], base_name: str, problems: Problems) -> None:
        self._problems, self._base = problems, base_name
        self._names: list[str] = []
        self.placed: list[StepTable] = []
        for table, values in base.get("step", ()):
            exercise = values.get("exercise", "")
            place = sum(name.partition("#")[0] == exercise for name in self._names) + 1
            self._names.append(f"{exercise}#{place}")
            here = Table(table.data, problems, ("extends",), label=table.label, subject="exercise")
            self.placed.append((here, {**_without_base(values), BASE: in_round(values, base.get("round", {}))}))

    def change(self, changes: Mapping[str, Changed], leaving: Sequence[str]) -> None:
        """Apply the changes. ``leaving``: the names of steps to be left out; changes of these are only warned of."""
        gone = {at for name in leaving for at in self._places(name)}
        for name, (table, values) in changes.items():
            found = self._at(name, table.path, "to be changed")
            if found and gone.issuperset(found):
                message = f"{name} stands in leave_out, too, and is not done: take it out of there, or leave this out"
                self._problems.add(table.path, message, "warning")
            found = [at for at in found if at not in gone]
            if not found:
                continue
            if len(found) > 1:
                message = f'{name} has {len(found)} places: this is the first; the second is [change."{name}#2"]'
                self._problems.add(table.path, message, "warning")
            at = found[0]
            before, known = self.placed[at]
            made = _changed(known, values)
            data = {**{key: value for key, value in before.data.items() if key in made}, **table.data}
            self.placed[at] = (
                Table({"exercise": known.get("exercise"), **data}, table.problems, table.path, table.label),
                made,
            )

    def leave_out(self, names: Sequence[tuple[int, str]]) -> list[StepTable]:
        """Remove the named steps (each with its index in ``leave_out``) and return them."""
        gone = {at for index, name in names for at in self._at(name, ("leave_out", index), "to be left out")}
        stay = {_of(name) for at, name in enumerate(self._names) if at not in gone}
        out = [(self.placed[at][0], {**self.placed[at][1], **self._place(at, stay)}) for at in sorted(gone)]
        self.placed = [each for at, each in enumerate(self.placed) if at not in gone]
        self._names = [name for at, name in enumerate(self._names) if at not in gone]
        return out

    def add(self, steps: Sequence[StepTable]) -> None:
        """Insert new steps: each after the step that it names, behind earlier new ones there; else at the end."""
        behind: dict[str, int] = {}
        for table, written in steps:
            values = dict(written)
            name = values.pop("after", None)
            exercise = values.get("exercise", "")
            new = f"{exercise}#{sum(each.partition('#')[0] == exercise for each in self._names) + 1}"
            found = self._at(name, (*table.path, "after"), "after which it comes") if name else []
            at = found[0] + 1 + behind.get(self._names[found[0]], 0) if found else len(self.placed)
            if found:
                behind[self._names[found[0]]] = behind.get(self._names[found[0]], 0) + 1
            self.placed.insert(at, (table, values))
            self._names.insert(at, new)

    def _place(self, at: int, stay: Collection[str]) -> dict[str, int]:
        exercise, _, place = self._names[at].partition("#")
        return {PLACE: int(place)} if exercise in stay else {}

    def _places(self, name: str) -> list[int]:
        """The indexes of the steps with a name; without a place, of all steps of the exercise."""
        exercise, _, place = name.partition("#")
        wanted = f"{exercise}#{place}"
        return [at for at, each in enumerate(self._names) if each == wanted or (not place and _of(each) == exercise)]

    def _at(self, name: str, path: tuple[str | int, ...], wanted: str) -> list[int]:
        """The same; reports at ``path`` when there is none. ``wanted``: what for, such as ``to be changed``."""
        found = self._places(name)
        if not found:
            exercise = _of(name)
            known = list(dict.fromkeys(_of(each) for each in self._names))
            here = sum(_of(each) == exercise for each in self._names)
            why = did_you_mean(name, known) or f"; its steps are {', '.join(known)}"
            if here:
                why = f"; it has {exercise} {'once' if here == 1 else f'{here} times'}"
            self._problems.add(path, f'{self._base} has no step "{name}" {wanted}{why}')
        return found


def _of(name: str) -> str:
    return name.partition("#")[0]


def _without_base(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a step without those of its base."""
    return {key: value for key, value in values.items() if key != BASE}


def _changed(known: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a step with a change applied. If that has hold or reps, neither is inherited."""
    kept = dict(known)
    if "hold" in change or "reps" in change:
        counts_alike = ("reps" in change) == ("reps" in known) and bool({"hold", "reps"} & known.keys())
        for key in ("hold", "reps", *(() if counts_alike else ("floor",))):
            kept.pop(key, None)
    if "round" in change:
        kept.pop("sets", None)
    return {**kept, **change}
