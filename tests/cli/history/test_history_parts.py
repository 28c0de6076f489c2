"""``coach history`` in part: since a day, of a kind, as a table, through a pager; and what waits to go on."""

import csv
import io
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.cli.base import pages
from coach.domain.records.entries import CheckIn
from coach.services.assembly import Wish, assemble
from coach.system.clock import SystemClock

from ..conftest import Run

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
HISTORY = """\
[start]
phase = "recovery"

[[session]]
routine = "psoas-care"
at = 2026-11-01T23:30:00-05:00
worst = 2

[[session]]
routine = "rescue"
at = 2026-11-20T07:30:00Z

[[run]]
at = 2026-11-25T07:30:00Z
run_s = 600

[[walk]]
at = 2026-11-26T07:30:00Z
minutes = 30

[[activity]]
kind = "swim"
at = 2026-11-27T07:30:00Z

[[event]]
at = 2026-11-27T08:30:00Z
kind = "phase"
phase = "maintenance"
note = "as agreed"
"""


@pytest.fixture
def recorded(coach: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(SystemClock, "now", lambda self: NOW)
    Path("h.toml").write_text(HISTORY)
    assert coach("import", "h.toml").code == 0
    return coach


PARTS = [
    (("--kind", "session"), {"session": 2}),
    (("--kind", "sessions,runs"), {"session": 2, "run": 1}),
    (("--kind", "psoas-care"), {"session": 1}),
    (("--kind", "swim,walk"), {"activity": 1, "walk": 1}),
    (("--kind", "activities"), {"activity": 1}),
    (("--kind", "event"), {"event": 1}),
    (("--since", "2026-11-25"), {"run": 1, "walk": 1, "activity": 1, "event": 1}),
    (("--since", "2026-11-01"), {"session": 2, "run": 1, "walk": 1, "activity": 1, "event": 1}),
    (("--since", "2026-11-02", "--kind", "session"), {"session": 1}),
    (("--since", "3d"), {"run": 1, "walk": 1, "activity": 1, "event": 1}),
    (("--since", "1w", "--kind", "run"), {"run": 1}),
    (("--since", "99999"), None),
    (("--since", "soon"), None),
    (("--kind", "yoga"), None),
]


@pytest.mark.parametrize(("words", "wanted"), PARTS)
def test_only_what_was_asked_for(recorded: Run, words: tuple[str, ...], wanted: dict[str, int] | None) -> None:
    said = recorded("history", *words, "--json")
    if wanted is None:
        assert said.code == 2
        return
    found = {name: len(some) for name, some in said.json.items() if some}
    assert found == wanted, "and neither start nor profile, for it is not the whole"


def test_the_lights_are_those_of_the_whole(recorded: Run) -> None:
    whole = recorded("history").out
    part = recorded("history", "--kind", "psoas-care").out
    assert "green so far" in part
    assert [line.split() for line in part.splitlines() if "Psoas care" in line] == [
        line.split() for line in whole.splitlines() if "Psoas care" in line
    ]


def test_events_alone_are_listed(recorded: Run) -> None:
    assert recorded("history", "--kind", "event").out == "2026-11-27 08:30  phase · maintenance · as agreed\n"


def test_nothing_of_that_is_not_nothing_done(recorded: Run) -> None:
    assert recorded("history", "--since", "0d").out == "Nothing of that on record.\n"


def test_as_one_table(recorded: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(recorded("history", "--csv", "--since", "2026-11-20").out)))
    assert [(row["table"], row["at"]) for row in rows] == [
        ("sessions", "2026-11-20T07:30:00+00:00"),
        ("runs", "2026-11-25T07:30:00+00:00"),
        ("walks", "2026-11-26T07:30:00+00:00"),
        ("activities", "2026-11-27T07:30:00+00:00"),
        ("events", "2026-11-27T08:30:00+00:00"),
    ]
    assert recorded("history", "--csv", "--json").code == 2


def test_what_is_longer_than_the_terminal_goes_through_the_pager(
    recorded: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    shown: list[str] = []
    monkeypatch.setattr("pydoc.pager", lambda text, *_: shown.append(text))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("LINES", "60")
    assert "Psoas care" in recorded("history").out
    assert shown == []
    monkeypatch.setenv("LINES", "8")
    assert "Psoas care" not in recorded("history").out
    assert "Psoas care" in shown[0]
    monkeypatch.setattr(pages, "is_guest", lambda: True)
    assert "Psoas care" in recorded("history").out, "a guest of a box starts no program there"
    assert not seen.exists()


def test_a_session_that_waits_is_named(recorded: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = assemble(Wish())
    plan = mine.training.today.plan("psoas-care")
    mine.training.sessions.begin(plan, CheckIn(before=0))
    mine.training.store.close()
    said = recorded("history").out
    assert said.startswith("Waiting to go on: Psoas care, begun 2026-11-28 09:00\nWhere it was left: coach\n")
    monkeypatch.setattr(SystemClock, "now", lambda self: NOW + timedelta(hours=5))
    assert "Waiting" not in recorded("history").out
