"""What a plan asks of each exercise: levels, cuts, outs and steps (rows 7 to 12), and what a record commits of it.

Source: RULES, "Doses" and "What follows".
"""

from datetime import datetime
from typing import Any

from .book import UNMEASURED_MAX_S, Dose, Routine, Step, cut, share
from .lights import DAY
from .story import Asked, Level, Past, Story

CheckIn = dict[str, Any]
WARM_UP = "dynamic-warm-up"
BACK_TO_FROM = 1000
"""More steps down than any ladder has."""


def steps_of(story: Story, routine: Routine, at: datetime, check_in: CheckIn, row_5: bool) -> tuple[Asked, ...]:
    """ "First 7, then the largest step down of 8, 10 and 11 (not their sum), then the largest cut of 9 and 10, taken of
    the resulting level. Row 12 only if none of them touched the exercise."
    """
    amber_step = asks_amber_step(story, routine)
    return tuple(
        _step(story, routine, number, step, at, check_in, row_5, amber_step)
        for number, step in enumerate(routine.steps)
    )


def _step(
    story: Story,
    routine: Routine,
    number: int,
    step: Step,
    at: datetime,
    check_in: CheckIn,
    row_5: bool,
    amber_step: bool,
) -> Asked:
    held = story.level(routine.id, number).rung
    gap = gap_steps(story, step.exercise, at)
    others = max(int(amber_step), int(stopped_tired(story, routine)))
    asked = Asked(step, held, max(0, held - max(gap, others)), None, True, gap_steps=gap, other_steps=others)
    asked.amber_step = amber_step
    asked.rows = {row for row, down in ((8, gap), (10, amber_step), (11, stopped_tired(story, routine))) if down}
    if story.phase == "acute":
        asked.rows.add(7)
    level = step.ladder[asked.level]
    sets, work, rungs = cut_of(story, step, asked.rows)
    asked.dose = dose_of(story, step, level, sets, work, rungs)
    asked.full = (sets, work, rungs) == (100, 100, 0)
    if is_out(story, step, asked.rows) or is_stretch_out(routine, step, check_in, asked.rows):
        asked.dose, asked.full = None, False
    elif row_5:
        asked.rows.add(5)
        asked.dose, asked.full = with_half_the_sets(asked.dose, level), False
    elif not asked.rows and earns_step(story, routine, number, check_in):
        asked.level, asked.up, asked.rows = held + 1, True, {12}
        asked.dose = dose_of(story, step, step.ladder[held + 1], 100, 100, 0)
    return asked


def with_half_the_sets(dose: Dose, level: Dose) -> Dose:
    """Rescue under row 5: "at most half the sets"."""
    return Dose(min(dose.sets, max(1, share(level.sets, 50))), dose.reps, dose.hold_s, dose.max, dose.rung)


def dose_of(story: Story, step: Step, level: Dose, sets: int, work: int, rungs: int) -> Dose:
    """A level with a cut taken of it. A max hold is "in the acute phase 15 s", and with a cut a share of the last."""
    if level.max:
        last = last_max(story, step.exercise)
        if story.phase == "acute":
            level, last = Dose(level.sets, hold_s=UNMEASURED_MAX_S), UNMEASURED_MAX_S
        if (sets, work) == (100, 100):
            return level
        return cut(step, level, sets, work, rungs, UNMEASURED_MAX_S if last is None else last)
    return cut(step, level, sets, work, rungs, 0) if (sets, work) != (100, 100) else level


def last_max(story: Story, exercise: str) -> int | None:
    """ "Last and best (the shorter side's)", measured where the plan asked for as long as form lasts."""
    for past in reversed(story.pasts):
        held: list[int] = [
            detail["hold_s"]
            for asked in past.asked
            if asked.step.exercise == exercise and asked.dose and asked.dose.max
            for detail in details(past, asked)
            if "hold_s" in detail and not detail.get("swapped")
        ]
        if held:
            return min(held)
    return None


