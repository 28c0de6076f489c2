"""A file of one's own while it is edited: where it starts, what is kept and saved, and what must not be touched."""

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.disk.layers import layers
from coach.library.disk.published import was_published
from coach.library.drafts import draft as manuscript_module
from coach.library.drafts.draft import Draft, UnwritableError, write_own_file
from coach.library.drafts.own_copy import OwnFile, UnreadableError, find, own_path
from coach.library.shelf.library import Library, load_library
from coach.library.toml.diagnostics import has_errors
from coach.library.toml.invisible import StandIns, hidden, shown_line
from coach.library.toml.sanitize import clean
from coach.library.toml.source import MAX_FILE_BYTES

MINE = 'format = 1\nid = "mine"\nname = "Mine"\nkind = "stretch"\n[[step]]\nexercise = "plank"   # held\nhold = 20\n'


def library() -> Library:
    return load_library(layers())


def taken_up(own: Path, text: str | bytes = MINE, **how: bool) -> Draft:
    path = own / "mine.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return Draft(OwnFile("routine", path, path), **how)


def test_folders_that_may_not_be_looked_into_hold_nothing_of_ones_own(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, looked = library(), Path.stat

    def stat(path: Path, **how: bool) -> object:
        if own in path.parents:
            raise PermissionError(13, "Permission denied", str(path))
        return looked(path, **how)

    monkeypatch.setattr(Path, "stat", stat)
    file = find("plank", known)
    assert file is not None
    assert file.path == own / "exercises" / "plank.toml"
    assert not was_published(own / "club.toml")


@pytest.fixture
def given_folder(tmp_path: Path) -> Path:
    """A folder as for ``--routines``, with a version of its own of a shipped routine."""
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "psoas-care.toml").write_text(MINE.replace('"mine"', '"psoas-care"'))
    return folder


def test_what_is_given_is_edited_where_it_is(own: Path, given_folder: Path) -> None:
    file = find("psoas-care", load_library(layers(given_folder)))
    assert file is not None
    assert (file.path, file.is_copy, file.warning) == (given_folder / "psoas-care.toml", False, "")


def test_what_is_given_is_not_passed_over_for_ones_own(own: Path, given_folder: Path) -> None:
    (own / "psoas-care.toml").write_text(MINE.replace('"mine"', '"psoas-care"'))
    file = find("psoas-care", load_library(layers(given_folder)))
    assert file is not None
    assert file.path == given_folder / "psoas-care.toml"


@pytest.mark.parametrize("is_own", [True, False])
def test_where_what_is_given_cannot_be_changed_it_is_said_first(own: Path, given_folder: Path, is_own: bool) -> None:
    if is_own:
        (own / "psoas-care.toml").write_text("# mine\n")
    file = find("psoas-care", load_library(layers(given_folder)), given=False)
    assert file is not None
    assert file.path == own / "psoas-care.toml"
    assert file.is_copy is not is_own
    assert f"comes from {given_folder}, which cannot be written here" in file.warning


# --- what is put aside ------------------------------------------------------------------------------------------------


def test_a_draft_that_is_given_up_is_put_aside(own: Path) -> None:
    (own / ".mine.edit.toml").write_text("# one\n")
    mine = taken_up(own)
    assert mine.give_up() == own / "mine.toml.old"
    assert not (own / ".mine.edit.toml").exists()
    assert mine.left is None
    assert mine.is_kept(mine.saved)
    (own / ".mine.edit.toml").write_text("# two\n")
    assert taken_up(own).give_up() == own / "mine.toml.old2"
    (own / ".mine.edit.toml").write_text("# one\n")
    assert taken_up(own).give_up() == own / "mine.toml.old"
    assert (own / "mine.toml.old").read_text() == "# one\n"
    assert (own / "mine.toml.old2").read_text() == "# two\n"


def test_what_somebody_else_wrote_is_put_aside_when_it_is_saved_over(own: Path) -> None:
    mine = taken_up(own)
    mine.save(MINE + "# more\n")
    assert not (own / "mine.toml.old").exists()
    (own / "mine.toml").write_text("# theirs\n")
    assert mine.save(MINE) == own / "mine.toml.old"
    assert (own / "mine.toml").read_text() == MINE
    assert (own / "mine.toml.old").read_text() == "# theirs\n"


def test_somebody_elses_change_is_news_once(own: Path) -> None:
    mine = taken_up(own)
    assert not mine.is_others_news()
    (own / "mine.toml").write_text("# theirs\r\n")
    assert mine.is_others_news()
    assert not mine.is_others_news()
    mine.begin_anew()
    assert mine.saved == "# theirs\n"
    assert not mine.changed_elsewhere()
    mine.save("# mine\n")
    assert (own / "mine.toml").read_bytes() == b"# mine\r\n"
    assert not mine.is_others_news()
    (own / "mine.toml").unlink()
    assert mine.is_others_news()
    assert mine.is_gone


