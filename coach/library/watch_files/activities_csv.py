"""Reads the CSV table of activities that Strava or Garmin exports, one activity per row.

Strava's times are UTC without saying so; its real exports have some columns twice, of which the last is in seconds and
metres. Garmin's times are local, and its distances are in the units set at Garmin at the time of the export.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from coach.domain.records.distance import Units
from coach.domain.records.outings import Outing, Way, way_of
from coach.library.toml.sanitize import clean, short
from coach.library.watch_files.amounts import LONGEST_TITLE, clock_seconds, metres, number, whole_seconds
from coach.library.watch_files.found import FileChoices, NoOutingsError, Outings

MOST_ROWS = 50_000
_MOST_WRONG = 5
_LONGEST_FIELD = 100_000
STRANGE = (
    "it is a table, but its columns are not those of Strava or Garmin in English. Set the site's language to English, "
    "and export once more"
)
_OWN = "it is a table of the coach's own, which is for reading. Import the TOML that coach export FILE writes"
_NO_TITLE = "--"
"""What Garmin writes for a missing title."""
_MONTHS = {name: place for place, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
_ANY = re.ASCII | re.IGNORECASE
_STRAVA_US = re.compile(r"([a-z]{3})[a-z]* (\d{1,2}), (\d{4}),? (\d{1,2}):(\d{2}):(\d{2})(?: ?([ap])\.?m\.?)?", re.I)
_STRAVA_UK = re.compile(r"(\d{1,2}) ([a-z]{3})[a-z]* (\d{4}),? (\d{1,2}):(\d{2}):(\d{2})(?: ?([ap])\.?m\.?)?", _ANY)
_METRES = {Units.METRIC: 1000.0, Units.IMPERIAL: 1609.344}
_SWUM = {Units.METRIC: 1.0, Units.IMPERIAL: 0.9144}
"""Metres per unit of a swim: Garmin gives those in metres or yards."""


class _Columns(Struct, frozen=True):
    """The index of each column by its name; all indexes for a name that occurs more than once."""

    names: dict[str, list[int]]

    def first(self, name: str) -> int | None:
        return self.names[name][0] if name in self.names else None

    def last(self, name: str) -> int | None:
        return self.names[name][-1] if name in self.names else None

    def is_double(self, name: str) -> bool:
        return len(self.names.get(name, ())) > 1


def read_activities(content: bytes, asked: FileChoices) -> Outings:
    """Read the outings from a table. Raises NoOutingsError."""
    rows = _rows(content)
    header = next((row for row in rows if any(map(str.strip, row))), [])
    names: dict[str, list[int]] = {}
    for place, name in enumerate(header):
        names.setdefault(name.strip().lower(), []).append(place)
    columns = _Columns(names)
    if "activity date" in names:
        return _read(rows, columns, "Strava's table", _Strava(columns, asked))
    if "date" in names and "time" in names:
        return _read(rows, columns, "Garmin's table", _Garmin(columns, asked))
    raise NoOutingsError(_OWN if {"id", "at"} <= names.keys() else STRANGE)


def _rows(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoOutingsError(
            "it is a table that is not in UTF-8: export it once more, and do not save it anew"
        ) from error
    line = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=line.count)
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        for count, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if count > MOST_ROWS:
                raise NoOutingsError(f"it has more than {MOST_ROWS:,} rows: it is not read")
            yield row
    except csv.Error as error:
        raise NoOutingsError(f"it is a table that is damaged: {error}. Export it once more") from error


class _Strava:
    """How to interpret Strava's rows."""

    when = "activity date"
    title = "activity name"

    def __init__(self, columns: _Columns, asked: FileChoices) -> None:
        self._columns, self._asked = columns, asked

    def at(self, text: str) -> datetime | None:
        """The time of a row, read as UTC although nothing says so, in the runner's zone."""
        at = _time(text)
        return None if at is None else self._asked.zone(at.replace(tzinfo=UTC))

    def seconds(self, row: Sequence[str]) -> float | None:
        """The moving time, else the elapsed time."""
        moving = clock_seconds(_cell(row, self._columns.last("moving time")))
        return moving or clock_seconds(_cell(row, self._columns.last("elapsed time")))

    def metres(self, row: Sequence[str], way: Way) -> float | None:
        """The distance in metres.

        Of two columns, the last is in metres. A single one is in kilometres, or miles if the runner named those; for a
        swim, a number from 25 on is in metres.
        """
        told = number(_cell(row, self._columns.last("distance")))
        if told is None or self._columns.is_double("distance"):
            return told
        if way is Way.SWIM and told >= 25:
            return told
        return told * _METRES[self._asked.units or Units.METRIC]


