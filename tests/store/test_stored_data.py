"""What yesterday's coach stored is still read: entries and checkpoints, as text, just as it wrote them.

The names of classes and fields in ``stored/`` are data: whoever renames one of them must still read these.
"""

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import AnyEntry, Event, EventKind, Quality, Session
from coach.domain.records.plain_data import entry_to_plain, from_plain, to_plain
from coach.services.workout import Ongoing
from coach.store.json_text import EntryReader, checkpoints_from_texts, with_id

STORED = Path(__file__).parent / "stored"
ROWS = json.loads((STORED / "entries.json").read_text())
CHECKPOINTS = sorted(STORED.glob("checkpoint-*.json"))


def read(text: str) -> AnyEntry:
    (entry,) = EntryReader().read([text])
    return entry


@pytest.mark.parametrize(("identity", "at", "kind", "text"), ROWS, ids=[row[2] for row in ROWS])
def test_an_entry_of_yesterday_says_the_same_today(identity: str, at: str, kind: str, text: str) -> None:
    entry = read(text)
    assert type(entry).__name__.lower() == kind
    assert entry.id == identity
    assert entry_to_plain(entry) == json.loads(text)


@pytest.mark.parametrize(("identity", "at", "kind", "text"), ROWS, ids=[row[2] for row in ROWS])
def test_an_entry_without_an_id_gets_that_of_yesterday(identity: str, at: str, kind: str, text: str) -> None:
    """Else an import of what was exported then would double it."""
    if identity != "given":
        assert with_id(replace(read(text), id="")).id == identity


def test_the_whole_of_a_session_is_there() -> None:
    session = read(ROWS[0][3])
    assert isinstance(session, Session)
    assert (session.quality, session.painful, session.effort) == (Quality.DULL, ("bridge-march:left",), 5)
    assert session.step is not None
    assert session.step[1].swapped == "dead-bug"
    assert session.step[1].eased is True
    unlocked = read(ROWS[6][3])
    assert isinstance(unlocked, Event)
    assert unlocked.note == "seen"


def test_the_whole_of_a_course_a_pause_and_a_break_is_there() -> None:
    at_desk, chosen, none, pause = (read(row[3]) for row in ROWS[-4:])
    assert isinstance(at_desk, Session)
    assert at_desk.a_day is True
    assert isinstance(chosen, Event)
    assert (chosen.kind, chosen.course, chosen.block) == (EventKind.COURSE, "steady-hips", "load")
    assert chosen.until == date(2026, 12, 9)
    assert isinstance(none, Event)
    assert (none.kind, none.course, none.until) == (EventKind.COURSE, None, None)
    assert isinstance(pause, Event)
    assert (pause.kind, pause.until) == (EventKind.PAUSE, date(2026, 11, 15))


@pytest.mark.parametrize("path", CHECKPOINTS, ids=[path.stem for path in CHECKPOINTS])
def test_a_session_under_way_yesterday_can_be_gone_on_with(path: Path) -> None:
    (checkpoint,) = checkpoints_from_texts([tuple(json.loads(path.read_text()))])
    ongoing = from_plain(Ongoing, checkpoint.data)
    assert ongoing.state.plan.steps
    assert ongoing.state.segments
    assert ongoing.state.plan.routine in path.stem
    assert from_plain(Ongoing, to_plain(ongoing)) == ongoing


def test_there_is_a_checkpoint_of_each_kind_of_session() -> None:
    assert len(CHECKPOINTS) == 4
