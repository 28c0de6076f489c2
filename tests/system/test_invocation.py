"""Whoever reads of a command has it."""

from pathlib import Path

import pytest

from coach.host.guests.verbs import understood
from coach.system.guest import GUEST, path_in_words
from coach.system.invocation import call, call_to_play, unless_guest


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


def test_a_file_has_its_whole_path_at_home_and_its_name_for_a_guest(monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path("/box/profiles/anna/config/coach/mine.toml")
    monkeypatch.delenv(GUEST, raising=False)
    assert path_in_words(path) == str(path)
    monkeypatch.setenv(GUEST, "1")
    assert path_in_words(path) == "mine.toml"


@pytest.mark.parametrize("words", ["next", "morning 3", "share", "share mara", "share mara --stop", "add --replace"])
def test_what_a_guest_is_told_to_ask_for_is_to_be_had(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setenv(GUEST, "1")
    assert understood(call(words).removeprefix("ssh this-host "), terminal=False)
