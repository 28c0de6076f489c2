"""Guesses whether one word is another with a typing mistake.

Words joined by hyphens are compared one by one: "plonk" is "plank", but "standing-hip-circle" is another movement than
"standing-hip-flexion", however much they share, and "week-3" is not "week-4". Nobody who follows a suggestion may
end up training something else.
"""

from collections import Counter
from collections.abc import Iterable

LONGEST_GUESS = 64
"""Words longer than this are not compared: it would only cost time."""
_SHORT = 2
"""Words up to this length must match exactly: with one letter changed they are other words."""
_MIDDLING = 5
"""Words up to this length may have one slip, longer ones two."""
_MOST_SLIPS = 2


_OTHER_WORDS = {
    "seconds": "hold",
    "duration": "hold",
    "time": "hold",
    "repetitions": "reps",
    "repeats": "reps",
    "series": "sets",
    "pause": "rest",
    "break": "rest",
    "weight": "resistance",
    "load": "resistance",
    "band": "resistance",
    "remark": "note",
    "comment": "note",
    "description": "about",
    "title": "name",
    "type": "kind",
    "exercises": "step",
    "week": "stage",
    "weeks": "stage",
    "equipment": "needs",
    "instructions": "steps",
}
"""Words that people write for a key, and the key."""


def meant_key(word: str, keys: Iterable[str]) -> str | None:
    """The one of ``keys`` that ``word`` means: another word for it, or a misspelling; None when there is none."""
    keys = tuple(keys)
    other = _OTHER_WORDS.get(_plain(word))
    return other if other in keys else nearest(word, keys)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of ``words`` that ``word`` probably means, the first of the closest; None when none is close."""
    close = closest(word, words)
    return close[0] if close else None


def closest(word: str, words: Iterable[str]) -> list[str]:
    """Those of ``words`` that ``word`` may be a misspelling of, fewest slips first, then those sharing most letters."""
    wanted = _plain(word)
    if not wanted or len(word) > LONGEST_GUESS:
        return []
    found = []
    for each in words:
        slips = slips_between(wanted, _plain(each))
        if slips is not None:
            found.append((slips, -(Counter(wanted) & Counter(_plain(each))).total(), each))
    return [each for _, _, each in sorted(found, key=lambda rank: rank[:2])]


def slips_between(word: str, other: str) -> int | None:
    """The number of slips between two words; None when there are too many for one to mean the other."""
    if word == other:
        return 0
    if abs(len(word) - len(other)) > _MOST_SLIPS:
        return None
    mine, theirs = word.split("-"), other.split("-")
    if len(mine) != len(theirs):  # a hyphen too many or too few, and nothing else
        return 1 if word.replace("-", "") == other.replace("-", "") else None
    total = 0
    for one, another in zip(mine, theirs, strict=True):
        if one != another:
            slips = _slips_in(one, another)
            if slips is None:
                return None
            total += slips
    return total if total <= _MOST_SLIPS else None


def _plain(word: str) -> str:
    return word.strip().lower().replace("_", "-").replace(" ", "-")


def _slips_in(word: str, other: str) -> int | None:
    """The same for single words: short ones, and ones with a digit, must match exactly."""
    length = max(len(word), len(other))
    if length <= _SHORT or any(letter.isdigit() for letter in word + other):
        return None
    most = 1 if length <= _MIDDLING else _MOST_SLIPS
    if abs(len(word) - len(other)) > most:
        return None
    slips = _distance(word, other)
    if slips == _MOST_SLIPS and sorted(word) == sorted(other):
        return 1  # one letter in the wrong place
    return slips if slips <= most else None


def _distance(word: str, other: str) -> int:
    """The number of letters to insert, delete, change or swap with a neighbour (restricted Damerau-Levenshtein)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for number, letter in enumerate(word, 1):
        before, above, row = row, before, [number]
        for place, their in enumerate(other, 1):
            least = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != their))
            is_swap = number > 1 and place > 1 and letter == other[place - 2] and word[number - 2] == their
            row.append(min(least, above[place - 2] + 1) if is_swap else least)
    return row[-1]
