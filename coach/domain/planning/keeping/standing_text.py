"""Serialises a standing to text and back, under the same catalogue.

What comes from the catalogue (routines, ladders, courses) is not in the text, but added when it is read. So a text is
valid only under the catalogue, rules and start that it was made under, and these must be kept with it.
Left out: how that is done (``services.keeping.kept_standing``), and where the text is kept (``store``).
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Struct

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.course_standing import CourseStanding
from coach.domain.planning.earning import Shortfall
from coach.domain.planning.fresh_standing import fresh
from coach.domain.planning.keeping.data import (
    KeptCourse,
    KeptFunction,
    KeptGreen,
    KeptJudged,
    KeptLasting,
    KeptPhases,
    KeptRoutine,
    KeptRun,
    KeptSetting,
    KeptShortfall,
    KeptSlot,
    KeptStanding,
    Plain,
)
from coach.domain.planning.standing import ExerciseStanding, Green, PhaseStanding, RoutineStanding, Standing
from coach.domain.records.entries import Answered, AnyEntry, Entry, Measure, Session, Walk
from coach.domain.records.history import Start
from coach.domain.rules.light import Setting
from coach.domain.rules.phases import Judged
from coach.domain.rules.programme import RETURN_TO_RUN
from coach.domain.rules.stages import RunStanding

T = TypeVar("T", bound=Struct)
E = TypeVar("E", bound=Entry)


def standing_to_text(standing: Standing) -> str:
    """The standing as JSON. Raises ValueError for one that counts unreadable rows: they may be settled any day."""
    if standing.unread or standing.lock.unread:
        raise ValueError("it counts what cannot be read")
    return _Writer().written(standing)


def standing_from(text: str, catalogue: Catalogue, start: Start) -> Standing:
    """The standing that a text holds. Raises ValueError if it is damaged, or does not fit the catalogue.

    ``catalogue`` and ``start`` must be those that it was made under.
    """
    try:
        kept = _decoder().decode(text)
        return _read(kept, fresh(catalogue, start))
    except (msgspec.DecodeError, LookupError, RecursionError) as error:
        raise ValueError(f"no standing of this catalogue: {error}") from error


@cache
def _decoder() -> msgspec.json.Decoder[KeptStanding]:
    return msgspec.json.Decoder(KeptStanding)


def _as_is(kind: type[T], values: object, **more: Any) -> T:
    """A struct of this kind, with the fields ``more``, and the others from the same names in ``values``."""
    names = [name for name in kind.__struct_fields__ if name not in more]
    return kind(**{name: getattr(values, name) for name in names}, **more)


def _put(into: Struct, values: Struct, without: Iterable[str] = ()) -> None:
    """Set the fields of a mutable struct from another one, leaving out those in ``without``."""
    left = set(without)
    for name in values.__struct_fields__:
        if name not in left:
            setattr(into, name, getattr(values, name))


# --- writing --------------------------------------------------------------------------------------------------------


class _Writer:
    """Writes one standing; each record gets its index when it is first referred to."""

    def __init__(self) -> None:
        self._records: list[Entry] = []
        self._places: dict[int, int] = {}

    def written(self, standing: Standing) -> str:
        run, course = standing.run, standing.course
        setting = standing.last_setting
        kept = KeptStanding(
            records=cast("list[AnyEntry]", self._records),
            plain=_as_is(Plain, standing),
            routines={name: each for name, one in standing.routines.items() if (each := self._routine(one))},
            exercises=_exercises(standing),
            phases=_as_is(
                KeptPhases,
                standing.phases,
                latest=[self._judged(one) for one in standing.phases.latest],
                built=[self._judged(one) for one in standing.phases.built],
                reds=[*standing.phases.reds],
            ),
            run=_as_is(
                KeptRun,
                run,
                programme=run.programme.id,
                runs=[*run.runs],
                strength=[*run.strength],
                walks=[self._place(walk) for walk in run.walks],
            ),
            lasting=_as_is(KeptLasting, standing.lasting, sore=[*standing.lasting.sore]),
            course=_as_is(
                KeptCourse,
                course,
                course=course.course is not None,
                block=course.block.id if course.block else None,
                latest=[*course.latest],
                checked=[self._place(measure) for measure in course.checked],
            ),
            function=_as_is(KeptFunction, standing.function),
            setting=_as_is(KeptSetting, setting, mornings=tuple(setting.mornings)),
            last=self._maybe(standing.last),
            red_record=self._maybe(standing.red_record),
            green=self._green(standing.green),
        )
        return msgspec.json.encode(kept).decode()

    def _place(self, entry: Entry) -> int:
        place = self._places.get(id(entry))
        if place is None:
            place = self._places[id(entry)] = len(self._records)
            self._records.append(entry)
        return place

    def _maybe(self, entry: Entry | None) -> int | None:
        return None if entry is None else self._place(entry)

    def _judged(self, one: Judged) -> KeptJudged:
        return KeptJudged(self._place(one.record), one.counts, one.settled, one.builds)

    def _shortfall(self, one: Shortfall | None) -> KeptShortfall | None:
        return None if one is None else KeptShortfall(one.lack, self._place(one.record), one.light)

    def _green(self, one: Green | None) -> KeptGreen | None:
        return None if one is None else KeptGreen(one.number, self._place(one.record), one.provisional, one.refused)

    def _routine(self, routine: RoutineStanding) -> KeptRoutine | None:
        """What is no longer as it began; None: all is."""
        slots = []
        for place, slot in enumerate(routine.slots):
            numbers = slot.level, slot.proven, slot.since_step, slot.stepped_in_run
            if any(numbers) or slot.proofs or slot.shortfalls:
                shortfalls = tuple(self._shortfall(one) for one in slot.shortfalls)
                slots.append(KeptSlot(place, *numbers, slot.proofs, shortfalls))
        if not slots and not routine.sessions and routine.last is None:
            return None
        return KeptRoutine(routine.sessions, self._maybe(routine.last), slots)


_NOTHING_YET = msgspec.to_builtins(ExerciseStanding())


def _exercises(standing: Standing) -> dict[str, ExerciseStanding]:
    """The exercises with anything recorded, and those that the catalogue does not know, in their order."""
    own = {slot.step.key for routine in standing.routines.values() for slot in routine.slots}
    return {
        name: known
        for name, known in standing.exercises.items()
        if name not in own or msgspec.to_builtins(known) != _NOTHING_YET
    }


# --- reading --------------------------------------------------------------------------------------------------------


def _read(kept: KeptStanding, standing: Standing) -> Standing:
    """Put what was kept into a fresh standing. Raises LookupError for what the catalogue does not have."""
    records = kept.records
    _put(standing, kept.plain)
    for name, routine in kept.routines.items():
        _read_routine(routine, standing.routines[name], records)
    for name, known in kept.exercises.items():
        _put(standing.of(name), known)  # the one that its slots share
    _read_phases(kept.phases, standing.phases, records)
    _read_run(kept.run, standing.run, records)
    standing.run.programme = standing.programmes.get(kept.run.programme, RETURN_TO_RUN)
    _put(standing.lasting, kept.lasting, ("sore",))
    standing.lasting.sore.extend(kept.lasting.sore)
    _read_course(kept.course, standing.course, records)
    _put(standing.function, kept.function)
    standing.last_setting = _as_is(Setting, kept.setting)
    standing.last = None if kept.last is None else _one(records, kept.last, Answered)
    standing.red_record = None if kept.red_record is None else _one(records, kept.red_record, Answered)
    if kept.green is not None:
        standing.green = _as_is(Green, kept.green, record=_one(records, kept.green.record, Session))
    return standing


def _one(records: Sequence[Entry], place: int, kind: type[E]) -> E:
    """A record by its index. Raises LookupError if it is missing, or of another kind."""
    entry = records[place]
    if not isinstance(entry, kind):
        raise LookupError(f"record {place} is of another kind")
    return entry


def _read_routine(kept: KeptRoutine, routine: RoutineStanding, records: Sequence[Entry]) -> None:
    routine.sessions = kept.sessions
    routine.last = None if kept.last is None else _one(records, kept.last, Session)
    for one in kept.slots:
        slot = routine.slots[one.place]
        slot.ladder[one.level]  # raises LookupError for a level that the ladder does not have
        slot.level, slot.proven, slot.since_step = one.level, one.proven, one.since_step
        slot.stepped_in_run, slot.proofs = one.stepped_in_run, one.proofs
        slot.shortfalls = tuple(_shortfall(short, records) for short in one.shortfalls)


def _shortfall(kept: KeptShortfall | None, records: Sequence[Entry]) -> Shortfall | None:
    return None if kept is None else Shortfall(kept.lack, _one(records, kept.record, Session), kept.light)


def _read_phases(kept: KeptPhases, phases: PhaseStanding, records: Sequence[Entry]) -> None:
    _put(phases, kept, ("latest", "built", "reds"))
    judged = {
        one: Judged(_one(records, one.record, Answered), one.counts, one.settled, one.builds)
        for one in (*kept.latest, *kept.built)
    }
    phases.latest.extend(judged[one] for one in kept.latest)
    phases.built.extend(judged[one] for one in kept.built)
    phases.reds.extend(kept.reds)


def _read_run(kept: KeptRun, run: RunStanding, records: Sequence[Entry]) -> None:
    _put(run, kept, ("programme", "runs", "strength", "walks"))
    run.runs.extend(kept.runs)
    run.strength.extend(kept.strength)
    run.walks.extend(_one(records, place, Walk) for place in kept.walks)


def _read_course(kept: KeptCourse, course: CourseStanding, records: Sequence[Entry]) -> None:
    _put(course, kept, ("course", "block", "latest", "checked"))
    course.checked = tuple(_one(records, place, Measure) for place in kept.checked)
    course.latest.extend(kept.latest)
    course.course = next((one for one in course.courses if kept.course and one.id == kept.chosen), None)
    course.block = course.course.block(kept.block) if course.course and kept.block is not None else None
    if kept.course is not (course.course is not None) or (kept.block is None) is not (course.block is None):
        raise LookupError("another course")
