"""What runners type, as tables: understood, skipped, or told what would be right."""

from collections.abc import Callable
from datetime import datetime

import pytest

from coach.domain.records.entries import Quality, Stopped
from coach.plain import answers as read
from coach.plain.answers import NotUnderstoodError

from .talking import START

MOVES = ("plank", "bridge", "dead-bug")


def where(line: str) -> object:
    return read.painful(line, MOVES)


def one_of_three(line: str) -> object:
    return read.index_typed(line, 3)


@pytest.mark.parametrize(
    ("understand", "line", "answer"),
    [
        (read.pain, "0", 0),
        (read.pain, "10", 10),
        (read.pain, "s", None),
        (read.pain, "SKIP", None),
        (read.minutes, "", None),
        (read.minutes, "s", None),
        (read.minutes, "12", 12),
        (read.quality, "n", Quality.NONE),
        (read.quality, "d", Quality.DULL),
        (read.quality, "t", Quality.TIGHT),
        (read.quality, "sh", Quality.SHARP),
        (read.quality, "Sharp", Quality.SHARP),
        (read.quality, "c", Quality.CATCHING),
        (read.quality, "s", None),
        (read.quality, "skip", None),
        (read.yes_no, "y", True),
        (read.yes_no, "No", False),
        (read.yes_no, "s", None),
        (read.agreed, "", True),
        (read.agreed, "n", False),
        (where, "", ()),
        (where, "s", None),
        (where, "2", ("bridge",)),
        (where, "2l 3", ("bridge:left", "dead-bug")),
        (where, "1,2 right, 1", ("plank", "bridge:right")),
        (read.apart, "", (None, None)),
        (read.apart, "3", (3, None)),
        (read.apart, "3, 0", (3, 0)),
        (read.apart, "s 2", (None, 2)),
        (one_of_three, "", None),
        (one_of_three, "3", 2),
        (read.stopped, "", None),
        (read.stopped, "t", Stopped.TIME),
        (read.stopped, "i", Stopped.TIRED),
        (read.stopped, "tired", Stopped.TIRED),
        (read.stopped, "p", Stopped.PAIN),
    ],
)
def test_understood(understand: Callable[[str], object], line: str, answer: object) -> None:
    assert understand(line) == answer


@pytest.mark.parametrize(
    ("understand", "line", "right"),
    [
        (read.pain, "", "0 to 10"),
        (read.pain, "11", "0 to 10"),
        (read.pain, "-1", "0 to 10"),
        (read.pain, "3.5", "0 to 10"),
        (read.pain, "٣", "0 to 10"),
        (read.minutes, "0", "number of minutes"),
        (read.minutes, "soon", "number of minutes"),
        (read.quality, "", "sh sharp"),
        (read.quality, "x", "sh sharp"),
        (read.yes_no, "", "y for yes"),
        (read.agreed, "s", "Enter for yes"),
        (where, "4", "1 to 3"),
        (where, "0", "1 to 3"),
        (where, "2x", "1 to 3"),
        (where, "hip", "1 to 3"),
        (read.apart, "3 0 1", "One or two"),
        (read.apart, "11", "0 to 10"),
        (one_of_three, "4", "1 to 3"),
        (one_of_three, "x", "1 to 3"),
        (read.stopped, "x", "n for no time"),
    ],
)
def test_not_understood_says_what_would_be_right(understand: Callable[[str], object], line: str, right: str) -> None:
    with pytest.raises(NotUnderstoodError, match=right):
        understand(line)


WHENS = {
    "": "2026-11-02T07:30",
    "1": "2026-11-01T07:30",
    "7:05": "2026-11-02T07:05",
    "2 22:15": "2026-10-31T22:15",
    "2026-10-01T06:00+01:00": "2026-10-01T06:00",
}


@pytest.mark.parametrize("line", WHENS)
def test_when_it_was(line: str) -> None:
    assert read.moment(line, START) == datetime.fromisoformat(f"{WHENS[line]}:00+01:00")


@pytest.mark.parametrize("line", ["yesterday", "7:31", "24:00", "2026-10-01", "2026-10-01T06:00", "730", "-1", "1 7"])
def test_when_it_cannot_have_been(line: str) -> None:
    with pytest.raises(NotUnderstoodError):
        read.moment(line, START)


@pytest.mark.parametrize(
    ("understand", "line", "answer"),
    [
        (read.seconds, "12", 720),
        (read.seconds, "12:30", 750),
        (read.seconds, "s", None),
        (read.share, "", 1.0),
        (read.share, "80 %", 0.8),
        (read.share, "0", 0.0),
        (read.share, "skip", None),
        (lambda line: read.whole(line, 1, 15), "15", 15),
        (lambda line: read.whole(line, 1, 15), "s", None),
    ],
)
def test_amounts(understand: Callable[[str], object], line: str, answer: object) -> None:
    assert understand(line) == answer


@pytest.mark.parametrize(
    ("understand", "line"),
    [
        (read.seconds, "12:60"),
        (read.seconds, "-3"),
        (read.seconds, ""),
        (read.share, "101"),
        (read.share, "half"),
        (lambda line: read.whole(line, 1, 15), "16"),
        (lambda line: read.whole(line, 1, 15), "٣"),
    ],
)
def test_amounts_that_are_none(understand: Callable[[str], object], line: str) -> None:
    with pytest.raises(NotUnderstoodError):
        understand(line)
