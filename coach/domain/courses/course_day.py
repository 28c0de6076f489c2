"""What today is for in a course: its training, a run, something between, or rest, with the reason.

It chooses among what the rules allow; a lock, a pause and the hours after a red come first (``today.suggestion``).
"""

from datetime import date, timedelta

from msgspec.structs import replace

from coach.domain.courses.diary import DayKind, Diary, Offer, Suggestion
from coach.domain.courses.progress import done_in_words, overlong
from coach.domain.courses.run_day import around, on_run_day, ran_today, walk_offer
from coach.domain.courses.week import Week, week_so_far
from coach.domain.exercises.course import Block
from coach.domain.exercises.routine import BUILDING, Phase, Routine
from coach.domain.planning.course_standing import trained_in
from coach.domain.planning.standing import RecentRecord
from coach.domain.records.days import near_day
from coach.domain.rules.light import Light
from coach.domain.rules.numbers import ACUTE_RELIEF, GAPS, REHAB_FOUNDATION

RELIEF = Block(id=ACUTE_RELIEF, name="Relief", train=(ACUTE_RELIEF,), phases=(Phase.ACUTE,), per_week=6)
"""The block for acute days where the course has none of its own."""
KEPT = "Nothing due. That counts as kept."
REST_HEADLINE = "Rest. Strength grows today."
REST_ALONE = "Rest, as planned. That counts as kept."
"""The headline of a rest day in a block without strength work."""
WHILE_NO_RUNS = (
    "a swim with a pull buoy, an easy bike, or the elliptical with a short stride, as long as it stays free of pain"
)
"""Cross-training while running is off (S3)."""
WELL_AGAIN = "skating, cycling or dancing, as long as it is free of pain"
"""Cross-training in maintenance (S4)."""


def present_block(here: Diary) -> Block:
    """Return the block that today belongs to: the next one where the present one is over.

    In acute, it is the course's own block for that phase, or ``RELIEF``.
    """
    course = here.standing.course
    block = course.block_for(here.standing.phase)
    if block is None:
        return RELIEF
    following = course.following(here.standing.phase)
    return following if following is not None and course.is_over(here.now) else block


def course_day(here: Diary, done_today: list[str]) -> Suggestion:
    """Return what is due today. ``done_today``: ids of the routines trained today, breaks aside. Needs a course."""
    block = present_block(here)
    week = week_so_far(here, block)
    began_in = here.standing.course.block or block  # what ended that one today was the training of the day
    own = trained_in(block) | trained_in(began_in)
    trained = [name for name in done_today if name in own or _builds(here, name)]
    rests, ran = week.must_rest(), ran_today(here)
    no_run = rests or not (here.standing.run.own or here.profile.run_days or week.spares_its_days())
    choice = None if trained or rests or not week.is_for_training(here.today) else _choice(here, week)
    if _runs_here(here, block) and (ran or not no_run) and (ran or choice is None or here.profile.run_days):
        free = not trained and (ran or choice is None)
        of_the_run = on_run_day(here, [choice] if choice else [], done_today, around(block), free_day=free)
        if of_the_run is not None:
            trains = choice is not None or of_the_run.routine in trained_in(block)
            return replace(of_the_run, following=_following(week, trains_today=trains))
    if trained:
        return _done(here, week, trained)
    if choice is not None:
        return _training(here, week, choice)
    return _free(here, week, done_today)


def _runs_here(here: Diary, block: Block) -> bool:
    return block.running is not None or here.standing.run.own


def _builds(here: Diary, routine_id: str) -> bool:
    routine = here.catalogue.routines.get(routine_id)
    return routine is not None and routine.kind in BUILDING


def _choice(here: Diary, week: Week) -> Routine | None:
    """Return the first of the day's routines, in turn, that is due, allowed by the rules and feasible with the kit."""
    for name in week.order(here.today):
        routine = here.catalogue.routines.get(name)
        if routine and _may(here, routine):
            return routine
    return _way_on(here)


def _way_on(here: Diary) -> Routine | None:
    """Return the foundation routine, to be trained instead while a red keeps too much of the others out (row 9).

    Without it, that state would never end.
    """
    routine = here.catalogue.routines.get(REHAB_FOUNDATION)
    return routine if _is_cut_by_a_red(here) and routine and _may(here, routine) else None


def _is_cut_by_a_red(here: Diary) -> bool:
    return here.standing.red_record is not None and not here.standing.run.proven_since_red


def _may(here: Diary, routine: Routine) -> bool:
    return here.is_due(routine) and not here.refused(routine) and here.feasible(routine.id)


def _training(here: Diary, week: Week, routine: Routine) -> Suggestion:
    course, block = here.standing.course, week.block
    following = _following(week, trains_today=True)
    number = f"Training {min(week.done + 1, week.target)} of {week.target} this week."
    if block is RELIEF or block.is_acute:
        words = "your course waits, and keeps what you have done."
        if block is course.block:
            words = "the rest of your course comes when it has settled."
        return Suggestion(routine.id, f"Relief first: {words}", following=following)
    more = overlong(here.standing, here.now)
    if block is not course.block and course.block is not None:
        why = f"{done_in_words(course, here.now)} Next: {block.name}, {week.target} a week."
        offers = _breaks(here, block)
        return Suggestion(routine.id, why, kind=DayKind.BLOCK_DONE, offers=offers, following=following)
    missed = _missed(here, week)
    why = " ".join(filter(None, (missed, number, more)))
    return Suggestion(routine.id, why, offers=_breaks(here, block), following=following)


