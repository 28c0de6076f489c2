"""The page that a runner may share with a helper: the phase, the lock, the last light and the last sessions.

It holds nothing else: no pain, no notes, no warning signs. The runner and the helper see the same page. Left out: with
whom it is shared, and where it is stored.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.routine import Phase
from coach.domain.planning.reasons import day
from coach.domain.planning.standing import Standing
from coach.domain.planning.unreadable_rows import last_light
from coach.domain.records.entries import Moment, Record
from coach.domain.records.plain_data import PlainDataError, from_plain, to_plain
from coach.domain.rules.light import Light, Verdict

MOST_SESSIONS = 8
LONGEST_SHOWN = 40
SILENT_DAYS = 14
"""After this many days without a session somebody should ask how they are."""
_FORMAT = 1


class Trained(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One session or run: when, its routine's name, its light, and the share 0–1 that was done, where that is known."""

    at: Moment
    name: str
    light: Light
    provisional: bool = False
    done: float | None = None


class Page(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A runner's page as of ``at`` (with a zone). ``light`` and ``provisional`` are of the last record."""

    at: Moment
    phase: Phase
    locked: bool
    light: Light
    provisional: bool = False
    sessions: tuple[Trained, ...] = ()
    format: int = _FORMAT

    @property
    def last(self) -> Trained | None:
        """The last session or run."""
        return self.sessions[-1] if self.sessions else None


class SharedRecord(Struct, frozen=True):
    """A record with what the page says of it. ``verdict`` None: it has no light."""

    record: Record
    name: str
    verdict: Verdict | None


class PageError(ValueError):
    """The data is not a valid page."""


def page_of(standing: Standing, done: Iterable[SharedRecord], at: datetime) -> Page:
    """The page of a runner with this standing. ``done``: sessions and runs, oldest first; only the last are taken."""
    light, provisional = last_light(standing)
    latest = [each for each in done if each.record.at <= at][-MOST_SESSIONS:]
    return Page(
        at=at,
        phase=standing.phase,
        locked=standing.lock.is_on,
        light=light,
        provisional=provisional,
        sessions=tuple(_trained(each) for each in latest),
    )


def _trained(each: SharedRecord) -> Trained:
    return Trained(
        at=each.record.at,
        name=each.name[:LONGEST_SHOWN],
        light=each.verdict.light if each.verdict else Light.NONE,
        provisional=bool(each.verdict and each.verdict.provisional),
        done=each.record.done,
    )


def page_to_plain(page: Page) -> dict[str, object]:
    """The page as plain data that JSON can hold."""
    return to_plain(page)


def page_from_plain(plain: object) -> Page:
    """The page that plain data holds. It is not trusted: raises PageError for anything but a page, and cleans names."""
    try:
        page = from_plain(Page, plain)
    except (PlainDataError, OverflowError, RecursionError) as error:
        raise PageError(str(error)) from error
    if page.format != _FORMAT:
        raise PageError("it was written by a newer coach")
    if len(page.sessions) > MOST_SESSIONS:
        raise PageError("it has too many sessions")
    if any(each.done is not None and not 0 <= each.done <= 1 for each in page.sessions):
        raise PageError("a part done lies between nothing and all")
    if any(not 1970 < at.year < 2200 for at in (page.at, *(each.at for each in page.sessions))):
        raise PageError("its times are not valid")
    return replace(page, sessions=tuple(replace(each, name=_safe(each.name)) for each in page.sessions))


def _safe(name: str) -> str:
    """A name without characters that control a terminal, and no longer than any name on a page."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name[:LONGEST_SHOWN])


# --- in words -----------------------------------------------------------------------------------------------------


def shared_page_lines(page: Page, now: datetime) -> tuple[str, ...]:
    """The page as lines of text; the runner and the helper get the same."""
    dates = max((len(day(each.at)) for each in page.sessions), default=0)
    names = max((len(each.name) for each in page.sessions), default=0)
    sessions = [session_line(each, dates, names) for each in page.sessions] or ["Nothing done yet."]
    return (
        f"Phase: {page.phase}. Last light: {light_in_words(page.light, page.provisional)}.",
        "Training is locked." if page.locked else "Training is open.",
        *sessions,
        f"As of {moment_in_words(page.at, now)}, {age_in_words(page.at, now)}.",
    )


def member_line(runner: str, page: Page | None, now: datetime) -> str:
    """One runner among those who share with a helper: ``anna: LOCKED, red, acute phase. Last: 3 Nov …``."""
    if page is None:
        return f"{runner}: what lies there cannot be read as a page."
    lock = "LOCKED, " if page.locked else ""
    quiet = f", {silence_in_words(page, now)}" if silent_days(page, now) else ""
    last = f"Last: {session_line(page.last)}." if page.last else "Nothing done yet."
    light = light_in_words(page.light, page.provisional)
    return f"{runner}: {lock}{light}{quiet}, {page.phase} phase. {last} ({age_in_words(page.at, now)})"


def session_line(each: Trained, dates: int = 0, names: int = 0) -> str:
    """One session: ``3 Nov  Psoas care  green  100 %``. In a table: the least letters of its dates and its names."""
    when, name = f"{day(each.at):>{dates}}", f"{each.name:<{names}}"
    parts = [when, name, light_in_words(each.light, each.provisional)]
    return "  ".join([*parts, *([] if each.done is None else [f"{round(each.done * 100)} %"])])


def light_in_words(light: Light, provisional: bool) -> str:
    """A light, never as colour alone: ``green``, ``green so far``, ``no light yet``."""
    if light is Light.NONE:
        return "no light yet"
    return f"{light} so far" if provisional and light is not Light.RED else str(light)


def moment_in_words(at: datetime, now: datetime) -> str:
    """A time in the zone of ``now``: ``3 Nov, 07:30``."""
    there = at.astimezone(now.tzinfo)
    return f"{day(there)}, {there:%H:%M}"


def age_in_words(at: datetime, now: datetime) -> str:
    """How old something is, rounded down: ``just now``, ``5 hours ago``, ``2 days ago``."""
    age = now - at
    for unit, length in (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1))):
        count = age // length
        if count > 0:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def silent_days(page: Page, now: datetime) -> int | None:
    """Whole days since the last session or run, or if there is none since the page's own time; None: under 14."""
    days = (now - (page.last.at if page.last else page.at)).days
    return days if days >= SILENT_DAYS else None


def silence_in_words(page: Page, now: datetime) -> str:
    """``silent for 16 days``; empty under 14."""
    days = silent_days(page, now)
    return "" if days is None else f"silent for {days} days"


_ORDER = {Light.RED: 1, Light.AMBER: 3, Light.GREEN: 4, Light.NONE: 5}
_SILENT = 2


def concern(page: Page, now: datetime | None = None) -> int:
    """How soon a helper should look, 0 first: locked, red, silent (where ``now`` is given), then by light."""
    rank = 0 if page.locked else _ORDER[page.light]
    return min(rank, _SILENT) if now is not None and silent_days(page, now) else rank
