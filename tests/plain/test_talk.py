"""The console on a real pipe: lines for questions, nothing read ahead of need, and the end noticed at once."""

import os
import sys
from collections.abc import Iterator
from io import FileIO

import pytest

from coach.plain.talk import ILLEGIBLE, ONCE_MORE, Console, InputEndedError

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


REPLY = b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"


@pytest.mark.parametrize("line", [REPLY + b"5", b"5" + REPLY, b"\x1b[?62;4c5\x1b[A", b"\x1b[<0;3;8M5"])
def test_a_reply_of_the_terminal_in_a_line_is_left_out(pipe: FileIO, line: bytes) -> None:
    pipe.write(line + b"\n")
    assert Console().ask("?") == "5"


@pytest.mark.parametrize("line", [REPLY[:9], REPLY[:-1] + b"5", b"\x1b5", b"\x1b[<0;3", b"\xc2\x9d11;rgb:5"])
def test_a_line_with_a_piece_of_one_answers_nothing_and_is_asked_for_again(
    pipe: FileIO, line: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe.write(line + b"\n7\n" + line + b"\n")
    console = Console()
    assert console.ask("Pain?") == "7"
    assert capsys.readouterr().out == f"Pain?\n{ONCE_MORE}\n"
    console.hands_free = False
    assert console.wait(60.0) == ILLEGIBLE
