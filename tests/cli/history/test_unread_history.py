"""The command line while the history cannot be read: a sentence and 1, never a plan; and a row that is settled."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.domain.records.entries import Event, EventKind, Session
from coach.store.database.schema import VERSION
from coach.store.database.sqlite import SqliteStore
from coach.store.paths import default_path
from coach.store.protocol import StoreError
from coach.system.clock import SystemClock
from coach.system.guest import GUEST

from ..conftest import Run

NOW = datetime.now(UTC)
FLAG = Event(id="flag1", at=NOW - timedelta(days=3), kind=EventKind.RED_FLAG, flags=("saddle-numbness",))
SESSION = Session(id="s1", at=NOW - timedelta(days=9), routine="psoas-care", before=1, worst=1, after=1, done=1.0)


@pytest.fixture
def path(home: Path) -> Path:
    with closing(SqliteStore(default_path())) as store:
        store.add([SESSION, FLAG])
        store._database.execute("PRAGMA journal_mode = DELETE")
    return default_path()


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Held to the end: nobody needs to wait for it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other, pytest.MonkeyPatch.context() as patch:
        patch.setattr("coach.services.assembly.WAIT_FOR_DATABASE_S", 0.0)
        other.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def spoilt(path: Path) -> Iterator[None]:
    whole = path.read_bytes()
    path.write_bytes(whole[:5000])
    yield
    path.write_bytes(whole)


@contextmanager
def newer(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
        yield
        database.execute(f"PRAGMA user_version = {VERSION}")


@contextmanager
def somebody_elses(_: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:

        def refuse(*_: object) -> None:
            error = sqlite3.OperationalError("unable to open database file")
            error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise error

        patch.setattr("coach.store.database.opening.connect", refuse)
        yield


TROUBLES = {
    "held by another": (held, "in use by another program"),
    "damaged": (spoilt, "damaged"),
    "newer": (newer, "newer coach"),
    "somebody else's": (somebody_elses, "cannot be opened"),
}
COMMANDS = [
    "next",
    "show psoas-care",
    "show psoas-care --json",
    "play psoas-care --plain",
    "play --plain --speed 60",
    "play psoas-care --plain --speed 60",
    "list",
    "list --json",
    "history",
    "history --json",
    "history --set-aside x",
    "export -",
    "morning 2",
    "log walk --minutes 30",
    "log",
    "profile",
    "profile --minutes 20",
    "share --print",
    "--plain",
]


@pytest.mark.parametrize(("trouble", "words"), TROUBLES.values(), ids=TROUBLES)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_cannot_be_read_is_said_and_nothing_is_planned(
    coach: Run, path: Path, command: str, trouble: Callable[[Path], object], words: str
) -> None:
    with trouble(path):  # type: ignore[attr-defined]
        said = coach(*command.split())
    assert (said.code, said.out) == (1, ""), said
    assert words in said.err
    assert str(path) in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("command", ["next", "export -", "morning 2"])
def test_a_guest_is_told_without_the_paths_of_the_box(
    coach: Run, path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(GUEST, "1")
    with held(path):
        said = coach(*command.split())
    assert (said.code, said.out) == (1, "")
    assert "Your database is in use by another program. Try again in a moment." in said.err
    assert "/" not in said.err


def test_what_needs_no_history_works_all_the_same(coach: Run, path: Path) -> None:
    with held(path):
        for command in ("exercises", "show plank", "check", "complete -- show p", "rules 1"):
            assert coach(*command.split()).code == 0, command


def test_when_it_is_over_the_lock_is_still_there(coach: Run, path: Path) -> None:
    with held(path):
        coach("next")
    shown = coach("show", "psoas-care", "--json").json
    assert (shown["locked"], shown["notice"]) == (True, "emergency")


def test_a_morning_that_cannot_be_kept_is_refused_not_half_kept(
    coach: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = NOW.replace(hour=12)  # before dawn, the morning after yesterday's session would be still to come
    monkeypatch.setattr(SystemClock, "now", lambda _: noon)
    with closing(SqliteStore(path)) as store:
        store.add([Session(id="s2", at=noon - timedelta(hours=20), routine="psoas-care", before=1, worst=1, after=1)])

    def full(*_: object) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(SqliteStore, "correct", full)
        said = coach("morning", "2")
    assert (said.code, said.out) == (1, "")
    assert (
        said.err
        == "coach: your morning was not kept. Say it again when that is over: coach morning N. The disk is full.\n"
    )
    assert list(Path.cwd().iterdir()) == []
    assert coach("morning", "2").code == 0


# --- one row ----------------------------------------------------------------------------------------------------------


def spoil(path: Path, entry_id: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE entry SET data = substr(data, 1, 30) WHERE id = ?", (entry_id,))
        database.commit()


def test_one_row_is_named_and_counts_and_the_others_are_there(coach: Run, path: Path) -> None:
    spoil(path, "flag1")
    said = coach("history")
    assert said.code == 0
    assert "Psoas care" in said.out
    assert "cannot be read (its text is damaged). Training is locked" in " ".join(said.out.split())
    assert "coach history --answer flag1" in said.out
    assert coach("show", "psoas-care", "--json").json["locked"]
    assert coach("next").code == 3
    (row,) = coach("history", "--json").json["unreadable"]
    assert (row["id"], row["kind"], row["counts_as"]) == ("flag1", "event", "lock")


def test_an_export_says_that_it_is_not_the_whole(coach: Run, path: Path, home: Path) -> None:
    spoil(path, "flag1")
    said = coach("export", "mine.toml")
    assert said.code == 1
    assert "this is not the whole" in said.err
    assert "1 record in mine.toml" in said.out
    assert Path("mine.toml").read_text().startswith("# This is not the whole history")
    assert coach("import", "mine.toml").code == 0  # and it is a history file all the same


@pytest.mark.parametrize("option", ["--delete", "--set-aside"])
def test_it_is_settled_by_a_word(coach: Run, path: Path, option: str) -> None:
    spoil(path, "s1")
    assert coach("show", "psoas-care", "--json").json["light"] == "red"
    assert coach("history", option, "flag", "--yes").code in (0, 2)
    said = coach("history", option, "s1", "--yes")
    assert (said.code, "s1" in said.err) == (0, False)
    assert "unreadable" not in coach("history", "--json").json


@pytest.mark.parametrize(
    ("entry_id", "typed", "then"),
    [
        ("flag1", ["1", "2"], {"locked": True}),
        ("flag1", ["2", "1"], {"locked": False}),
        ("flag1", ["3", "1"], {"locked": False, "phase": "acute"}),
    ],
)
def test_an_event_is_answered_anew(
    coach: Run, path: Path, monkeypatch: pytest.MonkeyPatch, entry_id: str, typed: list[str], then: dict[str, object]
) -> None:
    spoil(path, entry_id)
    _types(monkeypatch, typed)
    assert coach("history", "--answer", entry_id).code == 0
    shown = json.loads(coach("show", "psoas-care", "--json").out)
    assert {key: shown[key] for key in then} == then
    assert "unreadable" not in coach("history", "--json").json


def test_a_session_is_answered_anew_on_its_day(coach: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(path, "s1")
    _types(monkeypatch, ["psoas-care", *["1"] * 12])
    assert coach("history", "--answer", "s1").code == 0
    table = coach("history", "--json").json
    assert "unreadable" not in table
    (session,) = table["session"]
    assert datetime.fromisoformat(session["at"]) == SESSION.at


def test_what_is_not_answered_goes_on_counting(coach: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(path, "flag1")
    for typed in ([], [""], ["1", ""]):
        _types(monkeypatch, typed)
        assert coach("history", "--answer", "flag1").code == 1
        assert coach("show", "psoas-care", "--json").json["locked"]


def _types(monkeypatch: pytest.MonkeyPatch, lines: list[str]) -> None:
    """What a runner types at the prompts."""
    left = list(lines)

    class Typing:
        hands_free = False

        def say(self, line: str) -> None:
            print(line)

        def ask(self, question: str) -> str:
            from coach.plain.talk import InputEndedError

            if not left:
                raise InputEndedError
            return left.pop(0)

    monkeypatch.setattr("coach.plain.talk.Console", Typing)
