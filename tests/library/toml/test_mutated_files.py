"""Files damaged at random: never a traceback, always a thing that loads or a line that says why not."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.library.disk.layers import Layer
from coach.library.formats.history_file import read_history
from coach.library.formats.settings.settings_file import read_settings
from coach.library.shelf.check import check_files
from coach.library.shelf.library import load_library
from coach.library.toml.diagnostics import has_errors
from coach.library.toml.excerpt import with_excerpts

from ..library_files import EXERCISE, HISTORY, ROUTINE, SETTINGS

TOKENS = [
    token.encode()
    for token in ["[", "]", "[[", "{", "}", '"', "'", '"""', "'''", "=", ".", ",", "#", "\n", "\r", "-", "nan", "0x"]
]
EDIT = st.tuples(
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 12),
    st.one_of(
        st.binary(max_size=4),
        st.sampled_from(
            [*TOKENS, b"\x00", b"\x1b", b"1e999", b"2026-01-01", b"\xff", b"\xe2\x80", b"9" * 5000, b"[" * 3000]
        ),
    ),
)


def damaged(text: str, edits: list[tuple[float, int, bytes]]) -> bytes:
    content = text.encode()
    for where, removed, added in edits:
        at = int(where * len(content))
        content = content[:at] + added + content[at + removed :]
    return content


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layer")
    (folder / "exercises").mkdir()
    return folder


def is_safe(text: str) -> bool:
    """Nothing in it moves the cursor, breaks the line or turns the writing round; unusual spaces are harmless."""
    return all(unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for char in text)


NUMBERS = ["-1", "0", "99999", "1e400", "nan", "-inf", "9" * 5000, "2026-11-01", "true", "0x"]


def spliced(draw: st.DrawFn, text: str) -> bytes:
    """Lines of the file taken out, doubled and moved: mostly right TOML, with the wrong thing in the wrong place."""
    rows = text.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        at, to = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, len(rows) - 1))
        row = draw(st.sampled_from(rows)) if draw(st.booleans()) else rows.pop(at) if len(rows) > 1 else rows[0]
        rows.insert(to, row)
    return "".join(rows).encode()


@st.composite
def broken(draw: st.DrawFn, text: str) -> bytes:
    """A file damaged in its bytes, its lines, its words or its numbers."""
    how = draw(st.sampled_from(["bytes", "lines", "numbers", "line ends", "encoding"]))
    if how == "bytes":
        return damaged(text, draw(st.lists(EDIT, min_size=1, max_size=3)))
    if how == "lines":
        return spliced(draw, text)
    if how == "numbers":
        number = draw(
            st.sampled_from(["-1", "0", "99999", "1e400", "nan", "-inf", "9" * 5000, "2026-11-01", "true", "0x"])
        )
        places = [match.span() for match in re.finditer(r"\d+", text)]
        start, end = draw(st.sampled_from(places))
        return (text[:start] + number + text[end:]).encode()
    if how == "line ends":
        return text.replace("\n", draw(st.sampled_from(["\r\n", "\r", "\x0b", "\u2028"]))).encode()
    wrapped = "\ufeff" + text if draw(st.booleans()) else text
    return wrapped.encode(draw(st.sampled_from(["utf-16", "utf-32", "utf-8-sig", "utf-8"])), "replace")


def is_told(folder: Path, name: str, content: bytes) -> None:
    """The file loads, or each problem has its place, is safe to show, and is shown with its line."""
    for each, text in (("core.toml", ROUTINE), ("exercises/plank.toml", EXERCISE)):
        (folder / each).write_text(text)
    (folder / name).write_bytes(content)
    library = load_library([Layer("own", folder)])
    whole = "core" in library.catalogue.routines and "plank" in library.catalogue.exercises
    assert whole or library.diagnostics  # an id with a slip in it is right, and is told to differ from the name
    for each in library.diagnostics:
        assert each.line >= 1
        assert each.column >= 1
        assert is_safe(str(each))
        assert each.line <= len(re.split(rb"\r\n|\n", content)) or not each.path.endswith(name)
    assert all(is_safe(line) and len(line) < 1000 for line in with_excerpts(library.diagnostics))
    assert check_files([folder / name], [Layer("own", folder)]) or whole


def fuzz(folder: Path, name: str, text: str, examples: int) -> None:
    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(broken(text))
    def run(content: bytes) -> None:
        is_told(folder, name, content)

    run()


FILES = [("core.toml", ROUTINE), ("exercises/plank.toml", EXERCISE)]


@pytest.mark.parametrize(("name", "text"), FILES, ids=["routine", "exercise"])
def test_a_damaged_file(folder: Path, name: str, text: str) -> None:
    fuzz(folder, name, text, 100)


@pytest.mark.soak
@pytest.mark.parametrize(("name", "text"), FILES, ids=["routine", "exercise"])
def test_ten_thousand_damaged_files(folder: Path, name: str, text: str) -> None:
    fuzz(folder, name, text, 5_000)


@settings(max_examples=2 * settings.default.max_examples, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDIT, min_size=1, max_size=3))
def test_a_damaged_history_and_settings(folder: Path, edits: list[tuple[float, int, bytes]]) -> None:
    path = folder / "other.txt"
    path.write_bytes(damaged(HISTORY, edits))
    got = read_history(path)
    assert has_errors(got.diagnostics) or got.history.entries
    assert all(each.line >= 1 and is_safe(str(each)) for each in got.diagnostics)
    path.write_bytes(damaged(SETTINGS, edits))
    assert all(each.line >= 1 and is_safe(str(each)) for each in read_settings(path)[1])
