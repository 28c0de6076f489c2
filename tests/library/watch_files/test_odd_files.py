"""What real watches and hands do to such files: a sport unsaid, a pause unmarked, odd lines, other tables."""

import datetime as dates
import warnings
from pathlib import Path

import pytest
from fit_tool.profile.profile_type import Sport, SubSport
from msgspec.structs import replace

from coach.domain.records.entries import Run
from coach.domain.records.outings import Outing, Way
from coach.library.formats.csv_tables import csv_texts
from coach.library.watch_files.found import NoOutingsError
from coach.library.watch_files.reading import is_of_a_watch, read_outings

from .making import ASKED, GARMIN, START, fit, table

ROW = "Running,2026-11-20 07:30:00,false,{title},5.02,300,00:30:50,140,160,6:09"


@pytest.mark.parametrize("sub", [SubSport.GENERIC, SubSport.TREADMILL])
def test_a_watch_that_does_not_say_what_it_was(tmp_path: Path, sub: SubSport) -> None:
    found = read_outings(fit(tmp_path / "x.fit", sport=Sport.GENERIC, sub_sport=sub), ASKED)
    (one,) = found.found
    is_treadmill = sub is SubSport.TREADMILL
    assert (one.way, one.title) == ((Way.RUN, "Treadmill") if is_treadmill else (None, ""))
    assert not found.others


def test_damaged_bytes_make_the_reader_say_nothing_beside_the_sentence(tmp_path: Path) -> None:
    path = fit(tmp_path / "run.fit")
    content = path.read_bytes()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        for place in range(14, min(len(content), 200)):
            path.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
            with pytest.raises(NoOutingsError):
                read_outings(path, ASKED)
    assert not said


def track(path: Path, points: list[tuple[int, float]]) -> Outing:
    """Points by their second and their metres along a meridian."""
    body = "".join(
        f'<trkpt lat="{48 + metres / 111_195:.7f}" lon="11"><time>'
        f"{START + dates.timedelta(seconds=second):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for second, metres in points
    )
    path.write_text(f"<gpx><trk><type>running</type><trkseg>{body}</trkseg></trk></gpx>")
    (one,) = read_outings(path, ASKED).found
    return one


RUNNING = [(second, 2.5 * second) for second in range(0, 601, 5)]


def test_a_pause_that_no_segment_marks_is_none_of_its_minutes(tmp_path: Path) -> None:
    after = [(second + 1200, metres + 20) for second, metres in RUNNING]
    assert track(tmp_path / "x.gpx", [*RUNNING, *((s + 600, m + 1500) for s, m in after)]).seconds == 1200


@pytest.mark.parametrize(("seconds", "metres"), [(300, 700.0), (300, 160.0), (60, 0.0), (20, 1.0)])
def test_lost_satellites_and_a_wait_at_lights_are_no_pause(tmp_path: Path, seconds: int, metres: float) -> None:
    last_s, last_m = RUNNING[-1]
    assert track(tmp_path / "x.gpx", [*RUNNING, (last_s + seconds, last_m + metres)]).seconds == 600 + seconds


@pytest.mark.parametrize("words", ["yesterday", "0001-01-01T00:00:00Z"])
def test_times_that_cannot_be_read_are_not_told_as_none(tmp_path: Path, words: str) -> None:
    path = tmp_path / "x.gpx"
    path.write_text(f'<gpx><trk><trkseg><trkpt lat="1" lon="1"><time>{words}</time></trkpt></trkseg></trk></gpx>')
    with pytest.raises(NoOutingsError, match="none of its times can be read"):
        read_outings(path, ASKED)


def test_empty_lines_before_the_header_are_no_header(tmp_path: Path) -> None:
    path = table(tmp_path / "x.csv", f"\n \n{GARMIN}".replace(",", ";"), [ROW.format(title="Tegel").replace(",", ";")])
    assert [each.title for each in read_outings(path, ASKED).found] == ["Tegel"]


def test_two_dashes_are_no_title(tmp_path: Path) -> None:
    (one,) = read_outings(table(tmp_path / "x.csv", GARMIN, [ROW.format(title="--")]), ASKED).found
    assert not one.title


def test_the_coachs_own_tables_are_told_as_such(tmp_path: Path) -> None:
    made = csv_texts([Run(at=START, run_s=600)], {})
    for name, text in made.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(NoOutingsError, match="coach's own"):
            read_outings(path, ASKED)


def test_json_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text('{"sessions": []}')
    assert is_of_a_watch(path)
    with pytest.raises(NoOutingsError, match="it is JSON"):
        read_outings(path, ASKED)


@pytest.mark.parametrize("encoding", ["utf-9", "shift_jis", "gb2312", "hex", "rot13", "idna", "utf-7"])
def test_letters_that_are_not_read_are_told(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.gpx"
    path.write_text(f'<?xml version="1.0" encoding="{encoding}"?><gpx><trk><name>x</name></trk></gpx>')
    with pytest.raises(NoOutingsError, match=r"as UTF-8|damaged|no times"):
        read_outings(path, ASKED)


def test_what_it_was_is_known_before_its_distance_is_judged(tmp_path: Path) -> None:
    path = fit(tmp_path / "x.fit", sport=Sport.GENERIC, seconds=1800, metres=15_000)
    for way, metres in ((Way.RUN, None), (Way.RIDE, 15_000)):
        found = read_outings(path, replace(ASKED, way=way))
        assert [(each.way, each.distance_m) for each in found.found] == [(way, metres)]
        assert bool(found.wrong) is (metres is None)