# --- row 8: gaps ----------------------------------------------------------------------------------------------------


def details(past: Past, asked: Asked) -> list[dict[str, Any]]:
    """What was performed of a step's exercise, as far as the record has "optional detail". It names no place: of
    the same exercise twice in a routine, both are looked at for either.
    """
    return [detail for detail in past.entry.get("step", ()) if detail["exercise"] == asked.step.exercise]


def was_trimmed(past: Past, asked: Asked) -> bool:
    """ "What was trimmed is absent for row 12 and done for row 8." """
    return any(detail.get("trimmed") for detail in details(past, asked))


def was_performed(past: Past, exercise: str) -> bool:
    """Whether a session held the exercise: asked for, and somewhere not trimmed, swapped or eased; or swapped in for
    another, and done. Else what only ever stands in for another would stay cut for good.
    """
    told = past.entry.get("step", ())
    if any(detail.get("swapped") == exercise and detail.get("done") != 0 for detail in told):
        return True
    return any(
        asked.step.exercise == exercise and asked.dose is not None and was_somewhere_whole(details(past, asked))
        for asked in past.asked
    )


def was_somewhere_whole(told: list[dict[str, Any]]) -> bool:
    """Whether an exercise was performed in one of its places, by what was told of it."""
    hows = ("trimmed", "swapped", "eased")
    return not told or any(not any(one.get(how) for how in hows) and one.get("done") != 0 for one in told)


def was_done(past: Past, exercise: str) -> bool:
    """Whether a session counts as having done the exercise, for row 8: its plan held it, and it was not swapped or
    eased; it was out, and done all the same; or it was done in place of another.
    """
    told = past.entry.get("step", ())
    instead = [detail.get(how) for detail in told for how in ("swapped", "eased")]
    itself = [asked.step.exercise for asked in past.asked if asked.dose is not None and is_itself(details(past, asked))]
    against = [detail["exercise"] for detail in told if detail.get("done", 0) > 0 and is_itself([detail])]
    return exercise in itself or exercise in instead or exercise in against


def is_itself(told: list[dict[str, Any]]) -> bool:
    """Whether an exercise was done itself, by what was told of it: somewhere neither swapped nor eased, nor skipped;
    "what was trimmed is … done for row 8".
    """
    skipped = [one.get("done") == 0 and not one.get("trimmed") for one in told]
    itself = [not one.get("swapped") and not one.get("eased") for one in told]
    return not told or any(own and not left for own, left in zip(itself, skipped, strict=True))


def gap_steps(story: Story, exercise: str, at: datetime) -> int:
    """ "The exercise not done for > 10, > 17, > 28 days: one step down, two, back to `from`." """
    done = [past.at for past in story.pasts if was_done(past, exercise)]
    if not done or at - done[-1] <= 10 * DAY:
        return 0
    away = at - done[-1]
    return BACK_TO_FROM if away > 28 * DAY else 2 if away > 17 * DAY else 1


def after_gap(story: Story, exercise: str) -> int:
    """The number of the first entry after the last gap: "records before the gap count toward no step"."""
    last, first = None, 0
    for number, past in enumerate(story.pasts):
        if was_done(past, exercise):
            if last is not None and past.at - last > 10 * DAY:
                first = number
            last = past.at
    return first


# --- rows 9 and 10: cuts and outs ------------------------------------------------------------------------------------


def sources(story: Story, step: Step) -> list[tuple[int, Past]]:
    """The entries whose cut of this exercise has not ended, with their numbers.

    "A cut ends with the next green session, not provisional and without painkiller, that holds the exercise."
    """
    ended_by = -1
    for number, past in enumerate(story.pasts):
        if is_healing(past) and was_performed(past, step.exercise):
            ended_by = number
    bad = [(number, past) for number, past in enumerate(story.pasts) if past.row_9 or past.is_amber]
    return [(number, past) for number, past in bad if number > ended_by]


