"""Files damaged at random: never a traceback, always a thing that loads or a line that says why not."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library_files import EXERCISE, HISTORY, ROUTINE, SETTINGS

from coach.library.diagnostics import has_errors
from coach.library.history_file import read_history
from coach.library.layers import Layer
from coach.library.library import load
from coach.library.settings_file import read_settings

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


@pytest.mark.parametrize(("name", "text"), [("core.toml", ROUTINE), ("exercises/plank.toml", EXERCISE)])
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(edits=st.lists(EDIT, min_size=1, max_size=3))
def test_a_damaged_file(folder: Path, name: str, text: str, edits: list[tuple[float, int, bytes]]) -> None:
    (folder / "core.toml").write_text(ROUTINE)
    (folder / "exercises/plank.toml").write_text(EXERCISE)
    (folder / name).write_bytes(damaged(text, edits))
    library = load([Layer("own", folder)])
    whole = "core" in library.catalogue.routines and "plank" in library.catalogue.exercises
    assert whole or library.diagnostics
    for each in library.diagnostics:
        assert each.line >= 1
        assert each.column >= 1
        assert is_safe(str(each))
        assert each.line <= (folder / name).read_bytes().count(b"\n") + 1 or not each.path.endswith(name)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(edits=st.lists(EDIT, min_size=1, max_size=3))
def test_a_damaged_history_and_settings(folder: Path, edits: list[tuple[float, int, bytes]]) -> None:
    path = folder / "other.txt"
    path.write_bytes(damaged(HISTORY, edits))
    got = read_history(path)
    assert has_errors(got.diagnostics) or got.history.entries
    assert all(each.line >= 1 and is_safe(str(each)) for each in got.diagnostics)
    path.write_bytes(damaged(SETTINGS, edits))
    assert all(each.line >= 1 and is_safe(str(each)) for each in read_settings(path)[1])
