"""A record taken out: the last logged one, or any by its id; every plan follows, and no import brings it back."""

from pathlib import Path

import pytest

from ..conftest import Run, Said
from .test_log import piped
from .test_records import FULL


def entries(coach: Run) -> int:
    return sum(len(some) for some in coach("history", "--json").json.values() if isinstance(some, list))


def test_undo_takes_back_what_was_logged_last_then_the_one_before(coach: Run) -> None:
    coach("log", "walk", "--minutes", "30", "--days-ago", "1")
    coach("log", "swim", "--minutes", "40", "--days-ago", "5")
    said = coach("log", "--undo", "--yes")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Removed: Swim, 40 min (")
    assert "Brisk walk" in coach("log", "--undo", "--yes").out
    said = coach("log", "--undo", "--yes")
    assert (said.code, said.out) == (1, "")
    assert said.err == "coach: nothing that you logged is there to take back. Any record: coach history --delete ID\n"


@pytest.mark.parametrize(
    ("answer", "left", "words"), [("y\n", 0, "Removed: "), ("n\n", 1, "Nothing"), ("", 1, "Nothing")]
)
def test_it_is_shown_and_asked_about(
    coach: Run, monkeypatch: pytest.MonkeyPatch, answer: str, left: int, words: str
) -> None:
    coach("log", "walk", "--minutes", "30")
    said: Said = piped(coach, monkeypatch, answer, "log", "--undo")
    assert said.code == 0
    assert said.out.startswith("Brisk walk, 30 min (")
    assert "Take it out of your history?" in said.out
    assert said.out.splitlines()[-1].startswith(words)
    assert entries(coach) == left


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("log run --undo", "goes with no other option than --yes"),
        ("log --undo --minutes 3", "goes with no other option than --yes"),
        ("log --yes", "--yes goes with --undo"),
        ("history --yes", "--yes goes with --delete"),
        ("history --restore one --json", "--restore goes with no other option"),
        ("history --restore one --delete two", "goes with no other option than --yes"),
        ("history --restore nothing", 'no record with the id "nothing" was taken out in the last 30 days'),
        ("history --delete one --json", "goes with no other option than --yes"),
        ("history --delete nothing --yes", 'no record with the id "nothing". All of them: coach history --ids'),
        ("history --delete on --yes", "no record with the id"),
        ("history --delete --yes", "expected one argument"),
    ],
)
def test_what_goes_not_together_or_is_not_there_is_refused(coach: Run, words: str, says: str) -> None:
    Path("full.toml").write_text(FULL)
    coach("import", "full.toml")
    said = coach(*words.split())
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert entries(coach) == 3


def test_an_event_is_no_record(coach: Run) -> None:
    Path("full.toml").write_text(FULL)
    coach("import", "full.toml")
    said = coach("history", "--delete", "three", "--yes")
    assert said.code == 1
    assert "that is an event" in said.err


def test_by_an_id_as_it_is_listed(coach: Run) -> None:
    coach("log", "walk", "--minutes", "30")
    coach("log", "run", "--stage", "2")
    (walk,) = coach("history", "--json").json["walk"]
    shown = coach("history", "--ids")
    assert f" {walk['id'][:6]}" in shown.out
    assert walk["id"][:6] not in coach("history").out
    assert "Brisk walk" in coach("history", "--delete", walk["id"][:6], "--yes").out
    assert coach("history", "--json").json["walk"] == []
    assert entries(coach) == 1


def test_ids_of_nothing_done_yet(coach: Run) -> None:
    assert coach("history", "--ids").out == coach("history").out


def test_an_id_that_several_begin_with_is_not_guessed_at(coach: Run) -> None:
    Path("h.toml").write_text(
        "".join(f'[[run]]\nat = 2026-11-0{n}T07:30:00Z\nid = "same-way-{n}"\n' for n in (1, 2))
        + '[[run]]\nat = 2026-11-03T07:30:00Z\nid = "same"\n'
    )
    coach("import", "h.toml")
    said = coach("history", "--delete", "same-w", "--yes")
    assert said.code == 2
    assert "begins several ids: same-way-1 Run" in said.err
    assert all(f" same-way-{n}" in coach("history", "--ids").out for n in (1, 2))
    assert coach("history", "--delete", "same", "--yes").code == 0
    assert coach("history", "--delete", "same-way-1", "--yes").code == 0


def test_what_was_taken_out_comes_back_identical(coach: Run) -> None:
    Path("full.toml").write_text(FULL)
    coach("import", "full.toml")
    before = coach("export", "-").out
    said = coach("history", "--delete", "one", "--yes")
    assert said.out.rstrip().endswith("For 30 days it can be brought back: coach history --restore one")
    assert entries(coach) == 2
    said = coach("history", "--restore", "one")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Back in your history: ")
    assert coach("export", "-").out == before
    said = coach("history", "--restore", "one")
    assert (said.code, said.out) == (1, "")
    assert 'the record with the id "one" is in your history' in said.err


def test_the_words_that_bring_it_back_are_those_that_were_said(coach: Run) -> None:
    coach("log", "walk", "--minutes", "30")
    said = coach("log", "--undo", "--yes")
    assert entries(coach) == 0
    assert coach("history", "--restore", said.out.split()[-1]).code == 0
    assert entries(coach) == 1


def test_every_plan_follows(coach: Run) -> None:
    before = coach("show", "psoas-care", "--json").json
    coach("log", "run", "--worst", "8")
    assert coach("show", "psoas-care", "--json").json["phase"] == "acute"
    coach("log", "--undo", "--yes")
    after = coach("show", "psoas-care", "--json").json
    assert (after["phase"], after["steps"], after["reasons"]) == (before["phase"], before["steps"], before["reasons"])


def test_that_a_lock_may_go_with_it_is_said(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    coach("log", "run", "--red-flags", "groin-lump")
    said = piped(coach, monkeypatch, "y\n", "log", "--undo")
    assert "Training is locked now; it may be open again without it." in said.out
    assert coach("show", "psoas-care", "--json").json["locked"] is False


def test_an_older_export_does_not_bring_it_back_unless_asked_to(coach: Run) -> None:
    Path("full.toml").write_text(FULL.replace('id = "two"\n', ""))
    coach("import", "full.toml")
    (run,) = coach("history", "--json").json["run"]
    coach("history", "--delete", run["id"], "--yes")
    said = coach("import", "full.toml")
    assert said.out == "0 records imported, 2 were here already.\n"
    assert said.err == "coach: 1 record that you took out stayed out. To bring them back: coach import --restore FILE\n"
    assert entries(coach) == 2
    said = coach("import", "full.toml", "--restore")
    assert (said.out, said.err) == ("1 record imported, 2 were here already.\n", "")
    assert coach("history", "--json").json["run"] == [run]
    assert coach("import", "full.toml").out == "0 records imported, 3 were here already.\n"