def is_healing(past: Past) -> bool:
    """A green session, not provisional and without painkiller."""
    return past.entry["type"] == "session" and past.is_counted_green and past.entry.get("painkiller") is not True


def painful(past: Past) -> set[str]:
    """ "The exercises (with side, when known) that hurt." """
    return {name.partition(":")[0] for name in past.entry.get("painful", ())}


def cut_of(story: Story, step: Step, rows: set[int]) -> tuple[int, int, int]:
    """Percent of sets, percent of reps and holds, and rungs off: the larger of rows 9 and 10."""
    sets, work, rungs = 100, 100, 0
    for _, past in sources(story, step):
        if past.row_9:
            rows.add(9)
            sets, work, rungs = 50, 70, 1
        elif step.exercise in painful(past) or (step.loads and not painful(past)) or is_drill(step):
            rows.add(10)
            work = min(work, 80)
    return sets, work, rungs


def is_drill(step: Step) -> bool:
    """ "Drills out (dynamic-warm-up stays, here and in row 9)." """
    return step.kind == "drill" and step.exercise != WARM_UP


def is_out(story: Story, step: Step, rows: set[int]) -> bool:
    """ "Drills, and exercises that load the hip flexors, out; painful ones out for the next 2 sessions that would have
    held them." They "come back cut after the next such session of kind strength or mixed".
    """
    for number, past in sources(story, step):
        later = story.pasts[number + 1 :]
        is_back = any(is_healing(other) and story.is_building(other) for other in later)
        rests = is_drill(step) or (past.row_9 and step.loads)
        holding = [other for other in later if (routine := story.routine_of(other)) and routine.holds(step.exercise)]
        hurts = past.row_9 and step.exercise in painful(past) and len(holding) < 2
        if (rests and not is_back) or hurts:
            rows.add(9 if past.row_9 else 10)
            return True
    return False


def is_stretch_out(routine: Routine, step: Step, check_in: CheckIn, rows: set[int]) -> bool:
    """Of acute-relief: "while sharp, limping or before ≥ 4, its stretches are out"."""
    hurts = check_in.get("sharp") or check_in.get("limp") or check_in.get("before", 0) >= 4
    if routine.id != "acute-relief" or step.kind != "stretch" or not hurts:
        return False
    rows |= {2, 5}
    return True


def asks_amber_step(story: Story, routine: Routine) -> bool:
    """ "Second running: the exercises of the routine being planned one step down as well, once in a run of ambers.
    Third and later running, three within 14 days: row 9." A routine that was not planned in between takes its step down
    at the third, too: else, by a floor, the third amber would ask for more than the second.
    """
    running = story.ambers_running(story.records)
    if len(running) < 2:
        return False
    second = story.number(running[1])
    later = [past for past in story.pasts[second + 1 :] if story.routine_of(past) is routine]
    return not any(asked.amber_step for past in later for asked in past.asked)


# --- row 11 and row 12 -----------------------------------------------------------------------------------------------


def sessions_of(story: Story, routine: Routine) -> list[Past]:
    return [past for past in story.pasts if story.routine_of(past) is routine]


def stopped_tired(story: Story, routine: Routine) -> bool:
    """ "The last record of this routine done < 50 %, stopped because tired." """
    last = sessions_of(story, routine)[-1:]
    return any(past.entry.get("stopped") == "tired" and past.entry.get("done", 1) < 0.5 for past in last)


def is_turn(story: Story, routine: Routine, number: int) -> bool:
    """ "Two by two in the routine's order, by the number of its sessions so far (the first pair after the second)." """
    sessions = len(sessions_of(story, routine))
    pairs = (len(routine.steps) + 1) // 2
    return sessions >= 2 and (sessions - 2) % pairs == number // 2


