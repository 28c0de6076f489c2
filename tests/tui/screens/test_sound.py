"""Sound in the app: asked for once, heard in a session, muted by m, and the screen awake meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import CheckIn
from coach.library.formats.settings.settings_file import Settings, read_settings, write_settings
from coach.library.formats.settings.sound_settings import VoiceChoice
from coach.services.sound import TROUBLE
from coach.tui.screens.sound import SAMPLE, SoundQuestion

from ..conftest import Play
from ..playing import UNEXPLAINED, Player
from ..sounding import Heard, listening

LOUD = replace(UNEXPLAINED, voice=VoiceChoice.ON, bell=True)


async def start(player: Player, routine: str = "psoas-care") -> None:
    """As from Ready."""
    player.app.session.begin(player.training.today.plan(routine), CheckIn(before=1))
    await player.pilot.pause()


# --- asked once -----------------------------------------------------------------------------------------------------


async def test_nothing_sounds_before_the_runner_allows_it(play: Play) -> None:
    desk, heard = listening()
    async with play(desk=desk) as player:
        await start(player)
        assert player.at == "SoundQuestion"
        assert "May it play a sound?" in player.text()
        assert (heard.said, heard.rung) == ([], 0)
        await player.press("y", "x")
        assert player.at == "SoundQuestion", "only its own keys answer"


@pytest.mark.parametrize(
    ("keys", "voice", "bell", "said", "rung"),
    [
        ("s", VoiceChoice.OFF, False, [], 0),
        ("enter y", VoiceChoice.ON, False, [SAMPLE], 0),
        ("enter s", VoiceChoice.OFF, False, [SAMPLE], 0),
        ("enter n y", VoiceChoice.OFF, True, [SAMPLE], 1),
        ("enter n n", VoiceChoice.OFF, False, [SAMPLE], 1),
    ],
)
async def test_what_was_heard_is_used_and_kept(
    play: Play, tmp_path: Path, keys: str, voice: VoiceChoice, bell: bool, said: list[str], rung: int
) -> None:
    desk, heard = listening()
    path = tmp_path / "settings.toml"
    async with play(desk=desk, settings_path=path) as player:
        await start(player)
        for key in keys.split():
            assert player.at == "SoundQuestion"
            await player.press(key)
        assert player.at == "SessionScreen"
        assert heard.said[: len(said)] == said
        assert heard.rung >= rung
        assert (player.training.settings.voice, player.training.settings.bell) == (voice, bell)
        assert read_settings(path)[0] == player.training.settings
        player.app.go.home()
        await start(player)
        assert player.at == "SessionScreen", "it is asked once"


async def test_by_mouse_too(play: Play) -> None:
    desk, heard = listening()
    async with play(desk=desk) as player:
        await start(player)
        await player.pilot.click(".choice")
        await player.pilot.pause()
        assert heard.said == [SAMPLE]
        assert "Did you hear that voice?" in player.text()


class Patience:
    """A timer that runs out when it is told to."""

    def __init__(self, run_out: Callable[[], None]) -> None:
        self.run_out = run_out
        self.is_over = False

    def stop(self) -> None:
        self.is_over = True


def patient(monkeypatch: pytest.MonkeyPatch) -> list[Patience]:
    """The question's timers, as they are made."""
    timers: list[Patience] = []

    def make_one(_: SoundQuestion, _seconds: float, call: Callable[[], None]) -> Patience:
        timers.append(Patience(call))
        return timers[-1]

    monkeypatch.setattr(SoundQuestion, "set_timer", make_one)
    return timers


async def test_without_an_answer_it_begins_in_silence_and_asks_again(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    timers = patient(monkeypatch)
    desk, heard = listening()
    async with play(desk=desk) as player:
        await start(player)
        await player.press("enter")
        early, late = timers
        assert early.is_over, "an answer was given since"
        assert not late.is_over
        late.run_out()
        await player.pilot.pause()
        assert player.at == "SessionScreen"
        assert heard.said == [SAMPLE]
        assert player.training.settings.asks_for_sound


async def test_while_help_is_read_it_waits(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    timers = patient(monkeypatch)
    desk, _ = listening()
    async with play(desk=desk) as player:
        await start(player)
        await player.press("question_mark")
        assert player.at == "Help"
        timers[-1].run_out()
        await player.pilot.pause()
        assert player.at == "Help"
        await player.press("escape")
        assert player.at == "SoundQuestion"
        assert [timer.is_over for timer in timers] == [True, False]


@pytest.mark.parametrize(
    ("speaker", "bell", "remote", "asked"),
    [(None, False, False, False), ("x", False, True, False), (None, True, False, True), ("x", True, True, True)],
)
async def test_only_what_there_is_is_asked_for(
    play: Play, speaker: str | None, bell: bool, remote: bool, asked: bool
) -> None:
    desk, heard = listening(speaker=speaker, bell=bell, is_remote=remote)
    async with play(desk=desk) as player:
        await start(player)
        assert player.at == ("SoundQuestion" if asked else "SessionScreen")
        if asked:
            await player.press("enter")
            assert heard.said == []
            assert heard.rung >= 1  # the second ring comes by a real timer, and may be here already
            assert "bell" in player.text()


async def test_whoever_set_sound_by_hand_is_not_asked(play: Play) -> None:
    desk, _ = listening()
    async with play(desk=desk, settings=Settings(bell=True)) as player:
        await start(player)
        assert player.at == "SessionScreen"


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)])
async def test_the_question_can_be_read_at_every_size(play: Play, size: tuple[int, int]) -> None:
    desk, _ = listening()
    async with play(desk=desk, size=size) as player:
        await start(player)
        for keys, words in (
            ((), ("May it play a sound?", "Enter Play", "s Silent, please", "12 s")),
            (("enter",), ("Did you hear that voice?", "y Yes", "n No", "s Silent, please", "12 s")),
            (("n",), ("Did you hear it?", "y Yes", "n No", "s Silent, please", "12 s")),
        ):
            await player.press(*keys)
            assert [word for word in words if word not in player.text()] == []


