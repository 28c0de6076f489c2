"""Databases damaged in every way, from a seed: a locked runner is never given a plan, and nobody a traceback.

A sample in each run; all of them by ``make soak``.
"""

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.domain.records.entries import Entry, Event, EventKind, Session, StepDone
from coach.store.database.sqlite import SqliteStore
from coach.store.paths import default_path

from ..conftest import Run

SEED = 20261128
SAMPLE, ALL = 15, 300
NOW = datetime.now(UTC)
COUNT = 90
_STEPS = tuple(StepDone(exercise=f"move-{number}", sets=2, reps=10, done=1.0) for number in range(5))


def _locked_by_a_flag() -> list[Entry]:
    done: list[Entry] = [
        Session(
            id=f"s{number:04}",
            at=NOW - timedelta(days=COUNT - number, hours=2),
            routine="psoas-care",
            before=1,
            worst=1,
            after=1,
            morning=1,
            effort=4,
            done=1.0,
            step=_STEPS,
        )
        for number in range(COUNT)
    ]
    flag = Event(id="flag", at=NOW - timedelta(days=20), kind=EventKind.RED_FLAG, flags=("saddle-numbness",))
    return [*done, flag]


def _locked_by_reds() -> list[Entry]:
    reds = [
        Session(id=f"red-{days}", at=NOW - timedelta(days=days), routine="psoas-care", before=1, worst=7, after=6)
        for days in (3, 5, 9)
    ]
    return [*_locked_by_a_flag()[:COUNT], *reds]


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Of runners who are locked, each in another way."""
    made = []
    for name, entries in (("flag", _locked_by_a_flag()), ("reds", _locked_by_reds())):
        path = tmp_path_factory.mktemp("locked") / f"{name}.db"
        with closing(SqliteStore(path)) as store:
            store.add(entries)
            store.write("profile", {"avoid": ["kneeling"]})
        made.append(path)
    return made


# --- damages ----------------------------------------------------------------------------------------------------------

Damage = Callable[[Path, random.Random], object]


def _bytes_at(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def cut_short(path: Path, dice: random.Random) -> None:
    with path.open("r+b") as file:
        file.truncate(dice.randrange(path.stat().st_size))


def cut_by_pages(path: Path, dice: random.Random) -> None:
    with path.open("r+b") as file:
        file.truncate(4096 * dice.randrange(path.stat().st_size // 4096))


def one_byte(path: Path, dice: random.Random) -> None:
    _bytes_at(path, dice.randrange(path.stat().st_size), bytes([dice.randrange(256)]))


def some_bytes(path: Path, dice: random.Random) -> None:
    for _ in range(dice.randrange(2, 60)):
        one_byte(path, dice)


def a_block(path: Path, dice: random.Random) -> None:
    _bytes_at(path, dice.randrange(path.stat().st_size), dice.randbytes(dice.randrange(1, 9000)))


def zeros(path: Path, dice: random.Random) -> None:
    _bytes_at(path, 512 * dice.randrange(path.stat().st_size // 512), bytes(512 * dice.randrange(1, 20)))


def the_header(path: Path, dice: random.Random) -> None:
    _bytes_at(path, dice.randrange(100), dice.randbytes(dice.randrange(1, 8)))


def pages_swapped(path: Path, dice: random.Random) -> None:
    data = path.read_bytes()
    pages = [data[at : at + 4096] for at in range(0, len(data), 4096)]
    one, other = dice.sample(range(1, len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    path.write_bytes(b"".join(pages))


def one_digit(path: Path, dice: random.Random) -> None:
    """A digit of a record becomes another: it still makes sense."""
    data = bytearray(path.read_bytes())
    digits = [at for at in range(4096, len(data)) if 48 <= data[at] <= 57 and data[at - 1] == ord(":")]
    data[dice.choice(digits)] = 48
    path.write_bytes(data)


def nothing_left(path: Path, _: random.Random) -> None:
    path.write_bytes(b"")


def a_folder(path: Path, _: random.Random) -> None:
    path.unlink()
    path.mkdir()


def no_database(path: Path, dice: random.Random) -> None:
    path.write_bytes(dice.randbytes(20_000))


def with_sql(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(statement, values)
        database.commit()


def rows_spoilt(path: Path, dice: random.Random) -> None:
    spoilt = dice.choice(["{", "", "null", "[]", '{"type":"session"}', "\ud800".encode("utf-8", "surrogatepass")])
    with_sql(path, "UPDATE entry SET data = ? WHERE seq % ? = 0", spoilt, dice.randrange(1, 7))


def bytes_for_text(path: Path, dice: random.Random) -> None:
    column = dice.choice(["id", "at", "type", "data"])
    with_sql(path, f"UPDATE entry SET {column} = CAST(x'ff00fe' || seq AS TEXT) WHERE seq % 5 = 1")


def a_kind_to_come(path: Path, dice: random.Random) -> None:
    known = "event" if "flag" in path.read_bytes().decode("latin-1") else "session"
    with_sql(path, "UPDATE entry SET type = ? WHERE type = ?", dice.choice(["blood-test", "", "🦵"]), known)


def another_version(path: Path, dice: random.Random) -> None:
    with_sql(path, f"PRAGMA user_version = {dice.choice([-1, 0, 1, 2, 4, 99, 2**31 - 1])}")


def a_table_gone(path: Path, dice: random.Random) -> None:
    with_sql(path, f"DROP TABLE {dice.choice(['entry', 'fact', 'checkpoint', 'set_aside'])}")


def facts_spoilt(path: Path, dice: random.Random) -> None:
    with_sql(path, "UPDATE fact SET value = ?", dice.choice(["{", "", "[1", "nul"]))


DAMAGES: tuple[Damage, ...] = (
    cut_short,
    cut_by_pages,
    one_byte,
    some_bytes,
    a_block,
    zeros,
    the_header,
    pages_swapped,
    one_digit,
    nothing_left,
    a_folder,
    no_database,
    rows_spoilt,
    bytes_for_text,
    a_kind_to_come,
    another_version,
    a_table_gone,
    facts_spoilt,
)


def _harmed(number: int, databases: list[Path], dice: random.Random) -> tuple[Path, Damage]:
    path = default_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(databases[number % len(databases)], path)
    damage = DAMAGES[number // len(databases) % len(DAMAGES)] if number < 2 * len(DAMAGES) else dice.choice(DAMAGES)
    damage(path, dice)
    return path, damage


def _assert_no_plan(coach: Run) -> None:
    """Nothing is due, and nothing may be trained; whatever is said is a sentence (``coach`` looks for tracebacks)."""
    due = coach("next")
    assert due.code in (1, 3), due
    assert "not done it yet" not in due.out
    shown = coach("show", "psoas-care", "--json")
    if shown.code == 0:
        plan = json.loads(shown.out)
        assert plan["locked"]
        assert not plan["allowed"]
        assert due.code == 3
    else:
        assert shown.code == 1
        assert shown.out == ""
        assert due.out == ""
    for said in (due, shown):
        assert "should not" not in said.err, said.err


def _assert_all_is_told(coach: Run) -> None:
    for words in (["history"], ["doctor"], ["export", "-"], ["morning", "2"], ["play", "psoas-care", "--plain"]):
        said = coach(*words)
        assert said.code in (0, 1), said
        assert "should not" not in said.err, said.err


@pytest.mark.parametrize("number", range(SAMPLE))
def test_a_locked_runner_gets_no_plan(coach: Run, databases: list[Path], number: int) -> None:
    _harmed(number * 2 + number % 2, databases, random.Random(SEED + number))
    _assert_no_plan(coach)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(ALL))
def test_a_locked_runner_gets_no_plan_whatever_is_damaged(coach: Run, databases: list[Path], number: int) -> None:
    _, damage = _harmed(number, databases, random.Random(1_000 * SEED + number))
    print(damage.__name__)
    _assert_no_plan(coach)
    _assert_all_is_told(coach)
