"""Packs that would cost a shared box its time: told before they are parsed; and one that is only large."""

from pathlib import Path

import pytest

from coach.library.formats.packs import pack_file
from coach.library.formats.packs.pack_file import MAX_FILES, Packed, pack_text
from coach.library.packs.pieces import MOST_THINGS, handed_over, is_a_pack
from coach.library.toml.diagnostics import has_errors

MOVE = 'format = 1\nid = "m{n}"\nname = "M {n}"\nkind = "strength"\n[dose]\nreps = 5\n'


def test_the_files_of_a_pack_hold_no_more_than_is_ever_written(tmp_path: Path) -> None:
    path = tmp_path / "p.coach.toml"
    heavy = "a = [" + "1," * (MOST_THINGS // 2) + "]\n"
    path.write_text(pack_text("p", [Packed(f"m{n}.toml", MOVE.format(n=n) + heavy) for n in range(3)]))
    assert any("keys and values together" in each.message for each in handed_over([path]).diagnostics)


def test_as_many_files_as_a_pack_may_hold_each_with_many_steps_are_one(tmp_path: Path) -> None:
    path = tmp_path / "p.coach.toml"
    step = '[[step]]\nexercise = "plank"\nhold = 20\nsets = 2\n'
    care = 'format = 1\nid = "c{n}"\nname = "C"\nkind = "strength"\n' + step * 30
    path.write_text(pack_text("p", [Packed(f"c{n}.toml", care.format(n=n)) for n in range(MAX_FILES)]))
    handed = handed_over([path])
    assert (len(handed.pieces), has_errors(handed.diagnostics)) == (MAX_FILES, False)


def test_too_much_is_not_parsed_and_is_called_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.coach.toml"
    path.write_text('pack = "p"\nfile = [' + "{}," * 500_000 + "]")
    monkeypatch.setattr(pack_file, "read_document", lambda *_: pytest.fail("it was parsed"))
    assert is_a_pack(path)
    (told,) = handed_over([path]).diagnostics
    assert "looks as if it held many more" in told.message
