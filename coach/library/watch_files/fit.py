"""Reads FIT, the format of watches: the summary of each session in a file. Needs ``fitdecode`` (the extra ``watch``).

Times are UTC, converted to the watch's own zone if the file tells it, else to the runner's.
"""

import io
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from coach.domain.records.outings import Outing, way_of
from coach.library.toml.sanitize import clean
from coach.library.watch_files.amounts import LONGEST_TITLE, metres, whole_seconds
from coach.library.watch_files.found import FileChoices, NoOutingsError, Outings

NOT_THERE = "it is FIT, and reading that needs one more package: pip install 'hip-coach[watch]'"
_DAMAGED = "it is FIT that is damaged or was cut off. Copy it from the watch once more, or export it anew"
_MOST_SESSIONS = 1000
_QUARTER = timedelta(minutes=15)


def read_fit(content: bytes, asked: FileChoices) -> Outings:
    """Read the sessions of a file. Raises NoOutingsError."""
    try:
        import fitdecode
    except ImportError as error:
        raise NoOutingsError(NOT_THERE) from error
    sessions: list[dict[str, Any]] = []
    offset = None
    try:
        with (
            warnings.catch_warnings(action="ignore"),  # fitdecode's, about bytes; errors are reported below
            fitdecode.FitReader(io.BytesIO(content), check_crc=fitdecode.CrcCheck.RAISE) as reader,
        ):
            for frame in reader:
                if frame.frame_type != fitdecode.FIT_FRAME_DATA:
                    continue
                if frame.name == "session" and len(sessions) < _MOST_SESSIONS:
                    sessions.append({name: frame.get_value(name, fallback=None) for name in _KEYS})
                elif frame.name == "activity":
                    offset = _offset(*(frame.get_value(each, fallback=None) for each in _TIMES))
    except NoOutingsError:
        raise
    except Exception as error:  # a damaged file may make the decoder raise anything
        raise NoOutingsError(_DAMAGED) from error
    found, others = [], dict[str, int]()
    for session in sessions:
        for outing in _outing(session, offset, asked):
            if outing.way is None and not _is_unsaid(session):
                name = clean(str(session["sport"]))[:LONGEST_TITLE]
                others[name] = others.get(name, 0) + 1
            else:
                found.append(outing)
    if not sessions:
        raise NoOutingsError("it is FIT, but no activity with its summary: a course, a workout or settings of a watch")
    untimed = len(sessions) - len(found) - sum(others.values())
    wrong = (f"{untimed} of its sessions have no start, and were left out",) if untimed else ()
    return Outings("FIT", tuple(found), others, wrong)


_KEYS = ("start_time", "sport", "sub_sport", "total_timer_time", "total_elapsed_time", "total_distance")
_TIMES = ("timestamp", "local_timestamp")


def _outing(session: dict[str, Any], offset: timedelta | None, asked: FileChoices) -> Iterator[Outing]:
    start = session["start_time"]
    if not isinstance(start, datetime) or not 1990 < start.year < 2200:
        return
    start = start if start.tzinfo else start.replace(tzinfo=UTC)
    zoned = asked.zone(start) if offset is None else start.astimezone(timezone(offset))
    length = _number(session["total_timer_time"]) or _number(session["total_elapsed_time"])
    sport = str(session["sport"])
    sub = str(session["sub_sport"] or "").replace("_", " ")
    if sub in ("generic", "None") or sub.isdigit():
        sub = ""
    title = sub or ("" if _is_unsaid(session) else sport.replace("_", " "))
    yield Outing(
        at=zoned,
        way=way_of(sub if _is_unsaid(session) else sport),
        seconds=whole_seconds(length),
        distance_m=metres(_number(session["total_distance"])),
        title=clean(title).capitalize()[:LONGEST_TITLE],
    )


def _is_unsaid(session: dict[str, Any]) -> bool:
    """Whether the watch gave no sport for a session, as with ``Other`` on many watches."""
    return str(session["sport"]) in ("None", "generic")


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _offset(utc: Any, local: Any) -> timedelta | None:
    """The watch's offset from UTC, rounded to 15 minutes; None when it is missing or impossible."""
    if not isinstance(utc, datetime) or not isinstance(local, datetime):
        return None
    apart = local.replace(tzinfo=None) - utc.replace(tzinfo=None)
    rounded = _QUARTER * round(apart / _QUARTER)
    return rounded if abs(rounded) <= timedelta(hours=14) and abs(apart - rounded) < timedelta(minutes=1) else None
