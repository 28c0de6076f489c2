"""Whoever reads of a command has it."""

import pytest

from coach.calling import GUEST, call, call_to_play, told, unless_guest, where
from coach.host.verbs import understood
from coach.library.diagnostics import Diagnostic


def test_at_home_it_is_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(GUEST, raising=False)
    assert call("morning N") == "coach morning N"
    assert call_to_play() == "coach play --plain"
    assert call_to_play("rescue") == "coach play rescue --plain"
    assert unless_guest("Try `coach doctor`.") == " Try `coach doctor`."


def test_for_a_guest_it_is_a_verb_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(GUEST, "1")
    assert call("morning N") == "ssh this-host morning N"
    assert call_to_play() == "ssh this-host plain"
    assert call_to_play("rescue") == "ssh this-host plain, then rescue"
    assert unless_guest("Try `coach doctor`.") == ""


def test_a_file_has_a_path_at_home_and_a_name_for_a_guest(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Diagnostic("/box/profiles/anna/my-care.toml", 3, 1, "error", "name", "what is wrong")
    monkeypatch.delenv(GUEST, raising=False)
    assert told(wrong) == str(wrong)
    monkeypatch.setenv(GUEST, "1")
    assert told(wrong) == "my-care.toml:3:1: error: what is wrong"
    assert where("my-care.toml") == "my-care.toml"


@pytest.mark.parametrize("words", ["next", "morning 3", "share", "share mara", "share mara --stop", "add --replace"])
def test_what_a_guest_is_told_to_ask_for_is_to_be_had(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setenv(GUEST, "1")
    assert understood(call(words).removeprefix("ssh this-host "), terminal=False)
