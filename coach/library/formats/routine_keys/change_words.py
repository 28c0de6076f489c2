"""Describes in words what a routine changes in the one that it extends, and warns where that is unwise.

Left out: merging the two (``extended``).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from coach.domain.exercises.dose import Prescription, Range, reps_in_words
from coach.domain.exercises.exercise import Exercise
from coach.library.formats.dose_keys import prescription
from coach.library.formats.routine_keys.extended import BASE, LEFT_OUT, PLACE
from coach.library.formats.routine_keys.rounds import in_round
from coach.library.toml.checker import Problems

_TOLD = frozenset((BASE, "exercise", "hold", "reps", "sets", "rest", "tempo", "floor", "resistance"))
"""Keys of a step that are described as part of its dose, or not at all."""


def changes_in_words(values: Mapping[str, Any], exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """Each change in short: ``Plank: hold 10–20 s, not 20–30 s``; ``Without Boat``; ``New: Bridge, 2 × 10 reps, …``."""
    return tuple(_changes(values, exercises))


def _changes(values: Mapping[str, Any], exercises: Mapping[str, Exercise]) -> Iterator[str]:
    for _, step in values.get(LEFT_OUT, ()):
        place = f" (place {step[PLACE]})" if PLACE in step else ""
        yield f"Without {_name(step, exercises)}{place}"
    yield from _changes_of_rounds(values)
    before = ""
    for table, written in values.get("step", ()):
        step = in_round(written, values.get("round", {}))
        name = _name(step, exercises)
        if BASE not in step:
            dose = _amount(prescription(step, exercises[step["exercise"]].prescription))
            yield f"New: {name}, {dose}, {f'after {before}' if before else 'first of all'}"
        elif table.path[:1] == ("change",):
            base = step[BASE]
            own = exercises[step["exercise"]].prescription
            words = "; ".join(_differences(step, base, own))
            if words:
                yield f"{name}: {words}"
        before = name


def _changes_of_rounds(values: Mapping[str, Any]) -> Iterator[str]:
    for step, base in _rounds_of_base(values):
        words = []
        if step["sets"] != base["sets"]:
            words.append(f"{_span(step['sets'], 'rounds')}, not {_span(base['sets'], '')}")
        if step["round"].rest != base["round"].rest:
            words.append(f"{step['round'].rest} s between rounds, not {base['round'].rest} s")
        if words:
            yield f"Round {step['round'].id}: {'; '.join(words)}"


def _rounds_of_base(values: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """For each round that the base has too, its first step, as it is here and as it is in the base."""
    told: set[str] = set()
    for _, written in values.get("step", ()):
        step = in_round(written, values.get("round", {}))
        if BASE in step and _in_same_round(step, step[BASE]) and step["round"].id not in told:
            told.add(step["round"].id)
            yield step, step[BASE]


def _in_same_round(step: Mapping[str, Any], base: Mapping[str, Any]) -> bool:
    """Whether a step is in the same round as in the base, so that changed sets are reported with the round."""
    return "round" in step and "round" in base and step["round"].id == base["round"].id


def _name(step: Mapping[str, Any], exercises: Mapping[str, Exercise]) -> str:
    identity: str = step.get("exercise", "")
    return exercises[identity].name if identity in exercises else identity


def _differences(step: Mapping[str, Any], base: Mapping[str, Any], own: Prescription) -> Iterator[str]:
    now, before = prescription(step, own), prescription(base, own)
    if _work(now) != _work(before):
        yield f"{_work(now)}, not {_work(before).removeprefix('hold ')}"
    if now.sets != before.sets and not _in_same_round(step, base):
        yield f"{_span(now.sets, 'sets')}, not {_span(before.sets, '')}".rstrip()
    if now.rest != before.rest:
        yield f"rest {now.rest} s, not {before.rest} s"
    if now.tempo != before.tempo and now.tempo:
        yield f"tempo {'-'.join(map(str, now.tempo))}"
    if now.resistance != before.resistance:
        yield f"resistance {', '.join(now.resistance) or 'none'}"
    if now.floor != before.floor:
        yield f"never below {now.floor}" if now.floor else "its usual floor"
    for key in step:
        if key in _TOLD or step[key] == base.get(key):
            continue
        if key != "round" or not _in_same_round(step, base):
            yield f"{key} {_plain(step[key])}"


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(each)}{' s' if key == 'hold' else ''}" for key, each in value.items())
    if isinstance(value, Range):
        return _span(value, "").rstrip()
    return f'"{value}"' if isinstance(value, str) and " " in value else str(getattr(value, "id", value))


def _work(dose: Prescription) -> str:
    if dose.max_hold:
        return "as long as form lasts"
    parts = [_reps(dose.reps)] if dose.reps else []
    parts += [f"hold {_span(dose.hold, 's')}"] if dose.hold else []
    return " of ".join(parts)


def _reps(reps: Range) -> str:
    return reps_in_words(reps.low) if reps.low == reps.high else f"{reps.low}–{reps.high} reps"


def _span(span: Range, unit: str) -> str:
    number = str(span.low) if span.low == span.high else f"{span.low}–{span.high}"
    if span.high == 1:
        unit = {"sets": "set", "rounds": "round"}.get(unit, unit)
    return f"{number} {unit}".rstrip()


def _amount(dose: Prescription) -> str:
    work = _work(dose)
    return f"{_span(dose.sets, '')} × {work.removeprefix('hold ')}"


# --- where it is unwise ---------------------------------------------------------------------------------------------


def advise_changes(
    values: Mapping[str, Any], exercises: Mapping[str, Exercise], base_id: str, problems: Problems
) -> None:
    """Warn of a change that may grow above the base's range."""
    for step, base in _rounds_of_base(values):
        if (now := step["sets"].high) > (before := base["sets"].high):
            name = step["round"].id
            message = f"round {name}: times goes up to {now}; {base_id} has {before} at most"
            problems.add(("round", name, "times"), message, "warning")
    for table, written in values.get("step", ()):
        step = in_round(written, values.get("round", {}))
        if table.path[:1] != ("change",) or BASE not in step:
            continue
        own = exercises[step["exercise"]].prescription
        for key, words in _above(prescription(step, own), prescription(step[BASE], own), base_id):
            if key == "sets" and "round" in step:
                if not _in_same_round(step, step[BASE]):  # else the round has its own warning
                    table.say(f"round: its sets go up to {words} at most", "round", severity="warning")
            elif key in table.data:
                table.say(f"{key} goes up to {words} at most", key, severity="warning")
        for side in ("left", "right"):
            if isinstance(step.get(side), Mapping) and step[side] != step[BASE].get(side):
                now = prescription({**step, **step[side]}, own)
                before = prescription({**step[BASE], **step[BASE].get(side, {})}, own)
                for key, words in _above(now, before, base_id):
                    if key in step[side]:
                        table.say(f"{side}: {key} goes up to {words} at most", side, severity="warning")


def _above(now: Prescription, before: Prescription, base_id: str) -> Iterator[tuple[str, str]]:
    """The keys whose upper end is above the base's, each with words such as ``40 s; psoas-care has 30 s``."""
    if now.max_hold and before.hold:
        yield "hold", f"as long as form lasts; {base_id} has {before.hold.high} s"
    for key, unit in (("hold", " s"), ("reps", ""), ("sets", "")):
        new, old = getattr(now, key), getattr(before, key)
        if new and old and new.high > old.high:
            yield key, f"{new.high}{unit}; {base_id} has {old.high}{unit}"
    if len(now.resistance) > len(before.resistance) and now.resistance:
        rungs = f'"{before.resistance[-1]}"' if before.resistance else "none"
        yield "resistance", f'"{now.resistance[-1]}"; {base_id} has {rungs}'
