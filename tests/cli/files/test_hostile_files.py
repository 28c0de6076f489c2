"""Files that nobody should write, through the command line: a clear line each, and no more."""

import os
from pathlib import Path

import pytest

from ..conftest import Run

HEAD = 'format = 1\nid = "x"\nname = "X"\nkind = "mixed"\n'
STEP = '[[step]]\nexercise = "plank"\n'
ROUTINE = HEAD + STEP  # what is added to it stands on line 7
INLINE = "".join(f'[exercise.m{number}]\nname = "x"\nkind = "drill"\n' for number in range(2_000))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"#" * 10_000_000, "1:1: error: the file is too large: 10,000,000 bytes"),
        (b"x = " + b"[" * 50_000 + b"]" * 50_000, "1:1: error: lists or tables stand too deep inside each other"),
        (HEAD + "x = " + "{a = " * 3000 + "1" + "}" * 3000, "5:1: error: lists or tables stand too deep"),
        (HEAD + "a" + ".a" * 5000 + " = 1", "5:32: error: a key has more than 16 parts"),
        (HEAD + "[a" + ".a" * 5000 + "]", "5:33: error: a key has more than 16 parts"),
        (HEAD + STEP * 10_000, "205:1: error: step, item 101, must be at most 100 times in the file, got 10,000"),
        (HEAD + "step = [" + '{exercise="plank"},' * 10_000 + "]", "5:1909: error: step, item 101, must be at most"),
        (ROUTINE + INLINE, "7:1: error: exercise must be at most 100 exercises, got 2,000"),
        (HEAD + "\n".join(f"k{number} = 1" for number in range(20_000)), '5:1: error: unknown key "k0"'),
        (HEAD + "phases = [\n" + '"acute",\n' * 50_000 + "]\n", "5:1: error: phases must have at most 6 items"),
        (ROUTINE + "hold = " + "9" * 4299, "7:1: error: step 1 (plank): hold must be 5 to 3600 seconds, got a huge"),
        (ROUTINE + "hold = " + "9" * 5299, "7:8: error: a number has far too many digits"),
        (ROUTINE + "hold = 1e99999", "7:1: error: step 1 (plank): hold must be a whole number"),
        (ROUTINE + "hold = nan", "7:1: error: step 1 (plank): hold must be a whole number"),
        (
            ROUTINE + "rest = -inf",
            "7:1: error: step 1 (plank): rest must be a whole number, 0 to 600 seconds, or a time",
        ),
        (ROUTINE + "hold = 2026-11-01", "7:1: error: step 1 (plank): hold must be a whole number"),
        (
            ROUTINE + "rest = 07:30:00",
            "7:1: error: step 1 (plank): rest must be a whole number, 0 to 600 seconds, or a time",
        ),
        (HEAD + 'name = "Y"\n', '5:1: error: "name" is given twice; the first is on line 3'),
        (ROUTINE + "hold = { from = 20, to = 30, from = 25 }", '7:30: error: "step.1.hold.from" is given twice'),
        (ROUTINE + "[adapt]\n[adapt]", '8:1: error: "adapt" is given twice; the first is on line 7'),
        (b"\xef\xbb\xbf" + (ROUTINE + "hold = -5").encode(), "7:1: error: step 1 (plank): hold must be 5 to 3600"),
        ((ROUTINE + "hold = -5\n").replace("\n", "\r\n"), "7:1: error: step 1 (plank): hold must be 5 to 3600 seconds"),
        (ROUTINE.replace("\n", "\r"), "1:1: error: the lines end as on old Macs (CR)"),
        ((HEAD + 'about = "caf\xe9"').encode("latin-1"), "5:13: error: this is not UTF-8 text (perhaps Latin-1)"),
        (ROUTINE.encode("utf-16"), "1:1: error: this is not UTF-8 text (UTF-16); save the file as UTF-8"),
        (HEAD + 'about = "a\0b"', "5:11: error: a control character stands here; remove it"),
        (HEAD + 'about = "a\x1b[2Jb"', "5:11: error: a control character stands here; remove it"),
        (HEAD + "\0", "5:1: error: a control character stands here; remove it"),
        (HEAD + "x = {\n a = 1 }", "5:6: error: the { … } runs on over the end of the line"),
        (HEAD + "x = [{ a = 1,\n b = 1 }]", "5:14: error: the { … } runs on over the end of the line"),
        (HEAD + "x = [1,", "5:1: error: the list or { … } is not closed"),
        (
            HEAD + "x = [1,\n\ny = 2",
            '7:1: error: this is not a value; text stands in quotes, as in kind = "mixed"; or what begins on line 5',
        ),
        (HEAD + '"k\\u001b[31m" = 1\n', '5:1: error: unknown key "k\ufffd[31m"'),
        (HEAD + "k" * 900_000 + " = 1", '5:1: error: unknown key "kkk'),
        (HEAD + 'about = "' + "x" * 900_000 + '"', "5:1: error: about must be at most 500 characters, got 900,000"),
        (HEAD + 'about = """' + '\\"' * 400_000, "5:1: error: the text is not closed"),
        (HEAD.replace('"x"', '"../../x"') + STEP, "2:1: error: id must be small letters, digits and single hyphens"),
        (HEAD + STEP.replace("plank", "../../etc/passwd"), "6:1: error: step 1 (../../etc/passwd): exercise must be"),
        ("", '1:1: error: "format" is missing: write format = 1 at the top'),
    ],
    ids=lambda value: value[:60] if ": error: " in str(value)[:60] else "",
)
def test_what_it_holds(coach: Run, content: bytes | str, expected: str) -> None:
    Path("x.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    said = coach("check", "x.toml")
    assert said.code == 1
    assert [line for line in said.out.splitlines() if line.startswith(f"x.toml:{expected}")], said.out[:2000]
    assert len(said.out) < 60_000
    assert all(line.isprintable() for line in said.out.splitlines())
    assert all(each["line"] >= 1 for each in coach("check", "x.toml", "--json").json)


def folder(path: Path) -> None:
    path.mkdir()


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (folder, "this is a folder, not a file; give it a name without .toml"),
        (os.mkfifo, "this is not a regular file, and is not read"),
        (dangling, "this is a link to a file that is not there"),
        (loop, "the file cannot be read: Too many levels of symbolic links"),
        (endless, "this is not a regular file, and is not read"),
    ],
)
def test_what_is_no_file(coach: Run, own: Path, made: object, expected: str) -> None:
    own.mkdir(parents=True)
    made(own / "x.toml")  # type: ignore[operator]
    said = coach("check")
    assert said.code == 1
    assert f"x.toml:1:1: error: {expected}" in said.out
    assert coach("list").code == 0
    if made is not folder:  # a folder that is named is looked into
        assert f"x.toml:1:1: error: {expected}" in coach("check", str(own / "x.toml")).out


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission(coach: Run) -> None:
    Path("x.toml").write_text(ROUTINE)
    Path("x.toml").chmod(0)
    assert "x.toml:1:1: error: you have no permission to read this file" in coach("check", "x.toml").out