def earns_step(story: Story, routine: Routine, number: int, check_in: CheckIn) -> bool:
    """ "The last two records of this routine with this exercise: green …; and no painkiller today: one step up, for
    those whose turn it is."
    """
    step, level = routine.steps[number], story.level(routine.id, number)
    if level.rung + 1 >= len(step.ladder) or check_in.get("painkiller") is True or not is_turn(story, routine, number):
        return False
    first = max(after_gap(story, step.exercise), after_acute_began(story))
    with_it = [
        past
        for past in sessions_of(story, routine)
        if not was_trimmed(past, past.asked[number]) and story.number(past) >= first
    ]
    earned = len(with_it) >= 2 and all(counts_toward_step(past, number, level.rung) for past in with_it[-2:])
    return earned and may_change_rung(story, with_it, number, level)


def after_acute_began(story: Story) -> int:
    """The number of the first entry since the acute phase was last entered. Row 7 "sets every routine back to `from` at
    once": what was earned before it, at `from` too, is gone, as after a gap. RULES says it of gaps alone: safer.
    """
    entered = [
        begun.after
        for before, begun in zip(story.phases, story.phases[1:], strict=False)
        if begun.phase == "acute" and before.phase != "acute"
    ]
    return max(entered, default=-1) + 1


def counts_toward_step(past: Past, number: int, rung: int) -> bool:
    """ "Green and not provisional, at its present level and full dose, done ≥ 90 %, effort ≤ 7 and answered, no
    painkiller within 6 h, not painful, not swapped or eased."
    """
    asked, answers = past.asked[number], past.entry
    exercise = asked.step.exercise
    performed = details(past, asked)
    return (
        past.is_counted_green
        and asked.full
        and asked.level == rung
        and answers.get("done", 0) >= 0.9
        and all(detail.get("done", 1) >= 0.9 for detail in performed)
        and answers.get("effort", 10) <= 7
        and answers.get("painkiller") is not True
        and exercise not in painful(past)
        and not any(detail.get("swapped") or detail.get("eased") for detail in performed)
    )


def may_change_rung(story: Story, with_it: list[Past], number: int, level: Level) -> bool:
    """A rung of resistance: "when at least 3 sessions with this exercise lie since its last step of any kind, counting
    the one that committed it".
    """
    step = with_it[-1].asked[number].step
    if step.ladder[level.rung + 1].rung == step.ladder[level.rung].rung:
        return True
    since = [past for past in with_it if story.number(past) >= level.stepped_by and past.asked[number].dose is not None]
    return len(since) >= 3


# --- committing -----------------------------------------------------------------------------------------------------


def commit(story: Story, past: Past, routine: Routine) -> None:
    """ "Moves are decided when a plan is made and committed by the record that follows, each for what it asked: what
    was out commits no step up. A record that row 9 follows, or whose plan would have been refused, commits no step up;
    its steps down count." Gaps belong "to the exercise in every routine", and end where it is done.
    """
    number = len(story.pasts) - 1
    before = {key: level.rung for key, level in story.levels.items()}
    for index, asked in enumerate(past.asked):
        key = (routine.id, index)
        is_back = was_done(past, asked.step.exercise)
        down = max(asked.gap_steps, asked.other_steps) if is_back else asked.other_steps
        _move(story, key, before.get(key, 0) - down, number)
        if asked.up and asked.dose is not None and not past.refused and not past.row_9:
            _move(story, key, asked.level, number)
    done = {asked.step.exercise: asked.gap_steps for asked in past.asked if was_done(past, asked.step.exercise)}
    for other in story.book.values():
        for index, step in enumerate(other.steps if other.id != routine.id else ()):
            if done.get(step.exercise):
                _move(story, (other.id, index), story.level(other.id, index).rung - done[step.exercise], number)


def _move(story: Story, key: tuple[str, int], rung: int, number: int) -> None:
    level = story.level(*key)
    if max(0, rung) != level.rung:
        level.rung, level.stepped_by = max(0, rung), number


def back_to_from(story: Story) -> None:
    """Row 7: entering the acute phase "sets every routine back to `from` at once"."""
    for key in list(story.levels):
        _move(story, key, 0, len(story.pasts) - 1)
