"""Files that other programs wrote, read; and those that are broken, a trap, or something else, told in a sentence."""

import datetime as dates
import gzip
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from random import Random

import pytest
from fit_tool.profile.profile_type import Sport, SubSport

from coach.domain.records.outings import Outing, Way
from coach.library.watch_files import gpx as gpx_module
from coach.library.watch_files import reading
from coach.library.watch_files.found import NoOutingsError, Outings
from coach.library.watch_files.reading import is_of_a_watch, read_outings

from .making import ASKED, BERLIN, GARMIN, MILES, START, STRAVA_DOUBLED, STRAVA_ONCE, fit, gpx, table

MORNING = dates.datetime(2026, 11, 20, 8, 30, tzinfo=BERLIN)


def only(found: Outings) -> Outing:
    (one,) = found.found
    return one


# --- FIT ------------------------------------------------------------------------------------------------------------


def test_a_run_of_a_watch(tmp_path: Path) -> None:
    found = read_outings(fit(tmp_path / "run.fit"), ASKED)
    assert found.source == "FIT"
    assert only(found) == Outing(MORNING, Way.RUN, 1850, 5020, "Running")
    assert only(found).at.utcoffset() == dates.timedelta(hours=1)


@pytest.mark.parametrize("hours", [-8, 0, 5.5, 5.75, 13])
def test_the_zone_that_the_watch_was_set_to_counts(tmp_path: Path, hours: float) -> None:
    one = only(read_outings(fit(tmp_path / "run.fit", zone_hours=hours), ASKED))
    assert one.at == START
    assert one.at.utcoffset() == dates.timedelta(hours=hours)


SPORTS = [
    (Sport.RUNNING, SubSport.TREADMILL, Way.RUN, "Treadmill"),
    (Sport.RUNNING, SubSport.TRAIL, Way.RUN, "Trail"),
    (Sport.WALKING, SubSport.GENERIC, Way.WALK, "Walking"),
    (Sport.HIKING, SubSport.GENERIC, Way.WALK, "Hiking"),
    (Sport.CYCLING, SubSport.INDOOR_CYCLING, Way.RIDE, "Indoor cycling"),
    (Sport.SWIMMING, SubSport.LAP_SWIMMING, Way.SWIM, "Lap swimming"),
]


@pytest.mark.parametrize(("sport", "sub", "way", "title"), SPORTS)
def test_sports_of_a_watch(tmp_path: Path, sport: Sport, sub: SubSport, way: Way, title: str) -> None:
    one = only(read_outings(fit(tmp_path / "x.fit", sport=sport, sub_sport=sub), ASKED))
    assert (one.way, one.title) == (way, title)


def test_other_sports_are_left_and_counted(tmp_path: Path) -> None:
    found = read_outings(fit(tmp_path / "x.fit", sport=Sport.ROWING, metres=None), ASKED)
    assert (found.found, found.others) == ((), {"rowing": 1})


def test_several_sessions_and_one_over_midnight(tmp_path: Path) -> None:
    late = START.replace(hour=22, minute=50)
    found = read_outings(fit(tmp_path / "x.fit", start=late, sessions=2, seconds=1800, metres=None), ASKED)
    assert [each.at.day for each in found.found] == [20, 21]
    assert [each.distance_m for each in found.found] == [None, None]


@pytest.mark.parametrize("cut", [13, 40, 200, -3, -1])
def test_a_fit_file_that_was_cut_off_or_changed_is_told(tmp_path: Path, cut: int) -> None:
    whole = fit(tmp_path / "run.fit").read_bytes()
    (tmp_path / "cut.fit").write_bytes(whole[:cut])
    with pytest.raises(NoOutingsError, match="damaged or was cut off"):
        read_outings(tmp_path / "cut.fit", ASKED)
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 0xFF
    (tmp_path / "changed.fit").write_bytes(changed)
    with pytest.raises(NoOutingsError, match="damaged or was cut off"):
        read_outings(tmp_path / "changed.fit", ASKED)


def test_without_the_package_it_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = fit(tmp_path / "run.fit")
    monkeypatch.setitem(sys.modules, "fitdecode", None)
    with pytest.raises(NoOutingsError, match=r"pip install 'hip-coach\[watch\]'"):
        read_outings(path, ASKED)


