"""The questions about training: before it, after it, and about what is logged. Both front ends ask from here.

A line holds all that a question says, and when it is open; how an answer is given is theirs.
Left out: what the answers do. Source: RULES, "Words", "Phases", "Return to run".
"""

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace


class Takes(StrEnum):
    """What answers a question."""

    PAIN = "pain"
    EFFORT = "effort"
    YES_NO = "yes-no"
    TICK = "tick"
    """It is true today, or not named, which is a no."""
    QUALITY = "quality"
    MINUTES = "minutes"
    TIME = "time"
    DISTANCE = "distance"
    STAGE = "stage"
    SHARE = "share"
    STOPPED = "stopped"
    EXERCISES = "exercises"


class When(StrEnum):
    """When a question is open."""

    ALWAYS = "always"
    WITH_PAIN = "with-pain"
    """Not where the worst and the pain right after are both 0."""
    DAILY_LIFE = "daily-life"
    """Where nothing else is wanting for the next phase, or for running."""
    NOT_AS_PLANNED = "not-as-planned"
    CUT_SHORT = "cut-short"
    """A run was not as planned, or a session not done in full."""
    MORNING = "morning"
    """The morning after has come."""
    GOES_FAR = "goes-far"
    """It was of a kind that goes some way."""


class Prompt(Struct, frozen=True):
    """One question. ``name``: of its answer; ``label``: short, for a column; ``question``: in full, without its mark.

    ``hint``: how it is meant, where what it takes does not say it; ``{place}`` in it, and in the label, is what hurts.
    ``letters``: a tick's, in a line of such letters.
    """

    name: str
    takes: Takes
    label: str
    question: str
    when: When = When.ALWAYS
    hint: str = ""
    letters: str = ""


# --- before a session -----------------------------------------------------------------------------------------------

BEFORE = Prompt("before", Takes.PAIN, "Pain now: {place}, 0 none … 10 worst", "Pain now")
CHECK_IN = (
    BEFORE,
    Prompt(
        "daily_life_pain_free",
        Takes.YES_NO,
        "Is daily life free of pain?",
        "Is your daily life free of pain",
        When.DAILY_LIFE,
    ),
)
"""What is asked one by one; after the first come the mornings that are not told yet."""
SHARP = Prompt("sharp", Takes.TICK, "Sharp pain", "sharp pain", letters="sh")
LIMP = Prompt("limp", Takes.TICK, "You limp", "limping", letters="l")
PAINKILLER = Prompt("painkiller", Takes.TICK, "A painkiller in the last 6 hours", "painkiller in 6 h", letters="p")
ICED = Prompt("iced", Takes.TICK, "Ice on it in the last 20 minutes", "ice in 20 min", letters="i")
TICKS = (SHARP, LIMP, PAINKILLER, ICED)
"""What may be true today, beside the warning signs (``red_flags``). Of ice the minutes since count, not the tick."""
NOTED_APART = (
    Prompt("soreness", Takes.PAIN, "Sore muscles", "sore muscles"),
    Prompt("elsewhere", Takes.PAIN, "Pain elsewhere", "pain elsewhere"),
)
"""What stands apart from the complaint, before a session and after it; no part of the rules."""


# --- after it -------------------------------------------------------------------------------------------------------

WORST = Prompt("worst", Takes.PAIN, "Worst pain during", "Worst pain during the session")
AFTER = Prompt("after", Takes.PAIN, "Pain right now", "Pain right now", hint="Of {place}: 0 none … 10 worst, now.")
QUALITY = Prompt("quality", Takes.QUALITY, "The pain was", "What was it like", When.WITH_PAIN)
GAIT = Prompt(
    "gait_changed",
    Takes.YES_NO,
    "It changed how I move",
    "Did the pain change how you move",
    When.WITH_PAIN,
    "Did the pain change how you moved?",
)
PAINFUL = Prompt("painful", Takes.EXERCISES, "These hurt", "Where did it hurt", When.WITH_PAIN)
EFFORT = Prompt("effort", Takes.EFFORT, "How hard was it", "How hard was it")
RIGHT_AFTER = replace(
    AFTER,
    label="Pain right after",
    question="Pain right after it",
    hint="Of {place}: 0 none … 10 worst, right after it.",
)
"""The same question later: what is felt by then is another thing."""
_NOW_IS_AFTER = timedelta(hours=1)
PAIN_CHECK = (WORST, AFTER, QUALITY, GAIT, PAINFUL, EFFORT)


def after_of(began: datetime, now: datetime) -> Prompt:
    """How the pain right after is asked about what ``began`` then."""
    return AFTER if now - began <= _NOW_IS_AFTER else RIGHT_AFTER


def open_after(*, without_pain: bool) -> tuple[Prompt, ...]:
    """The pain check's questions; those about the pain only where there was some."""
    return tuple(prompt for prompt in PAIN_CHECK if prompt.when is When.ALWAYS or not without_pain)


# --- about what is logged -------------------------------------------------------------------------------------------

LOG = {
    prompt.name: prompt
    for prompt in (
        Prompt("minutes", Takes.MINUTES, "Minutes", "How many minutes"),
        Prompt("stage", Takes.STAGE, "Stage", "Which stage"),
        Prompt("as_planned", Takes.YES_NO, "Run as planned", "Did you run all of it as planned"),
        Prompt("run_s", Takes.TIME, "Minutes running", "How many minutes did you run", When.NOT_AS_PLANNED),
        Prompt("walk_s", Takes.TIME, "Minutes walking", "How many minutes did you walk", When.NOT_AS_PLANNED),
        Prompt("distance_m", Takes.DISTANCE, "How far", "How far was it", When.GOES_FAR),
        Prompt("done", Takes.SHARE, "How much of it", "How much of it did you do"),
        Prompt("stopped", Takes.STOPPED, "Why you stopped early", "Why did you stop early", When.CUT_SHORT),
        Prompt("limp", Takes.YES_NO, "You limped", "Did you limp"),
        Prompt("before", Takes.PAIN, "Pain before", "Pain before it"),
        replace(WORST, question="Worst pain during it"),
        replace(RIGHT_AFTER, hint=""),
        QUALITY,
        replace(GAIT, hint=""),
        PAINFUL,
        EFFORT,
        Prompt("painkiller", Takes.YES_NO, "Painkiller 6 h before", "Had you taken a painkiller in the 6 hours before"),
        Prompt("morning", Takes.PAIN, "Pain the morning after", "Pain the morning after it", When.MORNING),
    )
}
"""By the names of their answers; which of them each kind of thing is asked: ``activity_log``."""
