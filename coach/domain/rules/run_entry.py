"""What must hold before the first run, and again after a suspension. Source: RULES, "Return to run"."""

from datetime import datetime

from coach.domain.records.entries import Walk
from coach.domain.rules import numbers as rules
from coach.domain.rules.phases import DAILY_LIFE, Need
from coach.domain.rules.stages import RunStanding


def entry(run: RunStanding, at: datetime, daily_life: bool | None, today_pain_free: bool | None) -> tuple[Need, ...]:
    """The conditions of the first run, met or not. The phase is asked elsewhere (``run_gate``)."""
    walks = len(walks_that_count(run, at))
    calm = run.last_red is None or at - run.last_red >= rules.WEEK
    others = (
        Need(
            f"your last {rules.ENTRY_SESSIONS} strength or mixed sessions green and fully answered",
            _all_green(tuple(run.strength)),
        ),
        Need(
            f"two brisk walks of {rules.ENTRY_WALK_MINUTES} minutes without a limp, each with a calm next morning "
            f"(so far {walks})",
            walks >= rules.ENTRY_WALKS,
        ),
        Need("no red for 7 days", calm),
    )
    free = Need(DAILY_LIFE, daily_life is True and today_pain_free is not False)
    if not free.met and all(need.met for need in others):
        free = Need(f"{DAILY_LIFE}, as you answer before your next session", met=False)
    return (free, *others)


def is_within_reach(run: RunStanding, at: datetime) -> bool:
    """Whether a green session today and one more brisk walk are all that the entry lacks, daily life aside.

    What is answered of daily life today is on record by then, so that nothing waits for it.
    """
    greens = (*run.strength, True)[-rules.ENTRY_SESSIONS :]
    return _all_green(greens) and len(walks_that_count(run, at)) >= rules.ENTRY_WALKS - 1


def _all_green(sessions: tuple[bool, ...]) -> bool:
    return len(sessions) == rules.ENTRY_SESSIONS and all(sessions)


def walks_that_count(run: RunStanding, at: datetime) -> tuple[Walk, ...]:
    """The brisk walks that the entry accepts at a time, oldest first."""
    return tuple(walk for walk in run.walks if _fits(walk, run, at))


def what_walk_lacks(walk: Walk) -> tuple[str, ...]:
    """What a walk lacks of its own to count for the entry, in words; its morning and later reds are not looked at."""
    lacks = (
        (f"{rules.ENTRY_WALK_MINUTES} minutes or more", (walk.minutes or 0) < rules.ENTRY_WALK_MINUTES),
        ("an answer whether you limped", walk.limp is None),
        ("walking without a limp", walk.limp is True),
        ("the pain before it", walk.before is None),
    )
    return tuple(what for what, is_lacking in lacks if is_lacking)


def _fits(walk: Walk, run: RunStanding, at: datetime) -> bool:
    return (
        not what_walk_lacks(walk)
        and walk.before is not None
        and walk.morning is not None
        and walk.morning <= walk.before
        and at - walk.at <= rules.ENTRY_WALK_WINDOW
        and (run.last_red is None or walk.at > run.last_red)
    )
