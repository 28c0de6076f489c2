"""What the page for a clinician says: what is so, what is left out, and never more than fits."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.exercise import Side, Sides
from coach.domain.exercises.routine import Adapt
from coach.domain.planning.planner import steps_from
from coach.domain.planning.replay import replay
from coach.domain.records.entries import Entry
from coach.domain.records.history import NO_START, History, Start
from coach.domain.records.profile import NO_PROFILE, Profile, Sided, Site
from coach.domain.statistics.associations import by_kind, compare_mornings
from coach.domain.statistics.calendar import calendar
from coach.domain.statistics.doses import doses, trained_routines
from coach.domain.statistics.pain import session_bands
from coach.domain.statistics.report import (
    LONGEST_NAME,
    LONGEST_NOTE,
    MOST_CHANGES,
    MOST_DOSES,
    MOST_FLAGS,
    MOST_NOTES,
    Report,
    Wishes,
    report_of,
)
from coach.domain.statistics.running import running

from ..builders import (
    START,
    at,
    catalogue,
    detail,
    flagged,
    max_hold,
    ready_to_run,
    reps,
    routine,
    run,
    session,
    sessions,
    unlocked,
    walk,
)
from .telling import HOUSE, told

FIRST = START.date()


def made(
    entries: list[Entry],
    *,
    known: Catalogue = HOUSE,
    profile: Profile = NO_PROFILE,
    wishes: Wishes | None = None,
    days: int = 84,
    start: Start = NO_START,
    **more: Any,
) -> Report:
    """The page of what was told from the first day on, as of its last day."""
    chapters, last = told(entries, start, known), FIRST + timedelta(days=days - 1)
    standing, now = replay(known, History.of(entries, start)), at(days - 0.5)
    plans = {name: steps_from(known, standing, name, at=now) for name in trained_routines(chapters)}
    values: dict[str, Any] = {
        "days": calendar(chapters, FIRST, last, today=last, profile=profile),
        "doses": doses(chapters, known, plans),
        "running": running(chapters, FIRST, last),
        "bands": session_bands(chapters, FIRST),
        "associations": (compare_mornings(chapters, now), *by_kind(chapters)),
        "profile": profile,
        "see_clinician": False,
        "course": "",
        "wishes": wishes or Wishes(),
        "span": (FIRST, last),
        "at": now,
        "coach": "1.2.3",
        **more,
    }
    return report_of(chapters, known, **values)


def test_nothing_on_record_is_a_page_that_says_so() -> None:
    page = made([])
    assert (page.sessions, page.runs, page.points, page.doses, page.changes) == (0, 0, (), (), ())
    assert page.running == "No run in these weeks."
    assert (page.open_questions, page.questions) == (0, 0)
    assert len(page.weeks) == 12


def test_whom_it_is_of_is_the_runners_to_say() -> None:
    profile = Profile(site=Site.HIP, side=Sided.LEFT, since="2026-06")
    assert (made([], profile=profile).name, made([], profile=profile).complaint) == (
        "",
        "left hip, since about June 2026",
    )
    assert made([], wishes=Wishes(name="Anna Berg")).name == "Anna Berg"
    assert len(made([], wishes=Wishes(name="x" * 500)).name) == LONGEST_NAME


def test_notes_are_the_last_ones_and_may_be_left_out() -> None:
    entries: list[Entry] = [session(day, note=f"note {day}") for day in range(5)]
    entries.append(session(6, note="  "))
    page = made(entries)
    assert [note.text for note in page.notes] == ["note 3", "note 4"]
    assert page.earlier_notes == 5 - MOST_NOTES
    silent = made(entries, wishes=Wishes(notes=False))
    assert (silent.notes, silent.earlier_notes) == ((), 0)


def test_a_long_note_is_cut_at_its_end() -> None:
    note = made([session(0, note="word " * 200)]).notes[0]
    assert len(note.text) <= LONGEST_NOTE
    assert note.text.endswith("…")


def test_lights_of_each_week_with_its_medians() -> None:
    page = made([session(0), session(2, "amber", painkiller=True), session(8, "red"), session(9, morning=None)])
    first, second = page.weeks[:2]
    assert (first.green, first.amber, first.red, first.worst, first.painkillers) == (1, 1, 0, 4, 1)
    assert (second.green, second.red, second.morning) == (1, 1, 1)
    assert page.weeks[2].worst is None
    assert (page.open_questions, page.questions, page.painkiller_days) == (1, 16, 1)


def test_doses_at_first_and_now_with_the_last_cut() -> None:
    climbed = made([*sessions("green", "green", "green", "green")])
    assert [(row.name, row.first, row.now, row.cuts) for row in climbed.doses] == [
        ("bridge", "1 × 10 reps", "1 × 12 reps", ""),
        ("plank", "1 × 30 s", "1 × 35 s", ""),
    ]
    entries: list[Entry] = [session(0), session(3, "amber", painful=("bridge",)), session(6), session(9)]
    bridge, plank = made(entries).doses
    assert (bridge.now, bridge.cuts) == ("the same", "1 × 8 reps, 8 to 11 Nov")
    assert plank.cuts == ""


def test_no_more_doses_than_fit() -> None:
    known = catalogue(routine("main", [(f"move-{number}", reps(5)) for number in range(20)]))
    page = made([session(0)], known=known)
    assert (len(page.doses), page.more_doses) == (MOST_DOSES, 20 - MOST_DOSES)


def test_the_last_eight_changes_with_rule_and_source() -> None:
    lights = ["green", "amber"] * 13
    entries: list[Entry] = [session(3 * day, light, painful=("bridge",)) for day, light in enumerate(lights)]
    page = made(entries)
    assert len(page.changes) == MOST_CHANGES
    assert page.earlier_changes > 0
    assert all("(" in row.rule and row.why for row in page.changes)
    assert [row.at for row in page.changes] == sorted(row.at for row in page.changes)


def test_warning_signs_and_what_came_of_them() -> None:
    word = unlocked(4)
    entries: list[Entry] = [
        flagged(1, "groin-lump"),
        replace(word, note="seen, and may train again."),
        flagged(8, "blood-in-urine"),
    ]
    asked = walk(0, red_flags=("no-better-after-weeks",))
    assert [row.text.partition(". ")[2] for row in made([asked]).flags] == ["Asked to see a clinician."]
    page = made(entries)
    assert [row.text for row in page.flags] == [
        "A lump in the groin. Unlocked on 6 Nov by the runner's own word: seen, and may train again.",
        "Blood in your urine. Training is locked since.",
    ]
    assert page.locked
    many: list[Entry] = [flagged(day, "groin-lump") for day in range(9)]
    assert (len(made(many).flags), made(many).earlier_flags) == (MOST_FLAGS, 9 - MOST_FLAGS)


def test_runs_in_a_sentence() -> None:
    page = made([*ready_to_run(), run(5), run(8), run(12)])
    assert page.running == "3 runs, 20 min of running in all, the longest 8 min. Stage 1 at first, 2 now."
    assert page.runs == 3
    own = made([run(1, run_s=2400, before=0)], start=Start(own_runs=True))
    assert own.running == "1 run, 40 min of running in all, the longest 40 min."


def test_what_differs_from_side_to_side_and_what_was_held_longest_stand_beside_the_dose() -> None:
    known = catalogue(routine("main", [("plank", max_hold()), ("clam", reps(10))]))
    plank, clam = known.exercises.values()
    sided = {one.id: replace(one, sides=Sides.EACH) for one in (plank, clam)}

    def done(day: float, left: int, right: int) -> Entry:
        holds = [
            detail("plank", side=side, sets=1, hold_s=held) for side, held in ((Side.LEFT, left), (Side.RIGHT, right))
        ]
        clams = [detail("clam", side=Side.LEFT, sets=1, reps=10), detail("clam", side=Side.RIGHT, done=0.5)]
        return session(day, step=(*holds, *clams))

    rows = {
        row.name: row for row in made([done(0, 60, 55), done(3, 45, 40)], known=replace(known, exercises=sided)).doses
    }
    assert rows["plank"].now == "the same (last 40 s, best 55 s)"
    assert rows["plank"].sides == "L 1 × 45 s, R 1 × 40 s"
    assert rows["clam"].sides == "L 1 × 10 reps, R –"


@pytest.mark.parametrize(("adapt", "wanted"), [(Adapt(), ()), (Adapt(3, 5), ("main: amber from 3, red from 5",))])
def test_thresholds_that_are_not_the_usual_ones_are_named(adapt: Adapt, wanted: tuple[str, ...]) -> None:
    known = catalogue(routine("main", [("bridge", reps(10))], adapt=adapt))
    assert made([session(0)], known=known).thresholds == wanted


def test_only_findings_that_the_numbers_bear() -> None:
    entries: list[Entry] = [session(day, morning=3 if day < 20 else 1, before=3, worst=3) for day in range(0, 56, 2)]
    assert made(entries, days=56).findings == (
        "Lower: next morning in the last 28 days 1.0 (14 records), in the 28 before 2.4 (14 records).",
    )
    assert made(entries[:4]).findings == ()


def test_the_course_stands_there_where_there_is_one() -> None:
    assert made([], course="Steady hips · Load, week 5").course == "Steady hips · Load, week 5"


def test_it_says_which_coach_and_which_rules() -> None:
    page = made([])
    assert (page.coach, page.rules) == ("1.2.3", "2026-11")
    assert (page.first, page.last) == (FIRST, date(2027, 1, 24))
