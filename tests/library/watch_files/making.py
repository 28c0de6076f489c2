"""Files as other programs write them: FIT by fit-tool, GPX by gpxpy, the tables as the sites give them."""

import datetime as dates
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gpxpy.gpx
from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import FileType, Manufacturer, Sport, SubSport

from coach.domain.records.distance import Units
from coach.library.watch_files.found import FileChoices

START = dates.datetime(2026, 11, 20, 7, 30, tzinfo=dates.UTC)
BERLIN = dates.timezone(dates.timedelta(hours=1))
STRAVA_DOUBLED = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,"
    "Relative Effort,Commute,Activity Gear,Filename,Athlete Weight,Elapsed Time,Moving Time,Distance,Max Speed"
)
STRAVA_ONCE = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,"
    "Relative Effort,Commute,Activity Gear,Filename"
)
GARMIN = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Avg Pace"


def local(at: dates.datetime) -> dates.datetime:
    """A runner an hour east of Greenwich, the whole year."""
    return at.replace(tzinfo=BERLIN) if at.tzinfo is None else at.astimezone(BERLIN)


ASKED = FileChoices(local)
MILES = FileChoices(local, own_units=Units.IMPERIAL)


def _ms(at: dates.datetime) -> int:
    return round(at.timestamp() * 1000)


def fit(
    path: Path,
    *,
    start: dates.datetime = START,
    sport: Sport = Sport.RUNNING,
    sub_sport: SubSport = SubSport.GENERIC,
    seconds: float = 1850,
    metres: float | None = 5020,
    zone_hours: float | None = None,
    sessions: int = 1,
    points: int = 20,
) -> Path:
    builder = FitFileBuilder(auto_define=True, min_string_size=50)
    identity = FileIdMessage()
    identity.type, identity.manufacturer, identity.product = FileType.ACTIVITY, Manufacturer.DEVELOPMENT.value, 1
    identity.time_created, identity.serial_number = _ms(start), 1
    builder.add(identity)
    for number in range(points):
        record = RecordMessage()
        record.timestamp = _ms(start) + 1000 * number
        record.position_lat, record.position_long = 48.1, 11.5 + number / 10_000
        builder.add(record)
    for number in range(sessions):
        session = SessionMessage()
        begins = start + dates.timedelta(hours=number)
        session.start_time, session.timestamp = _ms(begins), _ms(begins) + round(seconds * 1000)
        session.sport, session.sub_sport = sport, sub_sport
        session.total_timer_time, session.total_elapsed_time = seconds, seconds + 100
        if metres is not None:
            session.total_distance = metres
        builder.add(session)
    activity = ActivityMessage()
    activity.timestamp, activity.num_sessions = _ms(start) + round(seconds * 1000), sessions
    if zone_hours is not None:
        # Seconds since FIT's own beginning, by the watch's clock: fit-tool does not convert this one.
        began = dates.datetime(1989, 12, 31, tzinfo=dates.UTC)
        local_s = (start - began).total_seconds() + seconds + 3600 * zone_hours
        activity.local_timestamp = round(local_s)
    builder.add(activity)
    builder.build().to_file(str(path))
    return path


def gpx(
    path: Path,
    *,
    start: dates.datetime | None = START,
    kind: str | None = "running",
    name: str | None = "Morning Run",
    minutes: int = 30,
    segments: int = 1,
    tracks: int = 1,
) -> Path:
    made = gpxpy.gpx.GPX()
    for place in range(tracks):
        track = gpxpy.gpx.GPXTrack(name=name)
        track.type = kind
        made.tracks.append(track)
        for part in range(segments):
            segment = gpxpy.gpx.GPXTrackSegment()
            track.segments.append(segment)
            for minute in range(minutes + 1):
                at = start and start + dates.timedelta(hours=3 * place + part, minutes=minute)
                segment.points.append(gpxpy.gpx.GPXTrackPoint(48.0 + minute * 0.0015, 11.0, elevation=500, time=at))
    path.write_text(made.to_xml(), encoding="utf-8")
    return path


def table(path: Path, header: str, rows: Sequence[str], **more: Any) -> Path:
    path.write_text("\n".join([header, *rows, ""]), **{"encoding": "utf-8", **more})
    return path