def test_no_reader_is_loaded_before_it_is_needed() -> None:
    program = "import sys, coach.library.watch_files.reading; print({'fitdecode', 'csv', 'pyexpat'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# --- GPX ------------------------------------------------------------------------------------------------------------


def test_a_track(tmp_path: Path) -> None:
    one = only(read_outings(gpx(tmp_path / "run.gpx"), ASKED))
    assert (one.at, one.way, one.seconds, one.title) == (MORNING, Way.RUN, 1800, "Morning Run")
    assert one.at.utcoffset() == dates.timedelta(hours=1), "shown in the runner's zone"
    assert one.distance_m == pytest.approx(30 * 0.0015 * 111_195, rel=0.001), "along a meridian"


def test_what_lies_between_segments_was_a_pause(tmp_path: Path) -> None:
    one = only(read_outings(gpx(tmp_path / "run.gpx", segments=2, minutes=20), ASKED))
    assert one.seconds == 2 * 20 * 60
    assert one.distance_m == pytest.approx(2 * 20 * 0.0015 * 111_195, rel=0.001)


def test_each_track_is_one(tmp_path: Path) -> None:
    assert len(read_outings(gpx(tmp_path / "two.gpx", tracks=2), ASKED).found) == 2


@pytest.mark.parametrize(("kind", "way"), [("running", Way.RUN), ("Walk", Way.WALK), ("9", Way.RUN), (None, None)])
def test_what_a_track_was(tmp_path: Path, kind: str | None, way: Way | None) -> None:
    assert only(read_outings(gpx(tmp_path / "x.gpx", kind=kind), ASKED)).way is way


def test_a_track_of_another_kind_is_left(tmp_path: Path) -> None:
    assert read_outings(gpx(tmp_path / "x.gpx", kind="kayaking"), ASKED).others == {"kayaking": 1}


