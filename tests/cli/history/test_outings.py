"""``coach import`` of files of a watch: shown, asked about, kept once, and how each was, one at a time."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from library.watch_files.making import START, STRAVA_ONCE, fit, gpx, table

from coach.domain.records.entries import Run as RunRecord
from coach.system.clock import SystemClock

from ..conftest import Run, Said
from .test_log import piped

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A runner in winter, an hour east of Greenwich; it is the 28th."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    monkeypatch.setattr(SystemClock, "now", lambda self: NOW)
    yield
    monkeypatch.undo()
    time.tzset()


def strava(name: str = "activities.csv") -> str:
    rows = [
        '1,"Nov 20, 2026, 7:30:00 AM",Morning Run,Run,"tight",1850,5.02,160,30,false,shoes,1.fit.gz',
        '2,"Nov 22, 2026, 6:05:00 PM",Evening Walk,Walk,,2400,3.10,110,5,false,,2.gpx',
        '3,"Nov 23, 2026, 6:05:00 PM",Stretch,Yoga,,2400,0,110,5,false,,3.gpx',
        '4,"Jul 1, 2026, 5:00:00 AM",Ride,Ride,,3600,25,110,5,false,,4.gpx',
    ]
    return str(table(Path(name), STRAVA_ONCE, rows))


def tables(coach: Run) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = coach("history", "--json").json
    return found


def test_it_shows_what_it_found_and_keeps_it_only_when_told(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said: Said = piped(coach, monkeypatch, "n\n", "import", strava())
    assert said.code == 0
    assert said.out.splitlines() == [
        "activities.csv is Strava's table: 1 run, 1 walk, 1 ride; left out: 1 Yoga.",
        "  Wed 01 Jul 2026, 07:00  ride, 60 min, 25.0 km  Ride",
        "  Fri 20 Nov 2026, 08:30  run, 31 min, 5.02 km · 6:09 min/km  Morning Run",
        "  Sun 22 Nov 2026, 19:05  walk, 40 min, 3.1 km · 12:54 min/km  Evening Walk",
        "Import these 3? y or n:",
        "Nothing was imported.",
    ]
    assert not any(tables(coach).values())


def test_where_nobody_answers_nothing_is_kept(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said = piped(coach, monkeypatch, "", "import", strava())
    assert said.code == 1
    assert "nobody was asked, so nothing was imported" in said.err
    assert not any(tables(coach).values())


def test_kept_in_the_zone_of_its_day_and_once(coach: Run) -> None:
    assert coach("import", strava(), "--yes").code == 0
    kept = tables(coach)
    assert [run["at"] for run in kept["run"]] == ["2026-11-20T08:30:00+01:00"]
    assert kept["run"][0] | {"id": ""} == {
        "at": "2026-11-20T08:30:00+01:00",
        "id": "",
        "note": "Morning Run",
        "run_s": 1850,
        "distance_m": 5020,
    }
    assert [(each["kind"], each["minutes"], each["at"]) for each in kept["activity"]] == [
        ("bike", 60, "2026-07-01T07:00:00+02:00")
    ], "summer time then"
    again = coach("import", strava(), "--yes")
    assert "3 left out: here already" in again.out
    assert again.out.endswith("Nothing new in it.\n")
    assert tables(coach) == kept


def test_the_same_run_from_a_watch_a_phone_and_a_site_is_one(coach: Run) -> None:
    files = [strava(), str(fit(Path("1.fit"))), str(gpx(Path("1.gpx"), start=START.replace(second=90 - 60, minute=31)))]
    assert coach("import", *files, "--yes").code == 0
    assert len(tables(coach)["run"]) == 1


def test_what_was_logged_by_hand_is_left(coach: Run) -> None:
    assert coach("log", "run", "--at", "2026-11-20T07:29:00Z", "--run-s", "1800", "--worst", "0").code == 0
    coach("import", str(fit(Path("1.fit"))), "--yes")
    assert [run.get("worst") for run in tables(coach)["run"]] == [0]


def test_how_each_was_is_asked_one_at_a_time(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["y", "", "n", "0", "0", "0", "0", "", "1", "2", "1", "d", "n", "4", "n", "1"]
    said = piped(coach, monkeypatch, "\n".join(answers) + "\n", "import", strava())
    assert said.code == 0
    assert said.out.splitlines()[-1] == "2 of 2 answered."
    (run,), (walk,) = tables(coach)["run"], tables(coach)["walk"]
    assert {name: walk[name] for name in ("limp", "before", "worst", "after", "morning")} == {
        "limp": False,
        "before": 0,
        "worst": 0,
        "after": 0,
        "morning": 0,
    }
    assert (run["before"], run["worst"], run["after"], run["quality"], run["effort"]) == (1, 2, 1, "dull", 4)
    assert (run["gait_changed"], run["painkiller"], run["morning"], run["recalled"]) == (False, False, 1, True)


@pytest.mark.parametrize(("morning", "asked"), [("5", False), ("1", True)])
def test_a_bad_morning_that_is_told_is_not_asked_of_a_run_of_its_day(
    coach: Run, monkeypatch: pytest.MonkeyPatch, morning: str, asked: bool
) -> None:
    coach("log", "rescue", "--at", "2026-11-20 18:00", "--before", "1", "--worst", "1", "--morning", morning)
    said = piped(coach, monkeypatch, "y\n" + "\n0\ns\n" * 30, "import", strava()).out
    _, _, of_the_run = said.rpartition("Enter answers, n leaves it open")
    assert "Pain before it" in of_the_run
    assert ("Pain the morning after it" in of_the_run) is asked


def test_left_unanswered_a_run_is_no_green(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said = piped(coach, monkeypatch, "y\nq\n", "import", strava())
    assert said.out.splitlines()[-1] == "0 of 2 answered."
    assert "worst" not in tables(coach)["run"][0]
    assert "none" in coach("history").out


def test_answers_so_far_are_kept_when_the_input_ends(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said = piped(coach, monkeypatch, "y\nn\n\n1\n3\n", "import", strava())
    assert said.out.splitlines()[-1] == "The input ended. What you answered is kept."
    assert (tables(coach)["run"][0]["before"], tables(coach)["run"][0]["worst"]) == (1, 3)


def test_a_track_that_does_not_say_what_it_was(coach: Run) -> None:
    path = str(gpx(Path("hike.gpx"), kind=None))
    said = coach("import", path, "--yes")
    assert "the file does not say what it was. Say so: --as run, walk, ride or swim" in said.err
    assert not any(tables(coach).values())
    assert coach("import", path, "--as", "walk", "--yes").code == 0
    assert [walk["minutes"] for walk in tables(coach)["walk"]] == [30]


def test_miles_that_were_taken_for_kilometres_show(coach: Run) -> None:
    row = '1,"Nov 20, 2026, 7:30:00 AM",Run,Run,,5400,4.00,,,,,'
    path = str(table(Path("a.csv"), STRAVA_ONCE, [row]))
    said = coach("import", path, "--yes")
    assert "That is an odd pace: are its kilometres miles?" in said.out
    coach("history", "--delete", str(tables(coach)["run"][0]["id"]), "--yes")
    assert coach("import", path, "--units", "mi", "--yes").code == 0
    assert [run["distance_m"] for run in tables(coach)["run"]] == [6437]


def test_what_was_taken_out_stays_out(coach: Run) -> None:
    path = str(fit(Path("1.fit")))
    coach("import", path, "--yes")
    coach("history", "--delete", str(tables(coach)["run"][0]["id"]), "--yes")
    said = coach("import", path, "--yes")
    assert "1 that you took out stayed out" in said.err
    assert not any(tables(coach).values())
    assert coach("import", path, "--yes", "--restore").code == 0
    assert len(tables(coach)["run"]) == 1


def test_what_lies_in_the_future_is_left(coach: Run) -> None:
    path = str(fit(Path("1.fit"), start=START.replace(year=2027)))
    said = coach("import", path, "--yes")
    assert "1 left out: it lies in the future" in said.err
    assert not any(tables(coach).values())


def test_a_broken_file_is_told_and_the_others_are_taken(coach: Run) -> None:
    Path("broken.gpx").write_text("<gpx><trk>")
    Path("empty.fit").write_bytes(b"")
    said = coach("import", "broken.gpx", "empty.fit", str(fit(Path("1.fit"))), "--yes")
    assert said.code == 1
    assert "broken.gpx: it is GPX that is damaged" in said.err
    assert "empty.fit: it is empty." in said.err
    assert len(tables(coach)["run"]) == 1


def test_a_history_and_a_watchs_file_at_once(coach: Run) -> None:
    Path("h.toml").write_text("[[walk]]\nat = 2026-11-01T07:30:00Z\nminutes = 30\n")
    assert coach("import", "h.toml", str(fit(Path("1.fit"))), "--yes").code == 0
    assert (len(tables(coach)["walk"]), len(tables(coach)["run"])) == (1, 1)
    said = coach("import", "h.toml", "--as", "run")
    assert (said.code, "--as goes with files of a watch" in said.err) == (2, True)


def test_only_unanswered_runs_come_of_it(coach: Run) -> None:
    """The rules see them as runs of which nothing was said: no step up, no green."""
    coach("import", strava(), "--yes")
    known = set(RunRecord.__struct_fields__)
    for run in tables(coach)["run"]:
        assert set(run) <= known
        assert not {"before", "worst", "after", "morning", "effort"} & set(run)


def test_a_files_name_steers_no_terminal(coach: Run) -> None:
    good, bad = Path("go\x1b[31m.gpx"), Path("ba\x1b[31m.gpx")
    gpx(good)
    bad.write_text("<gpx>")
    said = coach("import", "--yes", str(good), str(bad))
    assert said.code == 1
    assert "go\ufffd[31m.gpx is GPX" in said.out
    assert said.err.startswith("coach: ba\ufffd[31m.gpx: it is GPX that is damaged")
    assert "\x1b" not in said.out + said.err


def test_a_run_whose_time_was_corrected_is_here_already(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(gpx(Path("run.gpx")))
    coach("import", "--yes", path)
    (run,) = tables(coach)["run"]
    questions = piped(coach, monkeypatch, "\n" * 30, "history", "--edit", str(run["id"])).out.count("? It is ")
    answers = "\n" * (questions - 1) + "2026-11-20 18:00\ny\n"
    assert "Corrected." in piped(coach, monkeypatch, answers, "history", "--edit", str(run["id"])).out
    said = coach("import", "--yes", path)
    assert said.out.splitlines()[1:] == [
        "1 left out: here already, or twice in it (begun within two minutes).",
        "Nothing new in it.",
    ]
    (still,) = tables(coach)["run"]
    assert still["at"] == "2026-11-20T18:00:00+01:00"
