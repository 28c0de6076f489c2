"""The console on a real pipe: lines for questions, nothing read ahead of need, and the end noticed at once."""

import os
import sys
from collections.abc import Iterator
from io import FileIO

import pytest

from coach.plain.talk import Console, InputEndedError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="select does not take pipes there")


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileIO]:
    """The end of standard input that a test writes to."""
    reads, writes = os.pipe()
    with os.fdopen(reads) as stdin, FileIO(writes, "w") as pipe:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield pipe


def test_questions_take_lines_in_order(pipe: FileIO, capsys: pytest.CaptureFixture[str]) -> None:
    pipe.write(b" one \r\ntwo\nlast without an end")
    pipe.close()
    console = Console()
    assert console.hands_free
    assert [console.ask("?") for _ in range(3)] == ["one", "two", "last without an end"]
    with pytest.raises(InputEndedError):
        console.ask("?")
    assert capsys.readouterr().out == "?\n" * 4


def test_waiting_leaves_lines_to_the_questions(pipe: FileIO) -> None:
    pipe.write(b"answer\n")
    pipe.close()
    console = Console()
    assert console.wait(0.0) is None
    assert console.wait(0.0) is None
    assert console.ask("?") == "answer"


def test_waiting_notices_the_end(pipe: FileIO) -> None:
    pipe.close()
    with pytest.raises(InputEndedError):
        Console().wait(60.0)


def test_waiting_without_lines_takes_no_longer_than_told(pipe: FileIO) -> None:
    assert Console().wait(0.0) is None


def test_at_a_terminal_a_line_ends_the_waiting(pipe: FileIO) -> None:
    console = Console()
    console.hands_free = False
    pipe.write(b"n\n")
    assert console.wait(60.0) == "n"
    assert console.wait(0.0) is None


def test_bytes_that_are_no_text_do_no_harm(pipe: FileIO) -> None:
    pipe.write(b"\xff\xfe\n")
    assert Console().ask("?")


def test_without_standard_input_it_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputEndedError):
        Console().ask("?")