def test_one_point_has_a_start_and_no_length(tmp_path: Path) -> None:
    path = tmp_path / "run.gpx"
    path.write_text(
        '<?xml version="1.0"?><gpx version="1.1" creator="x"><trk><type>running</type><trkseg><trkpt lat="1" lon="1">'
        "<time>2026-11-20T07:30:00Z</time></trkpt></trkseg></trk></gpx>"
    )
    assert only(read_outings(path, ASKED)) == Outing(MORNING, Way.RUN, None, None, "")


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;">]>'
    "<gpx><trk><name>&lol2;</name></trk></gpx>"
)
FILE_ENTITY = '<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx><trk><name>&x;</name></trk></gpx>'
DEEP = "<gpx>" + "<a>" * 5000 + "</a>" * 5000 + "</gpx>"
TRAPS = [
    (BOMB, "DOCTYPE"),
    (FILE_ENTITY, "DOCTYPE"),
    (BOMB.replace("<!DOCTYPE", "<!-- x --><!DOCTYPE"), "DOCTYPE"),
    (DEEP, "deeper in each other"),
    ("<gpx><trk>", "damaged: line 1"),
    ("<gpx></trk></gpx>", "damaged: line 1"),
    ("<gpx>&undefined;</gpx>", "damaged: line 1"),
    ("<gpx/>", "no track"),
    ("<gpx><rte/></gpx>", "no track"),
    ('<gpx><trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>', "only planned"),
    ("<kml><Placemark/></kml>", "KML"),
    ("<TrainingCenterDatabase/>", "TCX"),
    ("<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
    ("<rss/>", "XML, but no GPX"),
]


@pytest.mark.parametrize(("text", "sentence"), TRAPS, ids=[f"{number}" for number in range(len(TRAPS))])
def test_a_trap_or_something_else_is_told_and_not_read(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "x.gpx"
    path.write_text(text)
    with pytest.raises(NoOutingsError, match=sentence):
        read_outings(path, ASKED)


def test_a_doctype_in_another_encoding_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "x.gpx"
    path.write_bytes(BOMB.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"))
    with pytest.raises(NoOutingsError, match="DOCTYPE"):
        read_outings(path, ASKED)


def test_places_that_are_none_and_times_that_are_none(tmp_path: Path) -> None:
    points = [
        ("nan", "1", "2026-11-20T07:30:00Z"),
        ("91", "1", "2026-11-20T07:40:00Z"),
        ("1", "1", "yesterday"),
        ("1", "1.001", "2026-11-20T07:50:00"),
        ("1e999", "x", "0001-01-01T00:00:00Z"),
    ]
    body = "".join(f'<trkpt lat="{lat}" lon="{lon}"><time>{at}</time></trkpt>' for lat, lon, at in points)
    path = tmp_path / "x.gpx"
    path.write_text(f"<gpx><trk><name>a\x85b</name><type>run</type><trkseg>{body}</trkseg></trk></gpx>")
    found = read_outings(path, ASKED)
    one = only(found)
    assert (one.at, one.seconds, one.distance_m) == (MORNING, 1200, 111)
    assert one.title == "a\ufffdb"
    assert found.wrong == ("2 of its times cannot be read, and were left out",)


def test_sizes_are_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = gpx(tmp_path / "x.gpx", minutes=30)
    monkeypatch.setattr(gpx_module, "MOST_POINTS", 20)
    with pytest.raises(NoOutingsError, match="more than 20 points"):
        read_outings(path, ASKED)
    monkeypatch.setattr(reading, "MOST_BYTES", 1_000_000)
    (tmp_path / "big.gpx").write_bytes(b"<gpx>" + b" " * 1_000_001)
    with pytest.raises(NoOutingsError, match="larger than 1 MB"):
        read_outings(tmp_path / "big.gpx", ASKED)
    (tmp_path / "bomb.gpx.gz").write_bytes(gzip.compress(b"<gpx>" + b" " * 1_000_001))
    with pytest.raises(NoOutingsError, match="unpacked it is larger than 1 MB"):
        read_outings(tmp_path / "bomb.gpx.gz", ASKED)


# --- the tables -----------------------------------------------------------------------------------------------------


def test_strava_with_its_columns_once(tmp_path: Path) -> None:
    rows = [
        '1,"Nov 20, 2026, 7:30:00 AM",Morning Run,Run,"left hip tight, ok after",1850,5.02,160,30,false,shoes,1.fit.gz',
        '2,"Nov 22, 2026, 6:05:00 PM",Evening Walk,Walk,,2400,3.10,110,5,false,,activities/2.gpx',
    ]
    found = read_outings(table(tmp_path / "activities.csv", STRAVA_ONCE, rows), ASKED)
    assert found.source == "Strava's table"
    assert found.found == (
        Outing(MORNING, Way.RUN, 1850, 5020, "Morning Run"),
        Outing(dates.datetime(2026, 11, 22, 19, 5, tzinfo=BERLIN), Way.WALK, 2400, 3100, "Evening Walk"),
    )


def test_strava_doubles_columns_and_the_last_is_in_metres_and_seconds(tmp_path: Path) -> None:
    row = '1,"Nov 20, 2026, 7:30:00 AM",Run,Run,,1900,3.12,160,30,false,,1.fit.gz,,1900.0,1850.0,5021.3,4.1'
    assert only(read_outings(table(tmp_path / "a.csv", STRAVA_DOUBLED, [row]), ASKED)) == Outing(
        MORNING, Way.RUN, 1850, 5021, "Run"
    ), "3.12 are miles, as the runner's Strava shows them"


TIMES = [
    ("Nov 20, 2026, 7:30:00 AM", MORNING),
    ("Nov 20, 2026, 7:30:00\u202fAM", MORNING),
    ("Nov 20, 2026, 12:00:00 AM", dates.datetime(2026, 11, 20, 1, 0, tzinfo=BERLIN)),
    ("Nov 20, 2026, 12:00:00 PM", dates.datetime(2026, 11, 20, 13, 0, tzinfo=BERLIN)),
    ("Nov 20, 2026, 11:30:00 PM", dates.datetime(2026, 11, 21, 0, 30, tzinfo=BERLIN)),
    ("20 Nov 2026, 07:30:00", MORNING),
    ("2026-11-20 07:30:00", MORNING),
    ("Sept 2, 2026, 7:30:00 AM", dates.datetime(2026, 9, 2, 8, 30, tzinfo=BERLIN)),
]


@pytest.mark.parametrize(("text", "at"), TIMES)
def test_stravas_times_are_utc(tmp_path: Path, text: str, at: dates.datetime) -> None:
    row = f'1,"{text}",Run,Run,,1850,5.02,,,,,'
    one = only(read_outings(table(tmp_path / "a.csv", STRAVA_ONCE, [row]), ASKED))
    assert (one.at, one.at.utcoffset()) == (at, at.utcoffset())


@pytest.mark.parametrize("text", ["", "20.11.2026", "Feb 30, 2026, 7:30:00 AM", "Foo 3, 2026, 7:30:00 AM", "x" * 900])
def test_a_row_whose_date_cannot_be_read_is_told_and_the_others_are_read(tmp_path: Path, text: str) -> None:
    rows = [f'1,"{text}",Run,Run,,1850,5.02,,,,,', '2,"Nov 20, 2026, 7:30:00 AM",Run,Run,,1850,5.02,,,,,']
    found = read_outings(table(tmp_path / "a.csv", STRAVA_ONCE, rows), ASKED)
    assert len(found.found) == 1
    assert len(found.wrong) == 1
    assert found.wrong[0].startswith("row 2: its date")
    assert len(found.wrong[0]) < 120


GARMINS = [
    ("Running,2026-11-20 08:30:00,false,Easy,5.02,300,00:30:50,150,160,6:08", ASKED, (Way.RUN, 1850, 5020)),
    ("Running,2026-11-20 08:30:00,false,Easy,3.12,300,00:30:50,150,160,9:53", MILES, (Way.RUN, 1850, 5021)),
    ("Treadmill Running,2026-11-20 08:30:00,false,T,--,300,30:50,150,160,--", ASKED, (Way.RUN, 1850, None)),
    ('Pool Swim,2026-11-20 08:30:00,false,S,"1,500",300,00:40:00.5,,,', ASKED, (Way.SWIM, 2400, 1500)),
    ('Pool Swim,2026-11-20 08:30:00,false,S,"1,000",300,00:40:00,,,', MILES, (Way.SWIM, 2400, 914)),
    ("Cycling,2026-11-20 08:30:00,false,C,40.5,300,01:40:00,,,", ASKED, (Way.RIDE, 6000, 40_500)),
    ("Hiking,2026-11-20 08:30:00,false,H,999999,300,99:99:99,,,", ASKED, (Way.WALK, None, None)),
]


@pytest.mark.parametrize(("row", "asked", "wanted"), GARMINS)
def test_garmin_is_local_and_in_the_runners_units(tmp_path: Path, row: str, asked: object, wanted: object) -> None:
    one = only(read_outings(table(tmp_path / "Activities.csv", GARMIN, [row]), asked))  # type: ignore[arg-type]
    assert one.at == MORNING
    assert (one.way, one.seconds, one.distance_m) == wanted


def test_semicolons_decimal_commas_and_a_mark_at_the_beginning(tmp_path: Path) -> None:
    row = "Running;2026-11-20 08:30:00;false;Easy;5,02;300;00:30:50;150;160;6:08"
    path = table(tmp_path / "a.csv", GARMIN.replace(",", ";"), [row], encoding="utf-8-sig")
    assert only(read_outings(path, ASKED)).distance_m == 5020


def test_only_runs_walks_rides_and_swims(tmp_path: Path) -> None:
    kinds = ["Run", "Trail Run", "Virtual Ride", "Swim", "Hike", "Yoga", "Weight Training", "Yoga", ""]
    rows = [f'{n},"Nov {n + 1}, 2026, 7:30:00 AM",x,{kind},,60,1,,,,,' for n, kind in enumerate(kinds)]
    found = read_outings(table(tmp_path / "a.csv", STRAVA_ONCE, rows), ASKED)
    assert [each.way for each in found.found] == [Way.RUN, Way.RUN, Way.RIDE, Way.SWIM, Way.WALK]
    assert found.others == {"Yoga": 2, "Weight Training": 1, "without a type": 1}


def test_a_title_is_shown_as_text(tmp_path: Path) -> None:
    row = f'1,"Nov 20, 2026, 7:30:00 AM","\x1b[2J{"x" * 500}",Run,,60,1,,,,,'
    title = only(read_outings(table(tmp_path / "a.csv", STRAVA_ONCE, [row]), ASKED)).title
    assert title.startswith("\ufffd[2Jx")
    assert len(title) == 120


TABLES = [
    ("Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,x,y\n1,2,3,4,5,6\n", "language to English"),
    ("Activity Type,Date\nRunning,2026-11-20\n", "columns are not those"),
    ("Activity Type,Date,Time\n" + '"' + "x" * 200_000 + '"\n', "a table that is damaged"),
]


@pytest.mark.parametrize(("text", "sentence"), TABLES)
def test_tables_that_cannot_be_read_say_what_to_do(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NoOutingsError, match=sentence):
        read_outings(path, ASKED)


# --- what is what ---------------------------------------------------------------------------------------------------


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "1.fit.gz").write_bytes(gzip.compress(fit(tmp_path / "run.fit").read_bytes()))
    assert only(read_outings(tmp_path / "1.fit.gz", ASKED)).seconds == 1850
    (tmp_path / "2.fit.gz").write_bytes(gzip.compress(b"x" * 5000)[:-20])
    with pytest.raises(NoOutingsError, match="packed by gzip, and damaged"):
        read_outings(tmp_path / "2.fit.gz", ASKED)


def test_a_zip_is_to_be_unpacked_first(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as packed:
        packed.writestr("activities.csv", STRAVA_ONCE)
    with pytest.raises(NoOutingsError, match="Unpack it first"):
        read_outings(tmp_path / "export.zip", ASKED)


NO_TIME_YET = ("1980-01-06T00:00:0{}Z", "1989-12-31T00:00:0{}Z", "2000-01-01T00:00:0{}Z", "2036-01-01T00:00:0{}Z")


@pytest.mark.parametrize("wrong", NO_TIME_YET)
@pytest.mark.parametrize("place", [0, 5, 11])
def test_times_of_a_watch_that_had_not_got_the_time_do_not_date_the_run(tmp_path: Path, wrong: str, place: int) -> None:
    times = [f"2026-11-20T07:{minute:02}:00Z" for minute in range(30, 41)]
    times[place:place] = [wrong.format(second) for second in range(2)]
    points = "".join(f'<trkpt lat="52.{n:03}" lon="13"><time>{each}</time></trkpt>' for n, each in enumerate(times))
    path = tmp_path / "run.gpx"
    path.write_text(f"<gpx><trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>")
    one = only(read_outings(path, ASKED))
    assert one.at == START
    assert one.seconds is not None
    assert 500 <= one.seconds <= 601


BYTES = {"none": b"", "blank": b"  \n", "zeros": b"\x00" * 50, "noise": Random(4).randbytes(64), "a word": b"hello"}


@pytest.mark.parametrize("name", ["run.fit", "run.gpx", "activities.csv"])
@pytest.mark.parametrize("content", BYTES.values(), ids=BYTES)
def test_no_bytes_and_any_bytes_are_a_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert is_of_a_watch(path)
    with pytest.raises(NoOutingsError):
        read_outings(path, ASKED)


def test_a_history_is_none_of_these(tmp_path: Path) -> None:
    path = tmp_path / "history.toml"
    path.write_text('[[run]]\nat = 2026-11-20T07:30:00Z\nnote = "a, b, c, d, e, f"\n')
    assert not is_of_a_watch(path)
    path.write_text("")
    assert not is_of_a_watch(path)


def test_a_distance_that_cannot_be_is_left_out_and_told(tmp_path: Path) -> None:
    head = "Activity Type,Date,Favorite,Title,Distance,Calories,Time"
    row = "Running,2026-11-21 07:00:00,false,metres for km,{},300,00:55:00"
    for far, wanted in (("10.2", 10_200), ("62.1", None)):
        path = tmp_path / "activities.csv"
        path.write_text(f"{head}\n{row.format(far)}\n")
        found = read_outings(path, ASKED)
        assert [each.distance_m for each in found.found] == [wanted]
        says = [] if wanted else ["2026-11-21 07:00: 62.1 km in 55 min"]
        assert [words.partition(" cannot")[0] for words in found.wrong] == says


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "run.fit"
    os.mkfifo(path)
    assert is_of_a_watch(path)
    with pytest.raises(NoOutingsError, match="pipe"):
        read_outings(path, ASKED)


def test_what_a_shell_hands_over_is_not_told_as_empty() -> None:
    reader, writer = os.pipe()
    try:
        os.write(writer, b"<gpx/>")
        handed = Path(f"/dev/fd/{reader}")
        assert not is_of_a_watch(handed)
        with pytest.raises(NoOutingsError, match="pipe"):
            read_outings(handed, ASKED)
    finally:
        os.close(reader)
        os.close(writer)