# --- which file -------------------------------------------------------------------------------------------------------


def test_what_is_shipped_is_copied_with_its_comments(own: Path) -> None:
    file = find("psoas-care", library())
    assert file is not None
    assert (file.kind, file.path, file.is_copy) == ("routine", own / "psoas-care.toml", True)
    assert file.beginning() == file.source.read_text(encoding="utf-8")
    assert file.draft == own / ".psoas-care.edit.toml"


def test_an_exercise_names_its_schema_from_where_it_goes(own: Path) -> None:
    file = find("plank", library(), ("exercise",))
    assert file is not None
    assert file.path == own / "exercises" / "plank.toml"
    assert file.beginning().startswith("#:schema ../schema/exercise.json\n")


@pytest.mark.parametrize("folder", ["routines", ".", "routines/programmes"])
def test_ones_own_is_found_though_it_is_broken(own: Path, folder: str) -> None:
    path = own.parent / folder / "mine.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("[")
    file = find("mine", library())
    assert file is not None
    assert file.path.resolve() == path.resolve()
    assert not file.is_copy


def test_an_exercise_inside_a_routine_is_edited_there(own: Path) -> None:
    text = MINE.replace("plank", "my-move") + '[exercise.my-move]\nname = "My move"\nkind = "stretch"\n'
    (own / "mine.toml").write_text(text)
    file = find("my-move", library(), ("exercise",))
    assert file is not None
    assert (file.kind, file.path, file.inline) == ("routine", own / "mine.toml", "my-move")


def test_what_is_not_there_is_not_found(own: Path) -> None:
    assert find("nothing-like-it", library()) is None


# --- keeping and saving -----------------------------------------------------------------------------------------------


def test_a_draft_is_kept_and_gone_on_from_and_done_with_when_saved(own: Path) -> None:
    first = taken_up(own)
    first.keep(MINE + "# more\n")
    assert (own / ".mine.edit.toml").read_text() == MINE + "# more\n"
    assert (own / "mine.toml").read_text() == MINE
    assert not has_errors(library().diagnostics)
    again = Draft(first.file)
    assert again.left == MINE + "# more\n"
    again.save(again.left)
    assert (own / "mine.toml").read_text() == MINE + "# more\n"
    assert not (own / ".mine.edit.toml").exists()
    assert Draft(first.file).left is None


def test_a_text_that_is_the_saved_one_again_needs_no_draft(own: Path) -> None:
    manuscript = taken_up(own)
    manuscript.keep("x")
    manuscript.keep(MINE)
    assert not (own / ".mine.edit.toml").exists()


def test_the_same_text_is_not_written_twice(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manuscript = taken_up(own)
    manuscript.keep("x")
    monkeypatch.setattr(manuscript_module, "write_text", lambda *_: pytest.fail("written again"))
    manuscript.keep("x")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_stay_what_they_are(own: Path, newline: str) -> None:
    manuscript = taken_up(own, MINE.replace("\n", newline))
    assert manuscript.saved == MINE
    manuscript.keep(MINE + "# more\n")
    assert Draft(manuscript.file).left == MINE + "# more\n"
    manuscript.save(MINE + "# more\n")
    assert (own / "mine.toml").read_bytes() == (MINE + "# more\n").replace("\n", newline).encode()


def test_a_byte_order_mark_goes_when_it_is_saved_and_not_before(own: Path) -> None:
    manuscript = taken_up(own, b"\xef\xbb\xbf" + MINE.encode())
    assert manuscript.saved == MINE
    assert not manuscript.changed_elsewhere()
    manuscript.save(MINE)
    assert (own / "mine.toml").read_bytes() == MINE.encode()


def test_letters_of_a_latin_1_file_are_not_lost(own: Path) -> None:
    manuscript = taken_up(own, MINE.replace("Mine", "Hüfte").encode("latin-1"))
    assert 'name = "Hüfte"' in manuscript.saved
    manuscript.save(manuscript.saved)
    assert "Hüfte" in (own / "mine.toml").read_text(encoding="utf-8")


def test_a_change_of_somebody_else_is_seen(own: Path) -> None:
    manuscript = taken_up(own)
    assert not manuscript.changed_elsewhere()
    (own / "mine.toml").write_text(MINE + "# theirs\n")
    assert manuscript.changed_elsewhere()
    manuscript.save(MINE)
    assert not manuscript.changed_elsewhere()


def test_a_copy_is_new_until_it_is_saved(own: Path) -> None:
    file = find("psoas-care", library())
    assert file is not None
    manuscript = Draft(file)
    assert manuscript.is_new
    manuscript.save(manuscript.saved)
    assert not manuscript.is_new


# --- what cannot be, or must not --------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"#" * (MAX_FILE_BYTES + 1)])
def test_a_file_of_which_no_text_can_be_had_is_not_taken_for_an_empty_one(own: Path, content: bytes) -> None:
    with pytest.raises(UnreadableError, match="too large"):
        taken_up(own, content)


def test_more_than_a_file_may_hold_is_not_written(own: Path) -> None:
    manuscript = taken_up(own)
    for act in (manuscript.keep, manuscript.save):
        with pytest.raises(UnwritableError, match="1,000,000 bytes"):
            act("#" * (MAX_FILE_BYTES + 1))
    assert (own / "mine.toml").read_text() == MINE


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EDQUOT, "no room left"),
        (errno.ENOSPC, "no room left"),
        (errno.EACCES, "not permitted"),
        (errno.EIO, "could"),
    ],
)
def test_what_stands_in_the_way_is_a_sentence(
    own: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(path: Path, text: str) -> None:
        raise OSError(number, "it failed")

    manuscript = taken_up(own)
    monkeypatch.setattr(manuscript_module, "write_text", refuse)
    for act in (manuscript.keep, manuscript.save):
        with pytest.raises(UnwritableError, match=words):
            act("x")
    assert not manuscript.is_kept("x")


@pytest.mark.parametrize("link", ["mine.toml", ".mine.edit.toml"])
def test_a_guest_writes_through_no_link(own: Path, tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside.toml"
    outside.write_text(MINE)
    path = own / "mine.toml"
    if link != path.name:
        path.write_text(MINE)
    (own / link).symlink_to(outside)
    with pytest.raises(UnwritableError, match="leads away"):
        Draft(OwnFile("routine", path, path), fenced=True)
    with pytest.raises(UnwritableError, match="leads away"):
        write_own_file(own / link, "x", fenced=True)
    Draft(OwnFile("routine", path, path)).keep("at home links are one's own affair")
    assert own_path("routine", "mine") == path


def test_a_link_that_comes_later_is_not_followed_either(own: Path, tmp_path: Path) -> None:
    manuscript = taken_up(own, fenced=True)
    outside = tmp_path / "outside.toml"
    outside.write_text("theirs")
    (own / ".mine.edit.toml").symlink_to(outside)
    with pytest.raises(UnwritableError, match="leads away"):
        manuscript.keep("x")
    assert outside.read_text() == "theirs"


def test_a_guests_folder_that_is_a_link_itself_leads_away(own: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    own.rmdir()
    own.symlink_to(other)
    with pytest.raises(UnwritableError, match="leads away"):
        taken_up(own, fenced=True)


# --- hidden characters ------------------------------------------------------------------------------------------------


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_stand_ins_are_safe_and_come_back_as_what_they_stand_for(texts: list[str]) -> None:
    stand_ins = StandIns()
    for text in texts:
        put_in = stand_ins.put(text)
        assert len(put_in) == len(text)
        assert put_in.splitlines() == put_in.split("\n")[: len(put_in.splitlines())]
        drawn = shown_line(put_in.replace("\n", "").replace("\t", ""))
        assert clean(drawn) == drawn
    if not any(char >= "\U00100000" for text in texts for char in text):
        assert stand_ins.take("".join(map(stand_ins.put, texts))) == "".join(texts)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("name = 'x'\n\tindented\n", []),
        ("é ü 漢 \u00a0 🦵\n", []),
        ("a\nb = '\u202egel'\n", [(2, 6, "U+202E")]),
        ("\x1b[2J\r\nx\u200by\r\n", [(1, 1, "U+001B"), (2, 2, "U+200B")]),
        ("\u2028" * 3 + "\n", [(1, 1, "U+2028")]),
    ],
)
def test_what_nobody_can_see_is_told(text: str, places: list[tuple[int, int, str]]) -> None:
    found = hidden(Path("x.toml"), text)
    assert [(each.line, each.column, each.message.split("(")[1][:6]) for each in found] == places
    assert all(clean(each.message) == each.message.replace("\ufffd", "\ufffd") for each in found)


def test_the_list_of_them_ends() -> None:
    assert len(hidden(Path("x.toml"), "\u200b\n" * 10_000)) == 20


def test_a_text_of_too_many_lines_is_not_edited(own: Path) -> None:
    with pytest.raises(UnreadableError, match="more than 50,000 lines"):
        taken_up(own, "\n" * 50_001)
