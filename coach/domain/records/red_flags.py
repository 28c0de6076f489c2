"""Warning signs that somebody should look at before any more training, and the notices for them.

One tick is enough. Left out: the lock that follows (``lock``). Source: RULES, "Red flags".
"""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct


class Urgency(StrEnum):
    """How soon somebody should look. A prompt locks nothing."""

    EMERGENCY = "emergency"
    SEE_SOMEONE = "see-someone"
    PROMPT = "prompt"


class RedFlag(Struct, frozen=True):
    """One sign: its id in files, the question for the runner, and how soon somebody should look."""

    id: str
    question: str
    urgency: Urgency


def _flags(urgency: Urgency, questions: dict[str, str]) -> tuple[RedFlag, ...]:
    return tuple(RedFlag(flag_id, question, urgency) for flag_id, question in questions.items())


RED_FLAGS = (
    *_flags(
        Urgency.EMERGENCY,
        {
            "saddle-numbness": "Numbness between your legs, where a saddle would touch",
            "bladder-bowel-sexual-change": "A new change in bladder, bowel or sexual function",
            "leg-weakness": "A leg that has become weak",
            "cannot-bear-weight": "You cannot put weight on the leg",
            "deformity-or-major-trauma": "A hard fall or blow, or a hip that looks out of shape",
            "fever-with-hip-groin-back-or-joint-pain": "Fever together with hip, groin, back or joint pain",
            "sudden-testicular-pain": "Sudden pain in a testicle",
            "severe-abdominal-pain": "Severe pain in the belly",
        },
    ),
    *_flags(
        Urgency.SEE_SOMEONE,
        {
            "night-or-unremitting-rest-pain": "Pain that wakes you at night, or never lets up at rest",
            "groin-pain-building-with-running-or-hopping": "Groin pain that builds up as you run or hop",
            "weight-loss-sweats-or-cancer-history": "Unexplained weight loss or night sweats, or a history of cancer",
            "long-steroid-use-with-new-pain": "Steroids for a long time, and now a new pain",
            "groin-lump": "A lump in the groin",
            "blood-in-urine": "Blood in your urine",
            "spreading-numbness-or-tingling": "Numbness or tingling that spreads",
            "sudden-worsening": "It suddenly got much worse",
        },
    ),
    *_flags(Urgency.PROMPT, {"no-better-after-weeks": "No better after weeks of training"}),
)
BY_ID = {flag.id: flag for flag in RED_FLAGS}


def locking(flag_ids: Iterable[str] | None) -> frozenset[str]:
    """The flags among these that lock training. An unknown id locks too: somebody meant something by it."""
    return frozenset(i for i in flag_ids or () if i not in BY_ID or BY_ID[i].urgency is not Urgency.PROMPT)


def prompting(flag_ids: Iterable[str] | None) -> bool:
    """Whether one of these only prompts to see a clinician."""
    return any(i in BY_ID and BY_ID[i].urgency is Urgency.PROMPT for i in flag_ids or ())


def most_urgent(flag_ids: Iterable[str]) -> Urgency:
    """``EMERGENCY`` if one of the flags is; else ``SEE_SOMEONE``."""
    emergency = any(i in BY_ID and BY_ID[i].urgency is Urgency.EMERGENCY for i in flag_ids)
    return Urgency.EMERGENCY if emergency else Urgency.SEE_SOMEONE


HEADINGS = {
    Urgency.EMERGENCY: "GET HELP NOW",
    Urgency.SEE_SOMEONE: "TRAINING RESTS: BE SEEN FIRST",
    Urgency.PROMPT: "WORTH A VISIT",
}
"""The heading above a notice, so that nobody takes it for a rest day."""
EMERGENCY_NOTICE = (
    "Stop training and get help now: call your local emergency number, or have somebody take you to an emergency "
    "department. Do not drive yourself. What you ticked can be serious, and minutes can matter."
)
SEE_SOMEONE_NOTICE = (
    "Stop training and have a doctor or physiotherapist look at this before you go on. "
    "What you ticked needs an examination that no program can give."
)
GROIN_NOTICE = (
    "Groin pain that builds with running or hopping can be a stress fracture that feels like a strained hip flexor: "
    "no running or hopping, and be seen today."
)
REDS_NOTICE = (
    "Three red sessions within two weeks: training rests until a doctor or physiotherapist has looked at your hip."
)
UNREAD_HEADING = "TRAINING RESTS: SOMETHING CANNOT BE READ"
UNREAD_NOTICE = (
    "Something on record cannot be read, and it may have been a warning sign: training rests until you have said what "
    "it was, or that it may be left aside."
)
SAFETY_NOTICE = (
    "The coach teaches; it does not diagnose or treat.",
    "Ask a professional first if you are pregnant, under 18, had surgery lately, have weak bones or a risk of them, or "
    "may be eating too little for your training.",
    "Stop when pain turns sharp or catching, or changes how you move.",
    "Numbness between the legs, trouble with bladder or bowel, a weak leg, a hip you cannot stand on, fever with the "
    "pain: call your local emergency number.",
    "Painkillers hide pain: on days you take one, nothing goes up. The coach says nothing about drugs or doses.",
    "The pain limits used here were tested on tendons, not on the psoas: when in doubt, do less and ask.",
)
"""The safety notice: shown at the first start, and kept where it can be read again."""
