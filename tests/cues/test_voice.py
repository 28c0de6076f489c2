"""Voices that speak, hang, fail, flood and are missing: a session never waits for any of them."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from coach.cues.cue import Sound
from coach.cues.engines import KNOWN, Engine, find_engines
from coach.cues.terminal_place import is_remote
from coach.cues.voice import CUT_OFF, FAILURES, LONGEST_SAID, Voice
from coach.library.formats.settings.sound_settings import TEXT_HERE

from .fakes import engine, log, script, wait_for

AT_ONCE_S = 30.0
"""The voices here go on for a minute and more: who does not wait for them is through before, on any machine."""


@pytest.fixture
def voices() -> Iterator[list[Voice]]:
    """Voices that are closed at the end."""
    made: list[Voice] = []
    yield made
    for voice in made:
        voice.close()


def test_it_speaks_one_after_the_other(tmp_path: Path, voices: list[Voice]) -> None:
    voice = Voice([engine(tmp_path)])
    voices.append(voice)
    for text in ("Next: Bridge.", "Three.", "$(touch hacked); `x` \"'"):
        voice.give(Sound(text=text))
        wait_for(lambda text=text: text in log(tmp_path))
    assert (voice.trouble, voice.is_given_up) == (None, False)
    assert {path.name for path in tmp_path.iterdir()} == {"fake-voice", "log"}


def test_a_sound_without_words_is_not_spoken(tmp_path: Path, voices: list[Voice]) -> None:
    voice = Voice([engine(tmp_path)])
    voices.append(voice)
    voice.give(Sound(rings=2))
    voice.give(Sound(text="Go."))
    wait_for(lambda: log(tmp_path))
    assert log(tmp_path) == ["Go."]


def test_text_may_be_given_as_input(tmp_path: Path, voices: list[Voice]) -> None:
    reads = Engine("reads", (str(script(tmp_path, "reads", "cat >> $LOG; echo >> $LOG")),))
    voices.append(Voice([reads]))
    voices[0].give(Sound(text="x" * (LONGEST_SAID + 1)))
    wait_for(lambda: log(tmp_path))
    assert log(tmp_path) == ["x" * LONGEST_SAID]


def test_a_newer_cue_cuts_off_the_older_and_takes_the_place_of_the_waiting(tmp_path: Path, voices: list[Voice]) -> None:
    slow = engine(tmp_path, 'echo "$1" >> $LOG; [ "$1" = slow ] && exec sleep 60')
    voices.append(Voice([slow]))
    voices[0].give(Sound(text="slow"))
    wait_for(lambda: log(tmp_path) == ["slow"])
    began = time.monotonic()
    for text in ("1", "2", "3", "last"):
        voices[0].give(Sound(text=text))
    assert time.monotonic() - began < AT_ONCE_S
    wait_for(lambda: "last" in log(tmp_path))
    assert log(tmp_path)[0] == "slow"


def test_what_comes_too_late_is_not_spoken(tmp_path: Path, voices: list[Voice]) -> None:
    now = [0.0]
    voices.append(Voice([engine(tmp_path)], lambda: now.append(now[-1] + 1) or now[-1]))  # type: ignore[func-returns-value]
    voices[0].give(Sound(text="Three.", good_for_s=0.4))
    voices[0].give(Sound(text="Go.", good_for_s=10))
    wait_for(lambda: log(tmp_path))
    assert log(tmp_path) == ["Go."]


def test_hush_ends_it_with_all_that_it_began(tmp_path: Path, voices: list[Voice]) -> None:
    voices.append(Voice([engine(tmp_path, "sleep 61 & echo $! >> $LOG; wait")]))
    voices[0].give(Sound(text="slow"))
    wait_for(lambda: log(tmp_path))
    child = int(log(tmp_path)[0])
    voices[0].hush()
    wait_for(lambda: not _runs(child))


def test_closing_leaves_nothing_behind_and_takes_no_time(tmp_path: Path) -> None:
    voice = Voice([engine(tmp_path, "trap '' TERM; echo $$ >> $LOG; while :; do sleep 1; done")])
    voice.give(Sound(text="slow"))
    wait_for(lambda: log(tmp_path))
    began = time.monotonic()
    voice.close()
    voice.close()
    voice.give(Sound(text="more"))
    assert time.monotonic() - began < AT_ONCE_S
    wait_for(lambda: not _runs(int(log(tmp_path)[0])))
    assert not voice._thread.is_alive()


def _runs(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


# --- what goes wrong ------------------------------------------------------------------------------------------------


def test_one_that_fails_is_given_up_after_a_few_times(tmp_path: Path, voices: list[Voice]) -> None:
    voices.append(Voice([engine(tmp_path, 'echo "$1" >> $LOG; exit 3')]))
    _give_each(voices[0], tmp_path, FAILURES)
    wait_for(lambda: voices[0].is_given_up)
    assert voices[0].trouble == "fake-voice ended with code 3"
    voices[0].give(Sound(text="more"))
    assert len(log(tmp_path)) == FAILURES


def test_then_the_next_one_there_is_speaks(tmp_path: Path, voices: list[Voice]) -> None:
    broken = engine(tmp_path, 'echo "broken $1" >> $LOG; exit 1', name="broken")
    voices.append(Voice([broken, engine(tmp_path)]))
    _give_each(voices[0], tmp_path, FAILURES)
    wait_for(lambda: voices[0]._engines[0].name == "fake-voice")
    voices[0].give(Sound(text="Go."))
    wait_for(lambda: "Go." in log(tmp_path))
    wait_for(lambda: voices[0].trouble is None)


def test_one_failure_is_forgiven(tmp_path: Path, voices: list[Voice]) -> None:
    voices.append(Voice([engine(tmp_path, 'echo "$1" >> $LOG; [ "$1" != bad ]')]))
    for number in range(FAILURES):
        for text in ("bad", "good"):
            voices[0].give(Sound(text=text))
            wait_for(lambda count=2 * number + (text == "good") + 1: len(log(tmp_path)) == count)
            wait_for(lambda text=text: (voices[0].trouble is None) is (text == "good"))
    assert not voices[0].is_given_up


@pytest.mark.parametrize("path", ["/nowhere/espeak-ng", "/etc/hostname", "/"])
def test_one_that_is_not_there_or_is_no_program(path: str, voices: list[Voice]) -> None:
    voices.append(Voice([Engine("gone", (path, TEXT_HERE))]))
    for number in range(FAILURES):
        voices[0].give(Sound(text="Go."))
        wait_for(lambda number=number: voices[0]._failures > number or voices[0].is_given_up)
    assert (voices[0].trouble or "").startswith("gone cannot be started")


def test_one_that_hangs_is_given_up_and_holds_nobody_up(tmp_path: Path, voices: list[Voice]) -> None:
    voices.append(Voice([engine(tmp_path, "echo $$ >> $LOG; trap '' TERM INT; while :; do sleep 1; done")]))
    for number in range(CUT_OFF + 1):
        began = time.monotonic()
        voices[0].give(Sound(text=str(number)))
        assert time.monotonic() - began < AT_ONCE_S
        wait_for(lambda number=number: len(log(tmp_path)) > number or voices[0].is_given_up)
    wait_for(lambda: voices[0].is_given_up)
    assert voices[0].trouble == "fake-voice never came to an end"
    wait_for(lambda: not any(_runs(int(pid)) for pid in log(tmp_path)))


def test_one_that_floods_is_let_talk_into_the_void(tmp_path: Path, voices: list[Voice]) -> None:
    flood = "yes 'all of this' | head -c 3000000; yes 'and errors' | head -c 3000000 >&2; echo done >> $LOG"
    voices.append(Voice([engine(tmp_path, flood)]))
    voices[0].give(Sound(text="Go."))
    wait_for(lambda: log(tmp_path))
    wait_for(lambda: voices[0]._process is None)
    assert voices[0].trouble is None


def test_one_that_closes_its_input_is_no_trouble(tmp_path: Path, voices: list[Voice]) -> None:
    deaf = Engine("deaf", (str(script(tmp_path, "deaf", "exec <&-; echo x >> $LOG")),))
    voices.append(Voice([deaf]))
    voices[0].give(Sound(text="x" * LONGEST_SAID))
    wait_for(lambda: log(tmp_path))
    wait_for(lambda: voices[0]._process is None)
    assert voices[0].trouble is None


def _give_each(voice: Voice, folder: Path, times: int) -> None:
    for number in range(times):
        voice.give(Sound(text=str(number)))
        wait_for(lambda number=number: len(log(folder)) > number)
        wait_for(lambda number=number: voice._failures != number)  # it is judged, not only over


LEAVES_ONE = 'sleep 300 & echo "$! $1" >> $LOG'
"""A program that ends and leaves another to do its work, as spoken words may be played."""


def left_alive(folder: Path) -> list[bool]:
    """Of what was left behind so far, which goes on."""
    return [_goes_on(int(line.split()[0])) for line in log(folder)]


def _goes_on(number: int) -> bool:
    try:
        return psutil.Process(number).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_what_it_leaves_behind_is_ended_by_the_next_utterance_and_by_the_end(tmp_path: Path) -> None:
    voice = Voice([engine(tmp_path, LEAVES_ONE)])
    for number in (1, 2):
        voice.give(Sound(text=f"{number}."))
        wait_for(lambda number=number: len(log(tmp_path)) == number)
        wait_for(lambda: voice._left_behind is not None)
        wait_for(lambda number=number: left_alive(tmp_path) == [False] * (number - 1) + [True])
    voice.close()
    wait_for(lambda: left_alive(tmp_path) == [False, False])


# --- which there are ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "there", "names"),
    [
        ("linux", {"spd-say", "espeak-ng"}, ["spd-say", "espeak-ng"]),
        ("linux", {"espeak-ng", "say"}, ["espeak-ng"]),
        ("linux", set(), []),
        ("freebsd14", {"espeak"}, ["espeak"]),
        ("darwin", {"say", "espeak-ng"}, ["say"]),
        ("win32", {"powershell"}, ["powershell"]),
    ],
)
def test_the_system_s_own_voices(platform: str, there: set[str], names: list[str]) -> None:
    found = find_engines(which=lambda name: f"/bin/{name}" if name in there else None, platform=platform)
    assert [each.name for each in found] == names
    assert all(each.words[0] == f"/bin/{each.name}" for each in found)


def test_a_runner_s_own_command_stands_alone() -> None:
    assert find_engines(("mine", "-x"), which=lambda name: f"/bin/{name}") == (Engine("mine", ("/bin/mine", "-x")),)
    assert find_engines(("mine",), which=lambda _: None) == ()


@pytest.mark.parametrize("words", [words for known in KNOWN.values() for words in known], ids=lambda words: words[0])
def test_every_voice_gets_the_text_once(words: tuple[str, ...]) -> None:
    command, given = Engine(words[0], words).command("--help me")
    assert (command.count("help me") + (given == b"help me")) == 1
    assert TEXT_HERE not in command


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"])
def test_over_ssh_the_runner_is_elsewhere(variable: str) -> None:
    assert is_remote({variable: "10.0.0.1 5022 10.0.0.2 22"})
    assert not is_remote({variable: "", "HOME": os.sep})
