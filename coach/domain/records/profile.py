"""What the runner says of themselves once: the complaint, what they avoid, the kit, their days, their minutes.

It is stored as a fact, and no part of the rules: it says which place a pain question is about (``place``), and which of
the routines and exercises that the rules allow suit this runner (``swap``, ``suggestion``).
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.course import Concern
from coach.domain.exercises.weekday import Weekday
from coach.domain.records.plain_data import PlainDataError, from_plain, to_plain

PROFILE_KEY, NOT_AT_HAND_KEY, LEARNED_KEY, RENAMED_KEY = "profile", "not-at-hand", "learned", "renamed"
"""The keys of facts in the store; under the second, older versions of the coach kept what is not at hand."""
LEAST_MINUTES, MOST_MINUTES = 1, 600
MOST_MATTERS, LONGEST_MATTER = 3, 60
"""The most things that matter to them a runner may name, and the most letters in each."""


class Site(StrEnum):
    """Where it hurts."""

    HIP = "hip"
    """The front of the hip."""
    GROIN = "groin"
    LOW_BACK = "low-back"
    BUTTOCK = "buttock"
    THIGH = "thigh"


class Sided(StrEnum):
    """On which side it hurts."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Profile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One runner. Empty where nothing was said: every day will do, nothing is avoided, all kit is at hand.

    ``concern``: what brings them; ``days_a_week``: how many days they mean to do something.
    ``since``: about when it began, a year (``2024``) or a month (``2026-09``). ``avoid``: positions and equipment
    alike; ``minutes``: the time there usually is. ``matters``: what they want to do well again, in their words
    (stairs, tying a shoe).
    """

    site: Site | None = None
    side: Sided | None = None
    since: str | None = None
    avoid: tuple[str, ...] = ()
    not_at_hand: tuple[str, ...] = ()
    training_days: tuple[Weekday, ...] = ()
    run_days: tuple[Weekday, ...] = ()
    minutes: int | None = None
    concern: Concern | None = None
    days_a_week: int | None = None
    matters: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The place that every pain question is about: ``left hip``; ``your hip`` where nothing was said."""
        if self.site is None and self.side is None:
            return "your hip"
        name = _PLACES[self.site or Site.HIP]
        if self.side is Sided.BOTH:
            return f"both {name}s" if self.site not in _NO_PLURAL else f"{name}, both sides"
        return f"{self.side} {name}" if self.side else name

    @property
    def complaint(self) -> str:
        """The complaint in words: ``left hip, since about September 2026``; empty where nothing was said."""
        if not (self.site or self.side or self.since):
            return ""
        return f"{self.place}, since about {since_in_words(self.since)}" if self.since else self.place


NO_PROFILE = Profile()
_PLACES = {
    Site.HIP: "hip",
    Site.GROIN: "groin",
    Site.LOW_BACK: "low back",
    Site.BUTTOCK: "buttock",
    Site.THIGH: "thigh",
}
_NO_PLURAL = (Site.GROIN, Site.LOW_BACK)
SINCE_PATTERN = "(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?"
"""A year, or a month of one."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def is_month(text: str) -> bool:
    """Whether a text is a year or a month."""
    return re.fullmatch(SINCE_PATTERN, text) is not None


def is_since(text: str, today: date) -> bool:
    """Whether a text is a year or a month, and not in the future."""
    return is_month(text) and (int(text[:4]), int(text[5:] or 1)) <= (today.year, today.month)


def since_in_words(since: str) -> str:
    """A year or month in words: ``2024``, ``September 2026``; any other text unchanged."""
    if not is_month(since) or len(since) == len("2024"):
        return since
    return f"{_MONTHS[int(since[5:]) - 1]} {since[:4]}"


def months_ago(today: date, months: int) -> str:
    """The month that many months before today's, as ``since`` holds it: ``2026-09``."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return f"{year}-{month + 1:02}"


def unique_words(words: Iterable[str]) -> tuple[str, ...]:
    """Words of a list as a profile keeps them: each once, in alphabetical order."""
    return tuple(sorted(set(words)))


def profile_to_plain(profile: Profile) -> dict[str, object]:
    """The profile as JSON can hold it."""
    return to_plain(profile)


def profile_from_plain(kept: object | None, not_at_hand: object | None = None) -> Profile:
    """The stored profile. A field that cannot be read (a newer version's word) is left out, the rest stays.

    ``not_at_hand``: what an older version stored apart, used where there is no profile yet.
    """
    if kept is None:
        items = not_at_hand if isinstance(not_at_hand, list) else []
        return replace(NO_PROFILE, not_at_hand=unique_words(str(item) for item in items))
    told = kept if isinstance(kept, dict) else {}
    known = {name: told[name] for name in Profile.__struct_fields__ if name in told}
    try:
        return from_plain(Profile, known)
    except PlainDataError:
        return from_plain(Profile, {name: value for name, value in known.items() if _can_be_read(name, value)})


def _can_be_read(name: str, value: object) -> bool:
    try:
        from_plain(Profile, {name: value})
    except PlainDataError:
        return False
    return True
