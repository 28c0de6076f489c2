"""The questions about training: before it, after it, and about what is logged. Both front ends ask from here.

Each entry holds a question's words, and when it is open; how it is answered is up to the front end.
Left out: what the answers do. Source: RULES, "Words", "Phases", "Return to run".
"""

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace


class Takes(StrEnum):
    """What kind of answer a question takes."""

    PAIN = "pain"
    EFFORT = "effort"
    YES_NO = "yes-no"
    TICK = "tick"
    """Ticked: it is true today; not ticked: a no."""
    QUALITY = "quality"
    MINUTES = "minutes"
    TIME = "time"
    DISTANCE = "distance"
    STAGE = "stage"
    SHARE = "share"
    STOPPED = "stopped"
    EXERCISES = "exercises"


class When(StrEnum):
    """When a question is open, that is, to be asked."""

    ALWAYS = "always"
    WITH_PAIN = "with-pain"
    """Not where the worst and the pain right after are both 0."""
    DAILY_LIFE = "daily-life"
    """Where all else that the next phase, or running, needs is met."""
    PLANNED = "planned"
    """A run was planned for that day."""
    NOT_AS_PLANNED = "not-as-planned"
    """It was planned, and went otherwise."""
    OF_ANY_LENGTH = "of-any-length"
    """It went otherwise than planned, or nothing was planned."""
    CUT_SHORT = "cut-short"
    """A run was not as planned, or a session not done in full."""
    MORNING = "morning"
    """The morning after has come."""
    GOES_FAR = "goes-far"
    """It was of a kind that covers a distance."""


class Prompt(Struct, frozen=True):
    """One question. ``name``: the answer's field; ``label``: short, for a column; ``question``: in full, without "?".

    ``hint``: how it is meant, if ``takes`` does not show that; ``{place}`` in hint and label stands for what hurts.
    ``letters``: what is typed for a tick in plain mode, where several go in one line.
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
"""Asked one by one; after the first one come the mornings that are not answered yet."""
SHARP = Prompt("sharp", Takes.TICK, "Sharp pain", "sharp pain", letters="sh")
LIMP = Prompt("limp", Takes.TICK, "You limp", "limping", letters="l")
PAINKILLER = Prompt("painkiller", Takes.TICK, "A painkiller in the last 6 hours", "painkiller in 6 h", letters="p")
ICED = Prompt("iced", Takes.TICK, "Ice on it in the last 20 minutes", "ice in 20 min", letters="i")
TICKS = (SHARP, LIMP, PAINKILLER, ICED)
"""What may be ticked for today, besides the warning signs (``red_flags``). Ice is kept as minutes since, not a tick."""
NOTED_APART = (
    Prompt("soreness", Takes.PAIN, "Sore muscles", "sore muscles"),
    Prompt("elsewhere", Takes.PAIN, "Pain elsewhere", "pain elsewhere"),
)
"""Asked apart from the complaint, before a session and after it; no part of the rules."""


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
"""The same question asked later, when the pain felt now is no longer the pain right after."""
_NOW_IS_AFTER = timedelta(hours=1)
PAIN_CHECK = (WORST, AFTER, QUALITY, GAIT, PAINFUL, EFFORT)


def after_of(began: datetime, now: datetime) -> Prompt:
    """The question about the pain right after, for what ``began`` then: an hour later it no longer means now."""
    return AFTER if now - began <= _NOW_IS_AFTER else RIGHT_AFTER


def open_after(*, without_pain: bool) -> tuple[Prompt, ...]:
    """The pain check's questions; ``without_pain`` leaves out those about the pain."""
    return tuple(prompt for prompt in PAIN_CHECK if prompt.when is When.ALWAYS or not without_pain)


# --- about what is logged -------------------------------------------------------------------------------------------

LOG = {
    prompt.name: prompt
    for prompt in (
        Prompt("minutes", Takes.MINUTES, "Minutes", "How many minutes"),
        Prompt("stage", Takes.STAGE, "Stage", "Which stage", When.PLANNED),
        Prompt("as_planned", Takes.YES_NO, "Run as planned", "Did you run all of it as planned", When.PLANNED),
        Prompt("run_s", Takes.TIME, "Minutes running", "How many minutes did you run", When.OF_ANY_LENGTH),
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
"""The questions about what is logged, by name; ``log_questions`` says which of them each kind is asked."""
