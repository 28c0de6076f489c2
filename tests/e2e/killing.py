"""Kills a real coach at a random moment (kill -9), and looks whether all that it had shown as given is on disk.

What counts is what stood on the screen: an answer in brackets, the side that is held. A moment is a scene, so many of
its keys, and so many milliseconds after the last; all of it follows from a seed. Left out: how many (the tests).
"""

import json
import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.domain.records.entries import Session
from coach.domain.records.history import History
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import load_library
from coach.services.notices import SAFETY_READ
from coach.services.training import Training
from coach.services.workout import Ongoing
from coach.store.backups.backups import list_backups, make_backup
from coach.store.database.sqlite import SqliteStore
from coach.system.clock import FixedClock
from e2e.terminal import COACH, Terminal, have_read_the_notice

_GIVEN = re.compile(r"^\s*(.+?) {2,}.*\[ ?([^\]]+?) ?\]")
_SETTINGS = '[session]\nget_ready = 1\nexplain = false\n\n[sound]\nvoice = "off"\n'
LONGEST_WAIT_MS = 120


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a coach is killed: how it is opened, which keys follow, and what must be on disk then."""

    name: str
    prepare: Callable[[Path], None]
    open: Callable[[Path], Terminal]
    keys: tuple[str, ...]
    check: Callable[[Path, str], None]
    longest_ms: int = LONGEST_WAIT_MS


def kill_once(folder: Path, number: int) -> str:
    """One kill at the moment that ``number`` stands for; what it was, in words. Raises AssertionError."""
    chance = random.Random(number)
    scene = SCENES[number % len(SCENES)]
    keys = scene.keys[: chance.randint(0, len(scene.keys))]
    delay_ms = chance.uniform(0, scene.longest_ms)
    moment = f"{scene.name}, moment {number}: {' '.join(keys) or 'no key'}, then {delay_ms:.0f} ms"
    home = folder / f"home-{number}"
    settings = home / "config" / "coach" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS)
    scene.prepare(home)
    with scene.open(home) as terminal:
        for key in keys:
            terminal.press(key)
            terminal.receive(chance.choice((0.0, 0.01, 0.2)))
        _read_for(terminal, delay_ms / 1000)
        shown = terminal.text
        terminal.kill()
    assert "Traceback" not in shown, moment
    try:
        _is_sound(_database(home))
        scene.check(home, shown)
    except AssertionError as error:
        raise AssertionError(f"{moment}\n{error}\nthe screen:\n{shown}") from error
    shutil.rmtree(home)
    return moment


def _read_for(terminal: Terminal, seconds: float) -> None:
    """What comes within so long; more than that is a moment of its own."""
    until = datetime.now(UTC) + timedelta(seconds=seconds)
    while (left := (until - datetime.now(UTC)).total_seconds()) > 0:
        terminal.receive(left)


def _database(home: Path) -> Path:
    return home / "data" / "coach" / "coach.db"


def _is_sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        (found,) = database.execute("PRAGMA integrity_check").fetchone()
    assert found == "ok", found


def _stored(home: Path) -> tuple[History, dict[str, object]]:
    with closing(SqliteStore(_database(home))) as store:
        return History(store.history().entries, store.start()), store.read("profile") or {}


def given(shown: str) -> dict[str, str]:
    """What stands in brackets, by the first words of its line."""
    return {found[1]: found[2] for line in shown.splitlines() if (found := _GIVEN.match(line))}


# --- the pain check -------------------------------------------------------------------------------------------------


def _did_a_session(home: Path) -> None:
    have_read_the_notice(home)
    at = datetime.now(UTC) - timedelta(hours=1)
    with closing(SqliteStore(_database(home))) as store:
        store.add([Session(id="done", at=at, routine="psoas-care", done=1.0, before=1)])


def _open_pain_check(home: Path) -> Terminal:
    terminal = Terminal(COACH, home)
    terminal.wait_for("Routines (")
    terminal.click("Answer the pain check")
    terminal.wait_for("How was it?")
    return terminal


_OF_PAIN = {
    "Worst pain during": "worst",
    "Pain right now": "after",
    "Pain right after": "after",
    "Pain before": "before",
    "How hard was it": "effort",
}


def _has_pains(home: Path, shown: str) -> None:
    history, _ = _stored(home)
    seen = {field: int(answer) for label, answer in given(shown).items() if (field := _OF_PAIN.get(label))}
    if not set(seen) - {"before"}:
        return
    (record,) = history.entries
    for field, answer in seen.items():
        assert getattr(record, field) == answer, f"{field} {answer} stood there; on record is {record}"


# --- the log, the first start ---------------------------------------------------------------------------------------


def _open_log(home: Path) -> Terminal:
    terminal = Terminal(COACH, home)
    terminal.wait_for("Routines (")
    terminal.settle(1.0)  # a card may come after the first picture, and move the lines below it
    terminal.click("Log something")
    terminal.wait_for("What did you do")
    terminal.press("3")
    terminal.wait_for("done elsewhere")
    return terminal


def _read_the_notice_only(home: Path) -> None:
    _database(home).parent.mkdir(parents=True)
    with closing(SqliteStore(_database(home))) as store:
        store.write(SAFETY_READ, "earlier")


def _open_first_start(home: Path) -> Terminal:
    terminal = Terminal(COACH, home)
    terminal.wait_for("What brings you here?")
    return terminal


def _has_first_answers(home: Path, shown: str) -> None:
    history, profile = _stored(home)
    seen = given(shown)
    kept = json.dumps(profile)
    for label, words in (("Where it hurts", '"hip"'), ("On which side", '"left"')):
        assert label not in seen or words in kept, f"{label}: {seen.get(label)} stood there; kept is {kept}"
    assert "What brings you" not in seen or '"painful"' in kept, kept
    assert "How it is now" not in seen or history.start.phase is not None, history.start
    assert "Usual morning pain" not in seen or history.start.usual_morning == 3, history.start


# --- a session ------------------------------------------------------------------------------------------------------


def _open_session(home: Path) -> Terminal:
    terminal = Terminal([*COACH, "play", "desk-break", "--speed", "4", "--record"], home)
    terminal.wait_for("Pain now")
    terminal.press("2")
    terminal.wait_for("[2]")
    terminal.press("enter")
    terminal.wait_for("GET READY")
    terminal.wait_for("HOLD")
    return terminal


def _is_at_the_right_step(home: Path, shown: str) -> None:
    if "How was it?" in shown:
        return
    ongoing = _ongoing(home)
    assert ongoing is not None, "a session was under way; none is on disk"
    segment = ongoing.state.segment
    for side in ("left", "right"):
        if f"HOLD · {side.upper()} side" in shown:
            assert (segment.is_work, segment.side) == (True, side), segment
    assert len(ongoing.state.results) >= (1 if "HOLD · RIGHT" in shown else 0)


def _ongoing(home: Path) -> Ongoing | None:
    library = load_library([Layer("shipped", shipped_folder())])
    with closing(SqliteStore(_database(home))) as store:
        return Training(library, store, FixedClock(datetime.now(UTC)), Settings()).sessions.interrupted()


# --- a backup -------------------------------------------------------------------------------------------------------


def _did_much(home: Path) -> None:
    have_read_the_notice(home)
    now = datetime.now(UTC)
    with closing(SqliteStore(_database(home))) as store:
        store.add(
            Session(id=f"s-{day}", at=now - timedelta(days=day), routine="psoas-care", done=1.0, before=1)
            for day in range(1, 400)
        )
    make_backup(_database(home), now)


def _open_backup(home: Path) -> Terminal:
    terminal = Terminal([*COACH, "backup", "make"], home)
    _read_for(terminal, 0.15)  # until about here it imports
    return terminal


def _has_all_and_a_sound_backup(home: Path, _: str) -> None:
    history, _profile = _stored(home)
    assert len(history.entries) == 399
    sound = [backup for backup in list_backups(_database(home)) if backup.is_sound]
    assert sound, "the backup from before is gone"
    assert all(backup.records == 399 for backup in sound)
    assert all(backup.is_sound for backup in list_backups(_database(home))), "half a backup lies there"


SCENES = (
    Scene("pain check", _did_a_session, _open_pain_check, ("4", "2", "2", "1", "1", "enter", "6"), _has_pains),
    Scene("session", have_read_the_notice, _open_session, ("space", "space", "n"), _is_at_the_right_step, 3000),
    Scene("log", have_read_the_notice, _open_log, ("enter", "4", "0", "enter", "2", "5", "3"), _has_pains),
    Scene("backup", _did_much, _open_backup, (), _has_all_and_a_sound_backup, 600),
    Scene("first start", _read_the_notice_only, _open_first_start, ("1", "1", "1", "2", "3"), _has_first_answers),
)
