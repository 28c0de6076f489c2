"""Recognises the kind of a watch's file by its content, and reads it; sizes are bounded to protect memory.

Left out: each kind (``gpx``, ``fit``, ``activities_csv``), and using what was read (``domain.records.outings``).
"""

import gzip
import io
import stat
import zlib
from pathlib import Path

from msgspec.structs import replace

from coach.domain.records.outings import Outing, is_impossible
from coach.library.watch_files.found import FileChoices, NoOutingsError, Outings

MOST_BYTES = 64_000_000
"""The largest file that is read. A day's run with a point per second is under 20 MB as GPX."""
_SUFFIXES = (".fit", ".gpx", ".csv", ".tcx", ".kml", ".zip", ".gz")
_HEAD = 4096


def is_of_a_watch(path: Path) -> bool:
    """Whether a file is of a watch or its site, by its content or its suffix. Raises OSError."""
    if _is_stream(path):
        return path.suffix.lower() in _SUFFIXES
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return path.suffix.lower() in _SUFFIXES or _kind(head) is not None


def read_outings(path: Path, asked: FileChoices) -> Outings:
    """Read the outings of a file, without impossible distances. Raises NoOutingsError, and OSError."""
    found = _read(path, asked)
    found = replace(found, found=tuple(replace(each, way=each.way or asked.way) for each in found.found))
    wrong = [_impossible(each) for each in found.found if is_impossible(each)]
    kept = tuple(replace(each, distance_m=None) if is_impossible(each) else each for each in found.found)
    return replace(found, found=kept, wrong=(*found.wrong, *wrong)) if wrong else found


def _impossible(outing: Outing) -> str:
    far, long = f"{(outing.distance_m or 0) / 1000:.1f} km", f"{round((outing.seconds or 0) / 60)} min"
    return f"{outing.at:%Y-%m-%d %H:%M}: {far} in {long} cannot be, so the distance is left out (are its units right?)"


def _read(path: Path, asked: FileChoices) -> Outings:
    content = _content(path)
    if not content.strip():
        raise NoOutingsError("it is empty")
    kind = _kind(content[:_HEAD])
    if kind == "fit":
        from coach.library.watch_files.fit import read_fit

        return read_fit(content, asked)
    if kind == "gpx":
        from coach.library.watch_files.gpx import read_gpx

        return read_gpx(content, asked)
    if kind in ("csv", "strange csv"):
        from coach.library.watch_files.activities_csv import read_activities

        return read_activities(content, asked)
    raise NoOutingsError(_OTHERS.get(kind or "", _UNKNOWN))


_UNKNOWN = (
    "it is neither FIT nor GPX, nor the table of activities that Strava or Garmin gives. From a watch: export it as "
    "FIT or GPX. From Strava: Settings, My Account, Download your data; from Garmin: Activities, Export CSV"
)
_OTHERS = {
    "tcx": "it is TCX, which is not read. Export the same run as FIT or GPX",
    "kml": "it is KML, a map without times. Export the run as FIT or GPX",
    "xml": "it is XML, but no GPX. Export the run as FIT or GPX",
    "zip": "it is a zip. Unpack it first: in Strava's lies activities.csv",
    "json": "it is JSON, which is not read. Of your own history, import the TOML that coach export FILE writes",
    "html": "it is a web page, not the file: download it once more while you are signed in",
}


def _is_stream(path: Path) -> bool:
    """Whether it is a pipe or device: reading could block for ever, and works only once. Raises OSError."""
    mode = path.stat().st_mode
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _content(path: Path) -> bytes:
    """The content of a file, decompressed if it is gzip. Raises NoOutingsError, and OSError."""
    if _is_stream(path):
        raise NoOutingsError("it is a pipe or device, and no file. Save it as one, and import that")
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NoOutingsError(f"it is larger than {MOST_BYTES // 1_000_000} MB, which no run is")
    if content[:2] != b"\x1f\x8b":
        return content
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            content = packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise NoOutingsError("it is packed by gzip, and damaged. Download it once more") from error
    if len(content) > MOST_BYTES:
        raise NoOutingsError(f"unpacked it is larger than {MOST_BYTES // 1_000_000} MB, which no run is")
    return content


def _kind(head: bytes) -> str | None:
    """The kind of a file by its first bytes; None when it is unknown."""
    if head[8:12] == b".FIT":
        return "fit"
    if head[:4] == b"PK\x03\x04":
        return "zip"
    if head[:2] == b"\x1f\x8b":
        return "gzip"
    text = _as_text(head).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _kind_of_xml(text.lower())
    if text.startswith("{"):
        return "json"
    line = text.partition("\n")[0].lower()
    if all(word in line for word in ("activity type", "date")):
        return "csv"
    return "strange csv" if max(line.count(","), line.count(";"), line.count("\t")) >= 4 and "=" not in line else None


def _as_text(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", errors="replace")
    return head.decode("utf-8", errors="replace")


def _kind_of_xml(text: str) -> str:
    for mark, kind in (
        ("<gpx", "gpx"),
        (":gpx", "gpx"),
        ("<trainingcenter", "tcx"),
        ("<kml", "kml"),
        ("<html", "html"),
    ):
        if mark in text:
            return kind
    return "gpx" if "<!doctype" in text and "html" not in text else "xml"
