"""What may be true today besides the pain, as the items that the Ready screen lists to be ticked."""

from coach.domain.records.questions import TICKS
from coach.domain.records.red_flags import RED_FLAGS, Urgency
from coach.tui.dialogs.checklist import Item

_HEADINGS = {
    Urgency.EMERGENCY: "Warning signs: get help now",
    Urgency.SEE_SOMEONE: "Warning signs: be seen before you train",
    Urgency.PROMPT: "Worth a visit",
}


def _signs() -> tuple[Item[str], ...]:
    return (*(Item(prompt.label, prompt.name) for prompt in TICKS), *_flags())


def _flags() -> tuple[Item[str], ...]:
    flags: list[Item[str]] = []
    for urgency in Urgency:
        of_urgency = [flag for flag in RED_FLAGS if flag.urgency is urgency]
        flags += [
            Item(flag.question, flag.id, heading="" if number else _HEADINGS[urgency])
            for number, flag in enumerate(of_urgency)
        ]
    return tuple(flags)


FLAGS = _flags()
"""The warning signs."""
SIGN_ITEMS = _signs()
"""Everything that "none of these" denies: the other signs of the check-in, then the warning signs."""