async def test_settings_that_cannot_be_written_hold_for_now(play: Play, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    desk, _ = listening()
    async with play(desk=desk, settings_path=tmp_path / "file" / "settings.toml") as player:
        await start(player)
        await player.press("s")
        assert player.at == "SessionScreen"
        assert player.training.settings.voice is VoiceChoice.OFF
        assert [note for note in player.app._notifications if "cannot be written" in note.message]


# --- in a session ---------------------------------------------------------------------------------------------------


async def test_a_session_is_heard_and_the_screen_stays_awake(play: Play) -> None:
    desk, heard = listening()
    async with play(desk=desk, settings=LOUD, routine="psoas-care", at="session") as player:
        assert heard.said[0].startswith("Next: ")
        assert heard.awake == ["hold"]
        await player.wait_for(lambda state: state.segment.is_work)
        assert heard.said[1:] == ["Three.", "Two.", "One.", "Go."]
        assert heard.rung >= 4
        await player.wait(3600)
        assert "Well done." in heard.said[-1]
        assert player.at == "PainCheck"
        assert heard.awake == ["hold", "release"]


async def test_silent_it_stays_awake_all_the_same(play: Play) -> None:
    desk, heard = listening()
    async with play(desk=desk, settings=replace(LOUD, voice=VoiceChoice.OFF, bell=False), at="session") as player:
        await player.wait(60)
        assert (heard.said, heard.rung, heard.awake) == ([], 0, ["hold"])
        assert "Mute" not in player.keys().values()


async def test_over_ssh_only_the_bell_is_heard(play: Play) -> None:
    desk, heard = listening(is_remote=True)
    async with play(desk=desk, settings=LOUD, at="session") as player:
        await player.wait(12)
        assert heard.said == []
        assert heard.rung


async def test_m_mutes_and_brings_it_back(play: Play) -> None:
    desk, heard = listening()
    async with play(desk=desk, settings=LOUD, at="session") as player:
        assert player.footer()["m"] == "Mute"
        await player.press("m")
        assert "Muted" in player.shown("next")
        assert heard.hushed == 1
        spoken, rung = len(heard.said), heard.rung
        await player.wait(15)
        assert (len(heard.said), heard.rung) == (spoken, rung)
        await player.press("m")
        assert "back" in player.shown("next")
        await player.wait(10)
        assert len(heard.said) > spoken


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_its_key_can_be_read_with_all_the_others(play: Play, size: tuple[int, int]) -> None:
    desk, _ = listening()
    async with play(desk=desk, settings=LOUD, at="session", routine="psoas-care", size=size) as player:
        await player.wait(12)
        assert player.unreadable() == []


async def test_new_exercises_are_shown_and_told_whole(play: Play) -> None:
    desk, heard = listening()
    async with play(desk=desk, settings=replace(LOUD, explain=True), routine="psoas-care", at="session") as player:
        segment = player.state.segment
        steps = player.state.plan.steps[segment.step].exercise.steps
        assert segment.explains
        assert all(step in heard.said[0] for step in steps)
        assert all(step in player.shown("how") for step in steps)


# --- what went wrong ------------------------------------------------------------------------------------------------


async def test_what_went_wrong_is_remembered_until_it_goes_well(play: Play) -> None:
    desk, heard = listening()
    async with play(desk=desk, settings=LOUD, routine="desk-break", at="session") as player:
        heard.trouble = "fake-voice ended with code 1"
        await player.wait(3600)
        kept = player.training.store.read(TROUBLE)
        assert isinstance(kept, dict)
        assert kept["what"] == heard.trouble
        heard.trouble = None
        player.app.go.home()
        await start(player, "desk-break")
        await player.wait(3600)
        assert player.training.store.read(TROUBLE) is None


async def test_leaving_gives_everything_back(play: Play) -> None:
    desk, heard = listening()
    async with play(desk=desk, settings=LOUD, at="session") as player:
        player.app.close()
        assert heard.awake[-1] == "release"
        assert heard.said[-1] == "(closed)"


def test_a_written_file_answers_the_question(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    write_settings(path, Settings(voice=VoiceChoice.OFF))
    assert not read_settings(path)[0].asks_for_sound
    assert Settings().asks_for_sound
    assert Heard().said == []
