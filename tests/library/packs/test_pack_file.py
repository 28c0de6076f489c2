"""A pack as text: it comes out as it went in, and nothing in it leads anywhere."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.formats.packs.pack_file import MAX_FILES, Packed, pack_of, pack_text, read_pack
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import Document, parse

ONE = 'format = 1\npack = "p"\n[[file]]\npath = {path}\ntext = {text}\n'


def parsed(text: str) -> Document:
    document = parse(Path("p.coach.toml"), text)
    assert isinstance(document, Document), document
    return document


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("routines", "exercises", "courses", "lessons")),
            st.from_regex("[a-z0-9]{1,9}", fullmatch=True),
        ),
        unique=True,
        min_size=1,
        max_size=5,
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=60),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(lambda name: name.strip()),
)
def test_what_is_packed_comes_out_the_same(places: list[tuple[str, str]], text: str, name: str) -> None:
    files = tuple(Packed(f"{folder}/{stem}.toml", f"{text}{number}'") for number, (folder, stem) in enumerate(places))
    pack = pack_of(parsed(pack_text(name, files, "A note\nof two lines")))
    assert (pack.files, pack.diagnostics) == (files, ())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("../x.toml", "leads out of the folder"),
        ("routines/../../x.toml", "leads out of the folder"),
        ("..\\\\x.toml", "leads out of the folder"),
        ("/etc/xdg/coach/x.toml", "names a place of a machine"),
        ("~/x.toml", "names a place of a machine"),
        ("C:x.toml", "names a place of a machine"),
        ("\\\\\\\\host\\\\x.toml", "names a place of a machine"),
        ("x\\u0000.toml", "holds characters that no name has"),
        ("x\\u001b[2J.toml", "holds characters that no name has"),
        ("\\u202Ex.toml", "holds characters that no name has"),
        ("a" * 300 + ".toml", "is too long"),
        ("routines\\\\x.toml", "has slashes that lean the other way"),
        ("X.toml", "is none that a pack may have"),
        ("x.txt", "is none that a pack may have"),
        ("settings/x.toml", "is none that a pack may have"),
        (".x.toml", "is none that a pack may have"),
        ("", "is none that a pack may have"),
        ("x.toml/y.toml", "is none that a pack may have"),
    ],
)
def test_a_path_leads_nowhere_and_is_refused_with_a_sentence(path: str, said: str) -> None:
    (only,) = pack_of(parsed(ONE.format(path=f'"{path}"', text='""'))).diagnostics
    assert said in only.message
    assert "write it as routines/my-care.toml" in only.message
    assert (only.line, only.column) == (4, 1)
    assert only.message.isprintable()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('format = 1\npack = "p"\n', "the pack is empty"),
        ('format = 1\n[[file]]\npath = "x.toml"\ntext = ""\n', '"pack" is missing: it names the pack'),
        (ONE.format(path='"x.toml"', text='""') + "[[step]]", 'unknown key "step"'),
        ('format = 2\npack = "p"\nfile = []\n', "format must be 1"),
        (ONE.format(path="3", text='""'), "path must be text in quotes"),
        (ONE.format(path='"x.toml"', text="[]"), "text must be text in quotes"),
        (ONE.format(path='"x.toml"', text=f'"{"x" * 1_000_001}"'), "text is too large"),
        (ONE.format(path='"x.toml"', text='""\nmode = 511'), 'unknown key "mode"'),
        (ONE.format(path='"x.toml"', text='""') + '[[file]]\npath = "routines/x.toml"\ntext = ""', "is given twice"),
        (
            'format = 1\npack = "p"\n' + '[[file]]\npath = "x.toml"\ntext = ""\n' * (MAX_FILES + 1),
            f"at most {MAX_FILES}",
        ),
    ],
)
def test_what_is_wrong_with_a_pack_is_a_sentence(text: str, said: str) -> None:
    assert any(said in each.message for each in pack_of(parsed(text)).diagnostics)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x" * 4_000_001, "too large"),
        (b"[[file]]\n" * 400_000, "looks as if it held many more"),
        (b'pack = "p"\nfile = [' + b"{}," * 1_000_000 + b"]", "looks as if it held many more"),
        (b'pack = "p"\na = [' + b"''," * 1_000_000 + b"]", "looks as if it held many more"),
        (b'format = 1\npack = "\xff"\n', "not UTF-8"),
        ('pack = "x"'.encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04 word/", "Word document"),
        (b'pack = "p"\nx = ' + b"[" * 3000, "too deep"),
    ],
)
def test_a_file_that_cannot_be_one_is_a_sentence_too(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "p.coach.toml"
    path.write_bytes(content)
    found = read_pack(path).diagnostics
    assert all(isinstance(each, Diagnostic) for each in found)
    assert said in found[0].message
