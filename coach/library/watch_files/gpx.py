"""Reads GPX: tracks with a time for each point. Uses expat, and refuses any DOCTYPE and the entities it could define.

Times are UTC, as the format demands, and are converted to the runner's zone on that day.
"""

from datetime import UTC, datetime, timedelta
from math import asin, cos, isfinite, radians, sin, sqrt
from xml.parsers import expat

from msgspec import Struct

from coach.domain.records.outings import Outing, Way, way_of
from coach.library.toml.sanitize import clean
from coach.library.watch_files.amounts import LONGEST_TITLE, metres, whole_seconds
from coach.library.watch_files.found import FileChoices, NoOutingsError, Outings

MOST_POINTS, MOST_TRACKS, MOST_DEPTH = 500_000, 1000, 60
_EARTH_M = 6_371_008.8
_AT_ONCE = 1 << 16
_Place = tuple[float, float]
_PAUSE_S, _PAUSED_M_S = 60, 0.5
"""A gap longer than this (seconds) at less than this speed (m/s, slower than any walk) is an automatic pause."""
_FAR_APART, _MOST_DATES = timedelta(days=30), 8
"""Times of one track that lie further apart are not all true; so many such dates of one track are told apart."""


def read_gpx(content: bytes, asked: FileChoices) -> Outings:
    """Read the tracks of a file. Raises NoOutingsError."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        for begin in range(0, len(content), _AT_ONCE):
            parser.Parse(content[begin : begin + _AT_ONCE], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise NoOutingsError(
            f"it is GPX that is damaged: line {error.lineno}, {expat.ErrorString(error.code)}. Export it once more"
        ) from error
    except (LookupError, ValueError) as error:  # an encoding that expat asks Python for, and Python lacks
        raise NoOutingsError("it is XML in letters that are not read here. Save or export it as UTF-8") from error
    return reader.outings(asked)


def _refuse(*_: object) -> None:
    raise NoOutingsError("it has a DOCTYPE, which no GPX needs and a trap could hide in: it is not read")


class _Dates(Struct):
    """Times of a track that lie near each other: the first and the last of them, and of how many points."""

    first: datetime
    last: datetime
    points: int = 1


class _Track:
    """One track: its name and type, and distance (metres) and time (seconds) added up over its segments."""

    def __init__(self) -> None:
        self.name = self.type = ""
        self._dates: list[_Dates] = []
        self.metres = self.seconds = 0.0
        self._last: _Place | None = None
        self._last_timed: tuple[datetime, _Place | None] | None = None

    def begin_segment(self) -> None:
        """Begin a segment; the gap since the last one was a pause and does not count."""
        self._last = self._last_timed = None

    def add(self, place: _Place | None, at: datetime | None) -> None:
        if place is not None:
            if self._last is not None:
                self.metres += _between(self._last, place)
            self._last = place
        if at is None:
            return
        self._note(at)
        if self._last_timed is not None:
            last_at, last_place = self._last_timed
            apart = max(0.0, (at - last_at).total_seconds())
            is_pause = apart > _FAR_APART.total_seconds() or _is_pause(apart, last_place, place)
            self.seconds += 0.0 if is_pause else apart
        self._last_timed = at, place

    @property
    def first(self) -> datetime | None:
        """When it began: the first of the dates that most of its points have; None: no point has a time.

        A watch that has not got the time yet writes where its clock begins, in 1980, 1989 or 2000.
        """
        return max(self._dates, key=lambda each: each.points).first if self._dates else None

    def _note(self, at: datetime) -> None:
        near = (each for each in self._dates if each.first - _FAR_APART <= at <= each.last + _FAR_APART)
        known = next(near, None)
        if known is not None:
            known.first, known.last, known.points = min(known.first, at), max(known.last, at), known.points + 1
        elif len(self._dates) < _MOST_DATES:
            self._dates.append(_Dates(at, at))


class _Reader:
    """The handlers that expat calls for the elements of the file."""

    def __init__(self) -> None:
        self.tracks: list[_Track] = []
        self._path: list[str] = []
        self._words = ""
        self._place: _Place | None = None
        self._at: datetime | None = None
        self._points = 0
        self._unclear = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        self._path.append(name)
        if len(self._path) > MOST_DEPTH:
            raise NoOutingsError("its elements lie deeper in each other than those of any GPX: it is not read")
        if len(self._path) == 1 and name != "gpx":
            raise NoOutingsError("it is XML, but no GPX. Export the run as FIT or GPX")
        self._words = ""
        if name == "trk":
            self.tracks.append(_Track())
            if len(self.tracks) > MOST_TRACKS:
                raise NoOutingsError(f"it has more than {MOST_TRACKS} tracks: it is not read")
        elif name == "trkseg" and self.tracks:
            self.tracks[-1].begin_segment()
        elif name == "trkpt":
            self._place, self._at = _place(attributes), None
            self._points += 1
            if self._points > MOST_POINTS:
                raise NoOutingsError(f"it has more than {MOST_POINTS:,} points: it is not read")

    def text(self, data: str) -> None:
        if len(self._words) <= LONGEST_TITLE:
            self._words += data

    def end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        self._path.pop()
        above = self._path[-1] if self._path else ""
        if not self.tracks:
            return
        words = self._words.strip()
        if name == "time" and above == "trkpt":
            self._at = _time(words)
            self._unclear += self._at is None
        elif name == "trkpt":
            self.tracks[-1].add(self._place, self._at)
        elif above == "trk" and name == "name":
            self.tracks[-1].name = clean(words)[:LONGEST_TITLE]
        elif above == "trk" and name == "type":
            self.tracks[-1].type = clean(words)[:LONGEST_TITLE]
        self._words = ""

    def outings(self, asked: FileChoices) -> Outings:
        timed = [track for track in self.tracks if track.first is not None]
        if not timed:
            if self._unclear:
                raise NoOutingsError("it is GPX, but none of its times can be read. Export it once more")
            what = "no track" if not self.tracks else "no times, as of a route that was only planned"
            raise NoOutingsError(f"it is GPX with {what}: there is nothing to log")
        found, others = [], dict[str, int]()
        for track in timed:
            way = way_of(track.type) or (Way.RUN if track.type in _NUMBERED_RUNS else None)
            if track.type and way is None and not track.type.isdigit():
                others[track.type] = others.get(track.type, 0) + 1
                continue
            assert track.first is not None
            found.append(
                Outing(
                    at=asked.zone(track.first),
                    way=way,
                    seconds=whole_seconds(track.seconds),
                    distance_m=metres(track.metres),
                    title=track.name,
                )
            )
        left = len(self.tracks) - len(timed)
        wrong = [f"{left} of its tracks have no times, and were left out"] if left else []
        if self._unclear:
            wrong.append(f"{self._unclear} of its times cannot be read, and were left out")
        return Outings("GPX", tuple(found), others, tuple(wrong))


_NUMBERED_RUNS = ("9",)
"""Numbers that Strava used to write as the type of a run."""


def _place(attributes: dict[str, str]) -> _Place | None:
    try:
        latitude, longitude = float(attributes["lat"]), float(attributes["lon"])
    except (KeyError, ValueError):
        return None
    is_one = isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180
    return (latitude, longitude) if is_one else None


def _time(words: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        return None
    at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return at if 1970 < at.year < 2200 else None


def _is_pause(seconds: float, one: _Place | None, other: _Place | None) -> bool:
    if seconds <= _PAUSE_S or one is None or other is None:
        return False
    return _between(one, other) < _PAUSED_M_S * seconds


def _between(one: _Place, other: _Place) -> float:
    """The distance in metres between two places (degrees), on a sphere."""
    (low, left), (high, right) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((high - low) / 2) ** 2 + cos(low) * cos(high) * sin((right - left) / 2) ** 2
    return 2 * _EARTH_M * asin(min(1.0, sqrt(half)))
