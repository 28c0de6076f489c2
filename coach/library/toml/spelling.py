"""Whether one word is another with a slip of the keyboard in it.

Told by the letters alone, word by word: "plonk" is "plank", but "standing-hip-circle" is another movement than
"standing-hip-flexion", however much of them is alike, and "week-3" is not "week-4". Whoever follows a suggestion
must never train something else by it.
"""

from collections import Counter
from collections.abc import Iterable

LONGEST_GUESS = 64
"""Longer words are no slip of the keyboard; comparing them would only cost time."""
_SHORT = 2
"""Letters of a word that must be right as it is: with one of them changed it is another word."""
_MIDDLING = 5
"""Letters of a word in which one slip is likely, two are not."""
_MOST_SLIPS = 2


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of ``words`` that was probably meant by ``word``, the first of the closest; None: none is close."""
    close = closest(word, words)
    return close[0] if close else None


def closest(word: str, words: Iterable[str]) -> list[str]:
    """Those of ``words`` that ``word`` may be a slip of: the closest first, then those that share most letters."""
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
    """How many slips make one out of the other; None: too many for it to have been meant."""
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
    """The same for single words: what is short or has a digit in it must be right."""
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
    """Letters to put in, leave out, change, or swap with their neighbour (Damerau, Levenshtein: "restricted")."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for number, letter in enumerate(word, 1):
        before, above, row = row, before, [number]
        for place, their in enumerate(other, 1):
            least = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != their))
            is_swap = number > 1 and place > 1 and letter == other[place - 2] and word[number - 2] == their
            row.append(min(least, above[place - 2] + 1) if is_swap else least)
    return row[-1]
