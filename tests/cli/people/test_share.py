"""coach share and coach team: two profiles of one account, from consent to its end."""

import pytest

from ..conftest import Run


@pytest.fixture(autouse=True)
def _no_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COACH_TEAM", raising=False)


def anna(coach: Run, *words: str):
    return coach("--profile", "anna", *words)


def mara(coach: Run, *words: str):
    return coach("--profile", "mara", *words)


def train(coach: Run, who: str, worst: int) -> None:
    done = ("--before", "1", "--worst", str(worst), "--after", "1", "--done", "80%")
    assert coach("--profile", who, "log", "psoas-care", *done).code == 0


def test_from_consent_to_its_end(coach: Run) -> None:
    said = anna(coach, "share", "mara")
    assert said.code == 0
    assert said.out.startswith("From now on mara sees this, and nothing else of you:\n  Phase: recovery.")
    train(coach, "anna", 5)
    assert mara(coach, "team").out.startswith("anna: red, recovery phase. Last: ")
    page = mara(coach, "team", "anna").out.splitlines()
    assert page[0] == "anna"
    shown = anna(coach, "share").out.splitlines()
    assert shown[0].startswith("mara, since ")
    assert shown[1:] == page[1:]
    assert anna(coach, "share", "mara", "--stop").out == "mara no longer sees anything of you.\n"
    assert (
        mara(coach, "team").out
        == "Nobody shares their page with you yet. A runner does it like this: coach share mara\n"
    )
    assert anna(coach, "share", "mara", "--stop").code == 1


def test_the_page_as_data(coach: Run) -> None:
    anna(coach, "share", "mara")
    train(coach, "anna", 1)
    (row,) = mara(coach, "team", "--json").json
    assert (row["runner"], row["phase"], row["light"], row["provisional"], row["locked"]) == (
        "anna",
        "recovery",
        "green",
        True,
        False,
    )
    assert row["last"]["name"] == "Psoas care"
    assert 0 <= row["age_s"] < 3600
    page = mara(coach, "team", "anna", "--json").json["page"]
    mine = anna(coach, "share", "--json").json
    assert mine["shared_with"][0]["page"] == page
    assert page["sessions"][0]["done"] == 0.8
    assert mara(coach, "share", "--json").json["shared_with"] == []


def test_who_needs_a_look_stands_first(coach: Run) -> None:
    for who, worst in (("anna", 1), ("ben", 9), ("cleo", 3)):
        coach("--profile", who, "share", "mara")
        train(coach, who, worst)
    assert [line.split(":")[0] for line in mara(coach, "team").out.splitlines()] == ["ben", "cleo", "anna"]


def test_alone_it_says_what_to_do_instead(coach: Run) -> None:
    for words in (("share", "mara"), ("share", "mara", "--stop")):
        assert coach(*words).code != 0
    refused = coach("share", "mara")
    assert (refused.code, "coach share --print" in refused.err) == (2, True)
    assert "Sharing works where" in coach("share").out
    alone, whole = coach("share", "--print", "--json").json, coach("share", "--json").json["page"]
    assert alone | {"at": None} == whole | {"at": None}
    printed = coach("share", "--print").out.splitlines()
    assert printed[0] == "  Phase: recovery. Last light: no light yet."
    assert coach("team").code == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("share", "--stop"), 2),
        (("share", "../ben"), 1),
        (("share", "anna"), 1),
        (("share", "mara", "--print"), 2),
        (("share", "mara", "--json"), 2),
        (("team", "ben"), 2),
        (("team", "../ben"), 2),
    ],
)
def test_what_makes_no_sense_is_told(coach: Run, words: tuple[str, ...], code: int) -> None:
    said = anna(coach, *words)
    assert said.code == code
    assert said.err.count("\n") == 1


def test_a_profile_that_is_none_is_refused(coach: Run) -> None:
    for command in (("team",), ("share",)):
        assert coach("--profile", "../ben", *command).code == 2


def test_imported_records_are_seen_too(coach: Run, home) -> None:
    anna(coach, "share", "mara")
    (home / "work" / "h.toml").write_text(
        '[[session]]\nroutine = "psoas-care"\nat = 2026-11-01T07:30:00Z\nbefore = 1\nworst = 9\nafter = 1\n'
    )
    anna(coach, "import", "h.toml")
    assert "red" in mara(coach, "team").out
