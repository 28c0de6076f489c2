"""The stored form of a standing: what the fold changed, by ids, with each record once.

A stored standing is used only by the very code that wrote it (see ``services.keeping.kept_standing``), so these classes
and fields may be renamed freely. Left out: from a standing to these and back (``standing_text``).
"""

from datetime import date, datetime

from msgspec import Struct

from coach.domain.exercises.routine import Adapt, Phase, RoutineKind
from coach.domain.planning.course_standing import BlockTraining, Pause
from coach.domain.planning.earning import Lack
from coach.domain.planning.standing import CutMark, ExerciseStanding, RecentRecord
from coach.domain.records.entries import AnyEntry
from coach.domain.records.rated import Rated
from coach.domain.rules.light import Light, Morning
from coach.domain.rules.lock import Lock
from coach.domain.rules.stages import RunDone, RunsSaid

RecordNumber = int
"""The index of a record in ``KeptStanding.records``."""


class KeptShortfall(Struct, frozen=True, array_like=True):
    """A ``Shortfall``: what a record lacked."""

    lack: Lack
    record: RecordNumber
    light: Light


class KeptSlot(Struct, frozen=True, array_like=True):
    """One step of a routine, if it is not as it began. ``place``: its index in the routine."""

    place: int
    level: int
    proven: int
    since_step: int
    stepped_in_run: int
    proofs: tuple[datetime, ...]
    shortfalls: tuple[KeptShortfall | None, ...]


class KeptRoutine(Struct, frozen=True, array_like=True):
    """One routine that was trained, or has a step that is not as it began."""

    sessions: int
    last: RecordNumber | None
    slots: list[KeptSlot]


class KeptJudged(Struct, frozen=True, array_like=True):
    """A session or run, as the phases see it."""

    record: RecordNumber
    counts: bool
    settled: bool
    builds: bool


class KeptPhases(Struct, frozen=True):
    """The phase, and what came since it began."""

    phase: Phase
    latest: list[KeptJudged]
    sessions: int
    first_session: datetime | None
    last_session: datetime | None
    built: list[KeptJudged]
    ambers: int
    by_hand: datetime | None
    rose: datetime | None
    reds: list[datetime]
    began: datetime | None


class KeptRun(Struct, frozen=True):
    """Where the return to running stands, in the ``programme`` of this id."""

    programme: str
    stage: int
    entered: bool
    runs: list[RunDone]
    here: list[RunDone]
    ambers: int
    strength: list[bool]
    walks: list[RecordNumber]
    last_red: datetime | None
    proven_since_red: bool
    said: RunsSaid | None
    own: bool


class KeptLasting(Struct, frozen=True):
    """What leads to a prompt to see a clinician if it lasts (``Lasting``)."""

    painkillers: int
    painkillers_from: datetime | None
    runs: int
    runs_from: datetime | None
    stage: tuple[str, int]
    sore: list[datetime]


class KeptCourse(Struct, frozen=True):
    """Where the runner stands in their course. ``course``: whether there was one of the id that was chosen."""

    chosen: str | None
    course: bool
    block: str | None
    sessions: int
    first: datetime | None
    latest: list[BlockTraining]
    turn: str | None
    stays_until: date | None
    pause: Pause | None
    paused: int
    checked: list[RecordNumber]
    waits_until: date | None


class KeptFunction(Struct, frozen=True):
    """How well what matters to the runner goes."""

    best: tuple[Rated, ...]
    at: datetime | None
    falls: int
    fell_by: float


class KeptSetting(Struct, frozen=True):
    """What the last record was judged in."""

    phase: Phase
    kind: RoutineKind | None
    settles: bool
    adapt: Adapt
    mornings: tuple[Morning, ...]
    usual_morning: int | None


class KeptGreen(Struct, frozen=True):
    """The last session with a green light."""

    number: int
    record: RecordNumber
    provisional: bool
    refused: bool


class Plain(Struct, frozen=True):
    """The fields of a standing that are stored unchanged, under the names they have there."""

    clinician_until: datetime | None
    began: datetime | None
    daily_life: bool | None
    number: int
    red: int
    red_at: datetime | None
    red_from: tuple[datetime, ...]
    amber: int
    amber_at: datetime | None
    amber_unnamed: int
    amber_unnamed_at: datetime | None
    drills_back: int
    ambers: int
    amber_run: int
    running_from: tuple[datetime, ...]
    marks: tuple[CutMark, ...]
    mornings: tuple[Morning, ...]
    recent: tuple[RecentRecord, ...]
    trained: dict[str, datetime]
    active_at: datetime | None
    first_amber: int
    lock: Lock


class KeptStanding(Struct, frozen=True):
    """A whole standing. ``records``: the entries that the other fields refer to by index, each once."""

    records: list[AnyEntry]
    plain: Plain
    routines: dict[str, KeptRoutine]
    exercises: dict[str, ExerciseStanding]
    phases: KeptPhases
    run: KeptRun
    lasting: KeptLasting
    course: KeptCourse
    function: KeptFunction
    setting: KeptSetting
    last: RecordNumber | None
    red_record: RecordNumber | None
    green: KeptGreen | None