class _Garmin:
    """How to interpret Garmin's rows."""

    when = "date"
    title = "title"

    def __init__(self, columns: _Columns, asked: FileChoices) -> None:
        self._columns, self._asked = columns, asked
        self._units = asked.units or asked.own_units

    def at(self, text: str) -> datetime | None:
        """The time of a row, read as the runner's local time."""
        try:
            at = datetime.fromisoformat(text.strip())
        except ValueError:
            at_or_none = _time(text)
            return None if at_or_none is None else self._asked.zone(at_or_none)
        return self._asked.zone(at)

    def seconds(self, row: Sequence[str]) -> float | None:
        return clock_seconds(_cell(row, self._columns.last("moving time"))) or clock_seconds(
            _cell(row, self._columns.first("time"))
        )

    def metres(self, row: Sequence[str], way: Way) -> float | None:
        told = number(_cell(row, self._columns.first("distance")))
        if told is None:
            return None
        return told * (_SWUM if way is Way.SWIM and told >= 25 else _METRES)[self._units]


def _read(rows: Iterator[list[str]], columns: _Columns, source: str, of: _Strava | _Garmin) -> Outings:
    found: list[Outing] = []
    others: dict[str, int] = {}
    wrong: list[str] = []
    for number_of, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        word = _cell(row, columns.first("activity type"))
        way = way_of(word)
        if way is None:
            others[short(word) or "without a type"] = others.get(short(word) or "without a type", 0) + 1
            continue
        when = _cell(row, columns.first(of.when))
        at = of.at(when)
        if at is None:
            wrong.append(f'row {number_of}: its date "{short(when)}" cannot be read')
            continue
        title = _cell(row, columns.first(of.title))
        found.append(
            Outing(
                at=at,
                way=way,
                seconds=whole_seconds(of.seconds(row)),
                distance_m=metres(of.metres(row, way)),
                title="" if title == _NO_TITLE else clean(title)[:LONGEST_TITLE],
            )
        )
    if len(wrong) > _MOST_WRONG:
        wrong = [*wrong[:_MOST_WRONG], f"and {len(wrong) - _MOST_WRONG} more rows"]
    return Outings(source, tuple(found), others, tuple(wrong))


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _time(text: str) -> datetime | None:
    """Parse ``Nov 20, 2026, 7:30:00 AM``, ``20 Nov 2026, 07:30:00`` or ``2026-11-20 07:30:00``, without a zone."""
    plain = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
    if found := _STRAVA_US.fullmatch(plain):
        month, day, year, hour, minute, second, half = found.groups()
    elif found := _STRAVA_UK.fullmatch(plain):
        day, month, year, hour, minute, second, half = found.groups()
    else:
        try:
            at = datetime.fromisoformat(plain)
        except ValueError:
            return None
        return at if at.tzinfo is None and 1970 < at.year < 2200 else None
    of_day = int(hour) % 12 + (12 if half.lower() == "p" else 0) if half else int(hour)
    try:
        at = datetime(int(year), _MONTHS.get(month.lower(), 0), int(day), of_day, int(minute), int(second))
    except ValueError:
        return None
    return at if 1970 < at.year < 2200 else None
