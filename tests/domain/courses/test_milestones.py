"""What is worth a warm word, once."""

import pytest
from msgspec.structs import replace

from coach.domain.courses.milestones import milestones
from coach.domain.exercises.routine import Phase
from coach.domain.planning.replay import fold, replay
from coach.domain.planning.standing_copy import copy_of
from coach.domain.records.entries import Entry, Run, Session, StepDone
from coach.domain.records.history import History, Start

from ..builders import ready_to_run, run, session
from .following import chosen, follow
from .small import EASY, HARD, stands

FIRST_RUN = "Your first run on record. Tomorrow morning's digit tells how it went."


def brought(*entries: Entry, start: Phase = Phase.RECOVERY) -> tuple[str, ...]:
    """What the last of these brought."""
    return milestones(stands(*entries[:-1], start=start), stands(*entries, start=start))


def easy(*days: float) -> list[Entry]:
    return [session(day, name=EASY) for day in days]


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (easy(0), ()),
        (easy(0, 2), ()),
        ([*easy(0, 2, 4, 6), session(8, name=HARD)], ("A new block begins: Two.",)),
        ([*easy(0, 2, 4, 6), session(8, name=HARD), session(10, name=HARD)], ()),
        ([*ready_to_run(), run(40)], (FIRST_RUN,)),
        ([*ready_to_run(), run(40), run(42)], ()),
        ([session(0, name="a routine that is no more")], ()),
    ],
)
def test_what_a_record_brought(entries: list[Entry], words: tuple[str, ...]) -> None:
    assert brought(*entries) == words


def test_a_new_phase_is_said_once() -> None:
    records = [session(2 * number, name=EASY, daily_life_pain_free=True) for number in range(10)]
    said = [brought(*records[: number + 1]) for number in range(10)]
    risen = [words for words in said if any("Recovery is behind you" in one for one in words)]
    assert len(risen) == 1
    relief: list[Entry] = [session(day, name="acute-relief", before=0, worst=0, after=0, morning=0) for day in range(5)]
    calm = [brought(*relief[: number + 1], start=Phase.ACUTE) for number in range(5)]
    assert sum(any("The acute phase is behind you" in one for one in words) for words in calm) == 1


def test_the_top_of_a_range_is_said_once_for_each() -> None:
    weeks = follow("steady-hips", days=42)
    records = [one for one in weeks.records if isinstance(one, Session | Run)]
    start, said = Start(phase=Phase.RECOVERY), []
    standing = replay(weeks.catalogue, History.of([chosen("steady-hips")], start))
    for record in records:
        before = copy_of(standing)
        fold(standing, record, start)
        reached = tops(milestones(before, standing))
        said += reached
        if reached and isinstance(record, Session):
            exercises = [one.exercise for one in weeks.catalogue.routines[record.routine].steps]
            for share, again in ((0.0, []), (1.0, reached)):
                rows = tuple(StepDone(exercise=name, done=share) for name in exercises)
                after = copy_of(before)
                fold(after, replace(record, step=rows), start)
                assert tops(milestones(before, after)) == again, "what was not done has reached nothing"
    assert said
    assert len(said) == len(set(said))


def tops(words: tuple[str, ...]) -> list[str]:
    return [one for one in words if one.startswith("The top of its range")]
