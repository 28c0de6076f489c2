"""Why a routine is refused today, in two words: for lists, where the whole sentence (``gate``) has no room."""

from coach.domain.planning.gate import Refusal
from coach.domain.planning.run_gate import OWN_RUNS_SENTENCE
from coach.domain.rules import numbers as rules

_WORDS = {
    1: "locked",
    2: "too sore",
    3: "after red",
    4: "later phase",
    5: "too sore",
    6: "after ice",
    rules.GROUP_CAP: "group's cap",
}
_TOO_SOON, _NOT_YET = "too soon", "not yet"
LONGEST_REFUSAL = max(map(len, (*_WORDS.values(), _TOO_SOON, _NOT_YET)))
"""The length in characters of the longest of these texts."""


def in_two_words(refused: Refusal) -> str:
    """Say why a routine is refused: ``later phase``; for a run, ``too soon`` if it only has to wait, or ``not yet``.

    Where runs are the runner's own, none is planned at any time: ``your own``.
    """
    if refused.why == OWN_RUNS_SENTENCE:
        return "your own"
    waits = _TOO_SOON if refused.earliest is not None else _NOT_YET
    return _WORDS.get(refused.rule, waits)
