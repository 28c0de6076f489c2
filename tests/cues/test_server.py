"""A voice whose program only hands the text on: silent means that the server is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.cues.conductor import Conductor
from coach.cues.cue import Sound
from coach.cues.engines import Engine, find_engines
from coach.cues.voice import Voice
from coach.library.formats.settings.settings_file import Settings

from .fakes import log, wait_for
from .server import client, speaks


@pytest.fixture
def voice(tmp_path: Path) -> Iterator[Voice]:
    made = Voice([client(tmp_path)])
    yield made
    made.close()


def say(voice: Voice, folder: Path, text: str) -> None:
    """Until the server speaks, and the voice knows that its client began and ended: on a busy machine later."""
    before = voice._served
    voice.give(Sound(text=text))
    wait_for(lambda: log(folder)[-1:] == [text])
    wait_for(lambda: voice._served is not None and voice._served is not before)
    wait_for(lambda: voice._process is None)


def test_the_server_goes_on_when_its_client_has_ended(voice: Voice, tmp_path: Path) -> None:
    say(voice, tmp_path, "Next: Bridge.")
    assert speaks(tmp_path)


def test_mute_and_pause_silence_the_server_and_nothing_is_said_after(voice: Voice, tmp_path: Path) -> None:
    conductor = Conductor((voice,), Settings())
    say(voice, tmp_path, "Next: Bridge.")
    voice.give(Sound(text="Three."))
    conductor.mute(True)
    wait_for(lambda: log(tmp_path)[-1:] == ["cancel"])
    wait_for(lambda: not speaks(tmp_path))
    voice.close()  # whatever still waited would be said by now
    assert log(tmp_path)[-1] == "cancel"
    assert not speaks(tmp_path)


def test_closing_silences_the_server_before_it_returns(voice: Voice, tmp_path: Path) -> None:
    say(voice, tmp_path, "Next: Bridge.")
    voice.close()
    assert not speaks(tmp_path)


def test_what_is_said_after_a_hush_is_not_cancelled_by_it(voice: Voice, tmp_path: Path) -> None:
    say(voice, tmp_path, "Next: Bridge.")
    voice.hush()
    say(voice, tmp_path, "Paused.")
    assert log(tmp_path) == ["Next: Bridge.", "cancel", "Paused."]
    assert speaks(tmp_path)


def test_others_are_not_cancelled_when_nothing_of_ours_can_be_speaking(tmp_path: Path) -> None:
    now = [0.0]
    voice = Voice([client(tmp_path)], lambda: now[0])
    voice.hush()
    say(voice, tmp_path, "Go.")
    now[0] = 60.0
    voice.hush()
    voice.close()
    assert log(tmp_path) == ["Go."]


def test_who_silences_whom() -> None:
    here = {"which": lambda name: f"/bin/{Path(name).name}", "platform": "linux"}
    assert find_engines(**here)[0].silencer == ("/bin/spd-say", "-C")
    assert find_engines(("/opt/spd-say", "-r", "20"), **here)[0].silencer == ("/bin/spd-say", "-C")
    assert [each.silencer for each in find_engines(**here)[1:]] == [(), ()]
    assert Engine("mine", ("mine",)).silencer == ()
