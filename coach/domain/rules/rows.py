"""The rows of the rules in words: what each is called, where it comes from, and what its card says to a runner.

Left out: the numbers, which the cards quote (``numbers``).
"""

from datetime import timedelta

from msgspec import Struct

from coach.domain.rules.numbers import (
    ACUTE_MAX_HOLD_S,
    AMBER_CUT,
    AMBERS_AS_RED_WINDOW,
    GAPS,
    GROUP_CAP,
    ICE_WAIT_MINUTES,
    LOCKING_REDS,
    LOCKING_REDS_WINDOW,
    PAINFUL_OUT_SESSIONS,
    RED_CUT,
    RED_REST,
    REFUSED_BEFORE_FROM,
    RESCUE_BEFORE_FROM,
    RESCUE_BEFORE_RISE,
    RESCUE_SETS_PERCENT,
    RETURN_TO_RUN_ROW,
    RUNG_SESSIONS,
    START_ACUTE_BEFORE_FROM,
    STEP_UP_DONE_FROM,
    STEP_UP_EFFORT_TO,
    STEP_UP_RECORDS,
    STEP_UPS_AT_ONCE,
    TIRED_DONE_BELOW,
)


class Rule(Struct, frozen=True):
    """One row of "What follows": its number, a name for people, where it comes from, and what it says to a runner."""

    row: int
    name: str
    source: str
    says: tuple[str, ...]


def _days(span: timedelta) -> str:
    return f"{span.days} days"


def _hours(span: timedelta) -> str:
    return f"{round(span.total_seconds() / 3600)} hours"


_FAR, _LONG, _SHORT = (longer_than for longer_than, _ in GAPS)
ROWS = {
    rule.row: rule
    for rule in (
        Rule(
            1,
            "locked",
            "coach",
            (
                f"One warning sign is enough, and so are {LOCKING_REDS} reds within {_days(LOCKING_REDS_WINDOW)}: all "
                "training stops, and a notice says how soon to be seen.",
                "Only your own word about what came of it, given on Home, unlocks it. It is kept in your history.",
            ),
        ),
        Rule(
            2,
            "too sore today",
            "S3, S4",
            (
                f"Sharp pain, a limp, or pain {REFUSED_BEFORE_FROM} or more before you start: no training today.",
                "You are offered acute relief instead, without its stretches.",
                f"As long as nothing is recorded, pain from {START_ACUTE_BEFORE_FROM} on is planned as in acute, too.",
            ),
        ),
        Rule(
            3,
            "rest after a red",
            "coach",
            (f"For {_hours(RED_REST)} after a red there is only acute relief.", "You are told when it is open again."),
        ),
        Rule(
            4,
            "a later phase",
            "S4",
            (
                "A routine says which phases it is for; naming none, it opens in recovery. Before that it waits.",
                "Instead you get acute relief in the acute phase, and rehab foundation in recovery.",
            ),
        ),
        Rule(
            5,
            "sorer than usual",
            "rescue training",
            (
                f"Pain {RESCUE_BEFORE_FROM} to {REFUSED_BEFORE_FROM - 1} before you start, or {RESCUE_BEFORE_RISE} "
                "points more than before your last record: today only the rescue routine.",
                f"It has {RESCUE_SETS_PERCENT} % of its sets at most, and nothing goes up.",
                "In the acute phase you get acute relief instead.",
            ),
        ),
        Rule(
            6,
            "ice comes after stretching",
            "S4",
            (
                f"Cold tissue should not be stretched: routines that stretch wait until {ICE_WAIT_MINUTES} minutes "
                "after ice.",
                "Stretch first, ice afterwards.",
            ),
        ),
        Rule(
            7,
            "acute phase",
            "S4",
            (
                "When the acute phase begins, every exercise goes back to the start of its range.",
                f"Nothing goes up while it lasts, and a hold to the limit becomes {ACUTE_MAX_HOLD_S} s.",
            ),
        ),
        Rule(
            8,
            "back after a break",
            "coach",
            (
                f"An exercise not done for more than {_days(_SHORT)} takes one step back, for more than "
                f"{_days(_LONG)} two, for more than {_days(_FAR)} it starts again.",
                "That is so in every routine with it, and records from before the break earn no step.",
                "What was trimmed for want of time counts as done.",
            ),
        ),
        Rule(
            9,
            "after a red",
            "S3, coach",
            (
                f"{RED_CUT.sets_percent} % of the sets, {RED_CUT.work_percent} % of the reps or seconds, and one rung "
                f"of resistance less. A third amber running, all within {_days(AMBERS_AS_RED_WINDOW)}, cuts the same.",
                f"Drills and whatever loads the hip flexors rest; what hurt rests for {PAINFUL_OUT_SESSIONS} sessions.",
                "The next green session with the exercise, fully answered and without a painkiller, ends the cut. "
                "Drills and loading exercises come back, still cut, after such a session of strength or mixed work. "
                "The record that this rule follows takes no step up.",
            ),
        ),
        Rule(
            10,
            "after an amber",
            "pain-monitoring model",
            (
                f"What hurt goes down to {AMBER_CUT.work_percent} % of its reps or seconds; where you named nothing, "
                "everything that loads the hip flexors does. Drills rest, but for the dynamic warm-up.",
                "A second amber running takes one step back as well; from the third on, within "
                f"{_days(AMBERS_AS_RED_WINDOW)}, rule 9 holds. Running: no green strength, mixed or drill session, or "
                "run, between. A steady run is no amber here.",
                "The next green session with the exercise, fully answered and without a painkiller, ends the cut.",
            ),
        ),
        Rule(
            11,
            "stopped early, tired",
            "coach",
            (
                f"Less than {round(TIRED_DONE_BELOW * 100)} % done, because you were tired: one step back.",
                "Out of time or interrupted, the level stays. Stopped for pain, your pain answers decide.",
            ),
        ),
        Rule(
            12,
            "a step up",
            "2-for-2 rule, S4",
            (
                f"It takes the last {STEP_UP_RECORDS} records of this routine with the exercise: green, fully "
                f"answered, at the full present dose, {round(STEP_UP_DONE_FROM * 100)} % done or more, effort "
                f"{STEP_UP_EFFORT_TO} or less, no painkiller, no pain in this exercise, itself done (a day that it was "
                "out of is no full dose).",
                "More reps or seconds come first, then a set, then resistance, at the soonest "
                f"{RUNG_SESSIONS} sessions after the last step.",
                f"At most {STEP_UPS_AT_ONCE} exercises go up at a time; they take turns. None does on a day with a "
                "painkiller.",
            ),
        ),
        Rule(
            13,
            "hold",
            "coach",
            (
                "Nothing asks for more or for less, so the dose stays as it is.",
                "At the top of the range that the routine's author wrote, it stays for good.",
            ),
        ),
        Rule(RETURN_TO_RUN_ROW, "return to running", "S3, return-to-running protocols, Frandsen 2025", ()),
        Rule(
            GROUP_CAP,
            "what your group allows",
            "your group",
            (
                "Whoever looks after your group may cap sets, reps, holds, resistance, the stage of running, the phase "
                "of routines, the days between strength, and the pain from which a session is amber or red.",
                "A cap only ever lowers, after all other rules. No routine or setting of your own can raise it, and "
                "no level climbs above it.",
            ),
        ),
    )
}
"""All rules by number. The text of "return to running" needs the stages, so it is in ``teaching.rule_cards``."""
