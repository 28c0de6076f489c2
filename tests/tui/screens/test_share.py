"""Sharing and Team: consent by a few keys, what is seen at once, and a helper's list."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import MANY, Shelf
from coach.services.assembly import Coach
from coach.services.sharing import Sharing, team_members
from coach.services.training import Training
from coach.services.weeks import shared_report
from coach.store import shared_pages
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock
from coach.tui.app import CoachApp
from coach.tui.screens.team import CONSENT_S

from ..conftest import Play
from ..playing import NOW, Player, make, session, shipped


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("COACH_TEAM", raising=False)


async def open_team(player: Player) -> None:
    await player.press("home", *["down"] * player.listed().index("team"), "enter")


async def open_sharing(player: Player) -> None:
    """By Home's last line and You's."""
    await player.press("up", "enter", "7")
    assert player.at == "ShareScreen"


async def test_a_helper_in_a_few_letters_and_taken_back_in_two_keys(play: Play) -> None:
    async with play([session(1)], profile="anna") as player:
        await open_sharing(player)
        assert "Nobody sees your page." in player.text()
        assert "What a helper would see:" in player.text()
        await player.press("s")
        await player.type("mara x")
        await player.press("backspace", "enter")
        assert "1 mara since 10 Nov" in player.text()
        (member,) = team_members("mara")
        assert member.page == Sharing(player.training, "anna").page()
        assert all(part in player.text() for part in ("What they see:", "9 Nov Psoas care green 100 %"))
        await player.press("1", "escape")
        assert len(team_members("mara")) == 1
        await player.press("1", "enter")
        assert "Nobody sees your page." in player.text()
        assert team_members("mara") == ()
        await player.press("escape")
        assert player.at == "You"


async def test_no_page_is_made_before_all_files_are_read(play: Play, tmp_path: Path) -> None:
    for number in range(MANY + 1):
        text = (
            f'format = 1\nid = "own-{number}"\nname = "O"\nkind = "stretch"\n[[step]]\nexercise = "plank"\nhold = 20\n'
        )
        (tmp_path / f"own-{number}.toml").write_text(text)
    shelf = Shelf([Layer("shipped", shipped_folder()), Layer("own", tmp_path)], advise=False)
    shelf.begin()
    done = replace(session(1), routine="own-3")
    async with play([done], profile="anna", shelf=shelf) as player:
        await open_sharing(player)
        assert "Reading your files" in player.shown("page")
        await player.press("s")
        assert player.at == "ShareScreen"
        player.app.files.read_rest()
        await player.pilot.pause()
        assert "9 Nov O green 100 %" in player.text()
        await player.press("s")
        await player.type("mara")
        await player.press("enter")
        (member,) = team_members("mara")
        assert member.page is not None
        assert member.page.last is not None
        assert member.page.last.name == "O"


async def test_what_is_no_helper_is_told_and_nothing_is_shared(play: Play) -> None:
    async with play(profile="anna") as player:
        await open_sharing(player)
        await player.press("s")
        await player.type("anna")
        await player.press("enter")
        assert "Nobody sees your page." in player.text()
        assert [note.message for note in player.app._notifications] == [
            "That is your own name: give the name of your helper's profile here."
        ]
        await player.press("s", "escape")
        assert shared_pages.helpers("anna") == ()


async def test_alone_it_says_what_to_do_instead(play: Play) -> None:
    async with play() as player:
        await open_sharing(player)
        assert "coach share --print" in player.text()
        shown = player.keys()
        assert "s" not in shown
        await player.press("s", "1")
        assert player.at == "ShareScreen"


async def test_the_key_that_takes_back_is_there_when_there_is_something_to_take_back(play: Play) -> None:
    async with play(profile="anna") as player:
        Sharing(player.training, "anna").share("mara")
        await open_sharing(player)
        assert player.keys()["1–8"] == "Take back"
        await player.press("2")
        assert player.at == "ShareScreen"


async def test_the_palette_leads_to_both(play: Play) -> None:
    async with play(profile="anna") as player:
        for title, name in (("Sharing", "ShareScreen"), ("Team", "TeamScreen")):
            commands = {command.title: command for command in player.app.get_system_commands(player.screen)}
            commands[title].callback()
            await player.pilot.pause()
            assert player.at == name
            await player.press("escape")
    async with play() as player:
        titles = [command.title for command in player.app.get_system_commands(player.screen)]
        assert "Sharing" in titles
        assert "Team" not in titles


def share(play_as: Player, runner: str) -> None:
    Sharing(play_as.training, runner).share("mara")


async def test_a_team_whoever_needs_a_look_first(play: Play) -> None:
    for runner, worst in (("anna", 1), ("ben", 9), ("cleo", 3)):
        async with play([session(1, worst=worst, after=0)], profile=runner, store=MemoryStore()) as player:
            share(player, runner)
    async with play(profile="mara", team=("anna", "ben", "cleo")) as player:
        assert any("≡  Your team: 3 share with you" in row for row in player.rows())
        await open_team(player)
        assert player.at == "TeamScreen"
        text = player.text()
        assert text.index("ben") < text.index("cleo") < text.index("anna")
        assert "Phase: acute. Last light: red." in text
        await player.press("down")
        assert "Last light: red." not in player.text()
        shared_pages.delete_pages("cleo", "mara")
        await player.press("r")
        assert "cleo" not in player.text()
        await player.resize((40, 12))
        assert "ben" in player.text()
        assert player.unreadable() == []
        await player.press("escape")
        assert player.at == "Home"


async def test_who_takes_their_page_back_leaves_a_helpers_open_screen_by_itself(play: Play) -> None:
    for runner in ("anna", "ben"):
        async with play([session(1)], profile=runner, store=MemoryStore()) as player:
            share(player, runner)
    async with play(profile="mara", team=("anna", "ben")) as player:
        await open_team(player)
        assert "anna" in player.text()
        shared_pages.delete_pages("anna", "mara")
        screen = player.app.screen
        assert CONSENT_S <= 0.5
        assert [timer.name for timer in screen._timers].count("consent") == 1
        screen.look_for_consent()
        await player.pilot.pause()
        assert "anna" not in player.text()
        assert "ben" in player.text()


async def test_a_runner_who_has_been_silent_stands_before_the_amber_and_behind_the_red(play: Play) -> None:
    for runner, days, worst in (("anna", 1, 3), ("ben", 20, 1), ("cleo", 1, 9)):
        async with play([session(days, worst=worst, after=0)], profile=runner, store=MemoryStore()) as player:
            share(player, runner)
    async with play(profile="mara", team=("anna", "ben", "cleo")) as player:
        await open_team(player)
        text = player.text()
        assert text.index("cleo") < text.index("ben") < text.index("anna")
        assert "silent for 20 days" in text


async def test_who_helps_nobody_has_no_line_and_no_folder_is_looked_into(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_pages, "read_page", None)
    monkeypatch.setattr(shared_pages, "runners", None)
    async with play(profile="anna") as player:
        assert "team" not in player.listed()


async def test_a_hostile_page_is_a_line_like_any_other(play: Play) -> None:
    shared_pages.show_page("anna", "mara", b"\x1b[2J[bold]" * 100)
    async with play(profile="mara", team=("anna",)) as player:
        await open_team(player)
        assert "anna: what lies there cannot be read as a page." in player.text()


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)])
async def test_it_works_in_every_size(play: Play, size: tuple[int, int]) -> None:
    async with play([session(1)], profile="anna", size=size) as player:
        share(player, "anna")
        await open_sharing(player)
        assert "1 mara since" in player.text()
        assert player.unreadable() == []
        await player.press("s")
        await player.type("ben")
        assert "ben" in player.text()
        await player.press("enter")
        assert [member.runner for member in team_members("ben")] == ["anna"]


def app_of(runner: str, team: tuple[str, ...] = ()) -> CoachApp:
    """The app of a profile, on a clock that stands, with the pictures' history."""
    store = MemoryStore()
    store.add(make.history())
    store.write("profile", {})
    training = Training(shipped(), store, FixedClock(NOW), Settings())
    return CoachApp(Coach(training, (), None, profile=runner, team=team))


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_sharing_looks_as_it_did(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    app = app_of("anna")
    Sharing(app.training, "anna").share("mara")
    assert snap_compare(app, terminal_size=size, press=["up", "enter", "7"])


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_team_looks_as_it_did(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    for runner in ("anna", "ben"):
        app = app_of(runner)
        if runner == "ben":
            app.training.records.tick_flags({"groin-lump"})
        Sharing(app.training, runner).share("mara")
    assert snap_compare(app_of("mara", ("anna", "ben")), terminal_size=size, press=[*["down"] * 4, "enter"])


async def test_a_helper_reads_the_pains_that_are_shared_until_they_are_taken_back(play: Play) -> None:
    store = MemoryStore()
    store.add([session(3), session(1, worst=4)])
    anna = Training(shipped(), store, FixedClock(NOW), Settings())
    Sharing(anna, "anna").share("mara")
    async with play(profile="mara", team=("anna",)) as player:
        await open_team(player)
        assert "Page" not in player.footer().values()  # no pains are shared yet
        await player.press("p")
        assert player.at == "TeamScreen"
        shared_report.consent(store, "mara", given=True)
        shared_report.put_page(anna, "anna", ["mara"])
        await player.press("r", "p")
        assert player.at == "SharedReport"
        assert all(words in player.text() for words in ("Training report", "Name: anna", "worst"))
        shared_pages.take_back_report("anna", "mara")
        player.screen.look_for_consent()  # type: ignore[attr-defined]
        await player.pilot.pause()
        assert player.at == "TeamScreen"
        assert "Page" not in player.footer().values()


async def test_a_page_is_read_to_its_end_in_a_small_window(play: Play) -> None:
    done = [session(days) for days in range(1, 9)]
    async with play(done, profile="anna") as player:
        Sharing(player.training, "anna").share("mara")
    async with play(profile="mara", team=("anna",), size=(40, 12)) as player:
        await open_team(player)
        assert "As of" not in player.text()
        for _ in range(4):
            await player.press("pagedown")
        assert "As of 10 Nov" in player.text()
        await player.press(*["pageup"] * 4)
        assert "Phase: recovery" in player.text()