def _missed(here: Diary, week: Week) -> str:
    """Return a kind sentence after a longer time without any training, a pause left out; else empty."""
    if not week.trained:
        return ""
    # Any other training counts, too: relief or a run is no time away.
    active = [here.day_of(one.at) for one in here.standing.recent if one.trained]
    away = (here.today - max(week.trained[-1], *active)).days if active else (here.today - week.trained[-1]).days
    pause = here.standing.course.pause
    paused = 0 if pause is None else pause.days(here.today)
    return f"{away} days since your last training; no harm." if away - paused > max(4, 7 // week.target + 1) else ""


def _done(here: Diary, week: Week, trained: list[str]) -> Suggestion:
    words = f"You have done {here.name(trained[-1])} today. Rest is part of the plan."
    return Suggestion(None, words, kind=DayKind.DONE, offers=_breaks(here, week.block), following=_following(week))


def _free(here: Diary, week: Week, done_today: list[str]) -> Suggestion:
    """Return the suggestion for a day without training: optional offers, or rest.

    The offers are those of the present block, even if it is over: the next one begins with its first training.
    """
    present = here.standing.course.block_for(here.standing.phase) or week.block
    offers = _breaks(here, present)
    if not week.must_rest():
        walk = walk_offer(here) if present.running else None  # a walk breaks no rest
        spares = week.spares_its_days()
        between = _between(here, week, present) if spares and not done_today else None
        other = _cross_training(here, week) if spares else None
        relief = here.relief(done_today) if here.standing.phase is Phase.ACUTE else ()
        own = [*filter(None, (walk, between))] or [*filter(None, (other,)), *relief]
        offers = (*own, *offers)
    why = "" if week.must_rest() else _wanting(here, week)
    if not any(not offer.a_day for offer in offers):
        headline = REST_HEADLINE if week.builds else REST_ALONE
        return Suggestion(None, why, kind=DayKind.REST, headline=headline, offers=offers, following=_following(week))
    return Suggestion(None, why, kind=DayKind.BETWEEN, headline=KEPT, offers=offers, following=_following(week))


def _wanting(here: Diary, week: Week) -> str:
    """Say what a training day's routine lacks, where the kit or what the runner avoids leaves too little of it."""
    if not week.is_for_training(here.today) or _is_cut_by_a_red(here):
        return ""
    known = (here.catalogue.routines.get(name) for name in week.order(here.today))
    routine = next((one for one in known if one and here.is_due(one) and not here.refused(one)), None)
    return "" if routine is None else here.lacking(routine)


def _between(here: Diary, week: Week, present: Block) -> Offer | None:
    """Return what the block offers on a day between, if the last day was calm and the runner's days are not used up."""
    profile, days = here.profile, {day for day in week.busy if here.today - day < timedelta(days=7)}
    given = len(profile.training_days) or profile.days_a_week or 7
    if not here.is_training_day or len(days) >= given or not _calm(here):
        return None
    for name in _in_turn(here, present.between):
        routine = here.catalogue.routines.get(name)
        if routine is None or here.trained.get(name) == here.today or here.refused(routine) or not here.suits(name):
            continue
        if routine.kind not in BUILDING or (here.is_due(routine) and week.leaves_a_day_between()):
            return Offer(routine.name, routine=name)
    return None


def _in_turn(here: Diary, names: tuple[str, ...]) -> list[str]:
    """Order the routines between by how long each has waited, the longest first.

    If taking turns would make each come back too late for the rules on gaps (row 8), the order is reversed, so that
    the one done last comes again.
    """
    waiting = sorted(names, key=lambda name: here.trained.get(name, date.min))
    done = [here.trained[name] for name in names if name in here.trained]
    comes_back_after = (here.today - max(done)).days * len(names) if done else 0
    return waiting if comes_back_after <= GAPS[-1][0].days else waiting[::-1]


def _calm(here: Diary) -> bool:
    """Whether nothing was amber or red on the last day that has a record."""
    recent = here.standing.recent
    last = here.day_of(recent[-1].at) if recent else None
    return all(_is_calm(one) for one in recent if here.day_of(one.at) == last)


def _is_calm(record: RecentRecord) -> bool:
    return record.light in (Light.GREEN, Light.NONE)


def _breaks(here: Diary, block: Block) -> tuple[Offer, ...]:
    """Return an offer for each ``a_day`` routine of the block that is not yet done as often as asked."""
    offers = []
    for name, times in block.a_day.items():
        routine = here.catalogue.routines.get(name)
        done = here.breaks_today.get(name, 0)
        if routine and done < times and not here.refused(routine):
            offers.append(Offer(f"{routine.name} ({done + 1} of {times} today)", routine=name, a_day=True))
    return tuple(offers)


def _cross_training(here: Diary, week: Week) -> Offer | None:
    """Return an offer of other movement on a free day: in maintenance, or in recovery while running is off."""
    if here.standing.phase is Phase.MAINTENANCE:
        return Offer(WELL_AGAIN) if _calm(here) else None
    off = week.block.running is not None and not here.standing.run.entered and not here.standing.run.own
    return Offer(WHILE_NO_RUNS) if off and here.standing.phase is Phase.RECOVERY and _calm(here) else None


def _following(week: Week, *, trains_today: bool = False) -> str:
    """Say when the next training is: ``Next training: tomorrow.`` ``trains_today``: today's is still to come."""
    return f"Next training: {near_day(week.next_training(trains_today=trains_today), week.here.today)}."
