"""Files that change while the app is open: it follows, and keeps the place. Looks are made by hand: nothing waits."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widgets import OptionList

from coach.domain.records.entries import Entry, Event, EventKind
from coach.domain.session.state import Status
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.settings.settings_file import Settings, Theme, read_settings
from coach.library.formats.settings.sound_settings import VoiceChoice
from coach.library.shelf import library as library_module
from coach.library.shelf.library import Shelf
from coach.store.backups.backups import list_backups
from coach.store.database.sqlite import SqliteStore
from coach.store.resilient import ResilientStore
from coach.tui.flow.file_watcher import FileWatcher
from coach.tui.text.themes import theme_name
from coach.tui.widgets.question import Question

from ..conftest import Play
from ..playing import NOW, Player, missed, session

ROUTINE = """\
format = 1
id = "mine"
name = "Mine alone"
about = "What my physio gave me."
kind = "stretch"
phases = ["acute", "recovery", "maintenance"]

[[step]]
exercise = "plank"
hold = 20
sets = 2

[[step]]
exercise = "bridge"
reps = 8
"""
BROKEN = ROUTINE.replace("sets = 2", "sets = -2")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "mine.toml").write_text(ROUTINE)
    return folder


def shelf_of(own: Path, *, piecemeal: bool = False) -> Shelf:
    shelf = Shelf([Layer("shipped", shipped_folder()), Layer("own", own)], advise=False)
    if piecemeal:
        shelf.begin()
    else:
        shelf.refresh()
    return shelf


async def look(player: Player) -> None:
    """What the thread does twice a second."""
    follower = player.app.files
    follower._pause = lambda _: None
    follower.look()
    await player.pilot.pause()


def many(own: Path) -> None:
    for number in range(library_module.MANY + 1):
        (own / f"own-{number}.toml").write_text(ROUTINE.replace('"mine"', f'"own-{number}"'))


async def choose(player: Player, line: str) -> None:
    while player.highlighted() != line:
        await player.press("down")


# --- Home -------------------------------------------------------------------------------------------------------------


async def test_a_routine_that_is_added_appears_and_one_that_is_deleted_goes(play: Play, own: Path) -> None:
    async with play(shelf=shelf_of(own)) as player:
        (own / "more.toml").write_text(ROUTINE.replace('"mine"', '"more"').replace("Mine", "More"))
        await look(player)
        assert {"mine", "more"} <= set(player.listed())
        (own / "mine.toml").unlink()
        await look(player)
        assert "mine" not in player.listed()
        assert "more" in player.listed()


async def test_the_filter_the_chosen_line_and_the_scroll_stay(play: Play, own: Path) -> None:
    for number in range(30):
        (own / f"own-{number}.toml").write_text(ROUTINE.replace('"mine"', f'"own-{number}"'))
    async with play(shelf=shelf_of(own)) as player:
        await player.type("alone")
        await choose(player, "own-20")
        for _ in range(3):
            await player.press("up")
        chosen, row = player.highlighted(), row_of(player)
        (own / "own-10.toml").unlink()
        (own / "aa.toml").write_text(ROUTINE.replace('"mine"', '"aa"').replace("Mine alone", "A alone"))
        (own / "bb.toml").write_text(ROUTINE.replace('"mine"', '"bb"').replace("Mine alone", "B alone"))
        await look(player)
        assert (player.highlighted(), row_of(player)) == (chosen, row)
        assert "alone" in player.shown("filter")
        (own / f"{chosen}.toml").unlink()
        await look(player)
        assert row_of(player) == row
        assert player.highlighted() != chosen


def row_of(player: Player) -> int:
    """The row of the window in which the chosen line stands."""
    routines = player.screen.query_one(OptionList)
    return (routines.highlighted or 0) - round(routines.scroll_y)


async def test_what_is_chosen_tells_what_it_has_become(play: Play, own: Path) -> None:
    async with play(shelf=shelf_of(own)) as player:
        await choose(player, "mine")
        (own / "mine.toml").write_text(ROUTINE.replace("What my physio", "What nobody"))
        await look(player)
        assert "What nobody" in player.shown("about")


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (160, 50)])
async def test_a_broken_file_has_a_badge_and_its_message_and_both_go(
    play: Play, own: Path, size: tuple[int, int]
) -> None:
    async with play(shelf=shelf_of(own), size=size) as player:
        await player.type("mine")
        (own / "mine.toml").write_text(BROKEN)
        await look(player)
        assert player.listed() == ["mine"]
        assert "✕ broken" in player.text()
        assert player.shown("about").startswith("mine.toml:11:1: step 1 (plank)")
        assert "last good version stays in use" in player.shown("about")
        assert player.shown("trouble") == "1 file is broken: ✕ in the list."
        (own / "mine.toml").write_text(ROUTINE)
        await look(player)
        assert "broken" not in player.text()
        assert player.shown("trouble") == ""


@pytest.mark.parametrize("name", ["never.toml", "Not an id.toml", "exercises/never.toml"])
async def test_a_file_that_never_was_good_has_a_line_of_its_own(play: Play, own: Path, name: str) -> None:
    async with play(shelf=shelf_of(own)) as player:
        (own / "exercises").mkdir()
        (own / name).write_text('"[b]x')
        await look(player)
        await player.type("broken")
        assert player.listed() == [f"broken:{own / name}"]
        assert Path(name).name in player.text()
        assert player.shown("about").startswith(f"{Path(name).name}:1:")
        assert "not in use until" in player.shown("about")
        await player.press("enter")
        assert player.at == "Ask"
        assert Path(name).name in player.text()
        await player.press("escape")
        (own / name).unlink()
        await look(player)
        assert player.listed() == []


async def test_a_broken_copy_of_a_shipped_routine_leaves_the_shipped_one_in_use(play: Play, own: Path) -> None:
    async with play(shelf=shelf_of(own)) as player:
        (own / "psoas-care.toml").write_text("[")
        await look(player)
        await player.type("psoas care")
        assert player.listed() == ["psoas-care"]
        assert "The shipped version is in use meanwhile." in player.shown("about")
        await player.press("enter")
        assert player.at == "Ready"


# --- Ready ------------------------------------------------------------------------------------------------------------


async def test_ready_plans_anew_and_keeps_what_was_answered(play: Play, own: Path) -> None:
    async with play(shelf=shelf_of(own), routine="mine", size=(40, 12)) as player:
        await player.press("3", "m", "down", "down")
        before = player.screen.query_one("#plan", VerticalScroll).scroll_y
        minutes = player.screen._choices.minutes  # type: ignore[attr-defined]
        (own / "mine.toml").write_text(ROUTINE.replace("hold = 20", "hold = 25"))
        await look(player)
        assert player.screen.query_one("#pain", Question).value == 3
        assert player.screen._choices.minutes == minutes is not None  # type: ignore[attr-defined]
        assert player.screen.query_one("#plan", VerticalScroll).scroll_y == before
        assert player.screen._choices.plan.steps[0].dose.hold_s == 25  # type: ignore[attr-defined]
        assert player.shown("hint") == "Your file changed: Plank 2 × 25 s, was 2 × 20 s."
        await player.press("enter")
        assert player.state.plan.steps[0].dose.hold_s == 25  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("change", "note"),
    [
        (lambda text: text, ""),
        (lambda text: text.replace('about = "What', 'about = "Not what'), ""),
        (lambda text: text.replace('"bridge"', '"dead-bug"'), "Your file changed: Dead bug is new; Bridge is gone."),
        (lambda text: text.replace("Mine alone", "Ours"), "Your file changed: Ours is its name now."),
        (
            lambda text: text.replace("hold = 20", "hold = 25").replace("8", "9") + '\n[[step]]\nexercise = "plank"\n',
            "Your file changed: Plank 2 × 25 s, was 2 × 20 s; Bridge 2 × 9 reps, was 2 × 8 reps; and 1 more.",
        ),
        (
            lambda text: text.replace('["acute", "recovery", "maintenance"]', '["maintenance"]'),
            "Your file changed: not",
        ),
        (lambda text: text.replace("sets = 2", "sets = -2"), ""),
    ],
)
async def test_a_short_note_says_what_changed(play: Play, own: Path, change: Callable[[str], str], note: str) -> None:
    async with play(shelf=shelf_of(own), routine="mine") as player:
        (own / "mine.toml").write_text(change(ROUTINE) + "#")
        await look(player)
        assert player.at == "Ready"
        assert player.shown("hint").startswith(note)
        assert bool(player.shown("hint")) == bool(note)


async def test_a_routine_that_is_deleted_under_ready_leads_home(play: Play, own: Path) -> None:
    async with play(shelf=shelf_of(own), routine="mine") as player:
        (own / "mine.toml").unlink()
        await look(player)
        assert player.at == "Home"
        assert "This routine is gone" in player.text()


async def test_a_swap_stays_with_its_step_or_goes(play: Play, own: Path) -> None:
    async with play(shelf=shelf_of(own), routine="mine") as player:
        screen = player.screen
        screen._choices._swaps = {0: "dead-bug", 1: "clamshell"}  # type: ignore[attr-defined]
        (own / "mine.toml").write_text(ROUTINE.replace('"bridge"', '"side-plank"'))
        await look(player)
        assert screen._choices._swaps == {0: "dead-bug"}  # type: ignore[attr-defined]


# --- other screens ----------------------------------------------------------------------------------------------------


async def test_a_session_under_way_is_untouched_and_nobody_looks_meanwhile(play: Play, own: Path) -> None:
    async with play(shelf=shelf_of(own), routine="mine", at="session") as player:
        plan, library = player.state.plan, player.training.library
        assert not player.app.files._awake.is_set()
        (own / "mine.toml").write_text(ROUTINE.replace("hold = 20", "hold = 25"))
        await look(player)  # as if it had begun before the session did
        assert player.training.library is library
        assert player.state.plan is plan
        assert player.state.status is Status.RUNNING
        await player.wait(600)
        assert player.at == "PainCheck"
        assert player.app.files._awake.is_set()
        assert player.training.library is not library


async def test_the_pain_check_goes_on(play: Play, own: Path) -> None:
    async with play([missed(0.1, "mine")], shelf=shelf_of(own)) as player:
        await choose(player, "unanswered")
        await player.press("enter", "0", "0")
        (own / "mine.toml").unlink()
        await look(player)
        assert player.at == "PainCheck"
        await player.press("3")
        assert player.at == "VerdictScreen"
        assert (player.last().worst, player.last().after, player.last().effort) == (0, 0, 3)


async def test_files_that_the_app_changed_itself_are_in_use_at_once(play: Play, own: Path) -> None:
    async with play(shelf=shelf_of(own)) as player:
        path = own / "more.toml"
        for name in ("More", "Most"):
            path.write_text(ROUTINE.replace('"mine"', '"more"').replace("Mine alone", name))
            player.app.reread([path])
            assert player.training.catalogue.routines["more"].name == name
        assert "more" in player.listed()


# --- settings ---------------------------------------------------------------------------------------------------------


async def test_settings_changed_by_hand_take_effect_and_are_not_written(play: Play, own: Path) -> None:
    path = own / "settings.toml"
    async with play(shelf=shelf_of(own), settings=Settings(), settings_path=path) as player:
        text = '# mine\n[look]\ntheme = "light"\n[sound]\nvoice = "on"\n'
        path.write_text(text)
        await look(player)
        assert player.app.theme == theme_name(Theme.LIGHT, player.training.settings.contrast)
        assert player.training.settings.voice is VoiceChoice.ON
        assert path.read_text() == text


async def test_the_settings_screen_shows_what_was_changed_by_hand(play: Play, own: Path) -> None:
    path = own / "settings.toml"
    async with play(shelf=shelf_of(own), settings=Settings(), settings_path=path) as player:
        player.app.go.settings()
        await player.pilot.pause()
        path.write_text("# mine\n[session]\nget_ready = 33\n")
        await look(player)
        assert player.at == "SettingsScreen"
        assert "33 s" in player.text()
        assert "yours is kept as settings.toml.old" in player.shown("note")


async def test_broken_settings_leave_the_last_and_say_so(play: Play, own: Path) -> None:
    path = own / "settings.toml"
    path.write_text('[look]\ntheme = "light"\n')
    async with play(shelf=shelf_of(own), settings=read_settings(path)[0], settings_path=path) as player:
        path.write_text('[look]\ntheme = "[b]blue"\n')
        await look(player)
        assert player.training.settings.theme is Theme.LIGHT
        assert "settings.toml:2:1: " in player.text()
        assert any("Your last settings stay in use." in each.message for each in player.app._notifications)
        assert "[b]blue" in player.shown("trouble")


# --- records ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


def kept_in(database: Path) -> ResilientStore:
    return ResilientStore(lambda: SqliteStore(database))


def log_elsewhere(database: Path, *entries: Entry) -> None:
    """What another coach of the runner does, or a command."""
    with closing(SqliteStore(database)) as other:
        other.add(entries)


async def test_what_is_done_elsewhere_counts_on_home_and_under_ready(play: Play, own: Path, database: Path) -> None:
    async with play(shelf=shelf_of(own), kept=kept_in(database), database=database) as player:
        await look(player)
        await choose(player, "psoas-care")
        await player.press("enter")
        assert player.at == "Ready"
        assert player.screen._choices.plan.allowed  # type: ignore[attr-defined]
        log_elsewhere(database, session(0.1, worst=7, after=5))
        await look(player)
        assert not player.screen._choices.plan.allowed  # type: ignore[attr-defined]
        await player.press("escape")
        assert "It was red" in player.text()
        log_elsewhere(database, Event(at=NOW, kind=EventKind.RED_FLAG, flags=("saddle-numbness",), id="flag"))
        await look(player)
        assert "TRAINING IS LOCKED" in player.text()


async def test_a_session_under_way_is_left_and_afterwards_it_counts(play: Play, own: Path, database: Path) -> None:
    async with play(
        shelf=shelf_of(own), kept=kept_in(database), database=database, routine="mine", at="session"
    ) as player:
        log_elsewhere(database, session(0.1, worst=7, after=5))
        await look(player)
        assert player.at == "SessionScreen"
        await player.wait(3600)
        assert player.at == "PainCheck"
        await look(player)
        assert len(player.training.history().entries) == 2


# --- many files -------------------------------------------------------------------------------------------------------


async def read_on(player: Player) -> None:
    """What the thread does first."""
    player.app.files.read_rest()
    await player.pilot.pause()


async def test_home_is_there_before_many_files_are_read(play: Play, own: Path) -> None:
    many(own)
    async with play([missed(2)], shelf=shelf_of(own, piecemeal=True)) as player:
        assert player.shown("why") == f"Reading your files: 0 of {library_module.MANY + 2:,}"
        assert "psoas-care" in player.listed()
        assert "mine" not in player.listed()
        assert "unanswered" not in player.listed()
        assert "phase" not in player.shown("due")
        assert " min " not in player.text()
        player.app.files._tell_progress((40, library_module.MANY + 2))
        await player.pilot.pause()
        assert player.shown("why").startswith("Reading your files: 40 of")
        await read_on(player)
        assert player.highlighted() == player.training.today.suggestion().routine == player.listed()[0]
        assert "mine" in player.listed()
        assert player.shown("why") == player.training.today.suggestion().why
        assert " min " in player.text()


async def test_whoever_has_moved_meanwhile_stays_where_they_are(play: Play, own: Path) -> None:
    many(own)
    async with play(shelf=shelf_of(own, piecemeal=True)) as player:
        await choose(player, "desk-break")
        await read_on(player)
        assert player.highlighted() == "desk-break"


async def test_of_what_waits_for_the_files_only_the_last_is_done(play: Play, own: Path) -> None:
    """A key pressed twice would open a screen twice over, or begin two sessions."""
    many(own)
    async with play(shelf=shelf_of(own, piecemeal=True)) as player:
        await player.press("f2", "f2")
        await read_on(player)
        assert [type(screen).__name__ for screen in player.app.screen_stack] == ["Home", "WeeksScreen"]
    async with play(shelf=shelf_of(own, piecemeal=True)) as player:
        player.app.go.take_break("mine")
        player.app.go.take_break("mine")
        await read_on(player)
        assert player.at == "SessionScreen"
        assert len(player.training.store.checkpoints()) == 1


async def test_nothing_begins_before_all_is_read_and_then_the_right_plan_is_there(play: Play, own: Path) -> None:
    many(own)
    (own / "desk-break.toml").write_text(ROUTINE.replace('"mine"', '"desk-break"'))
    async with play(shelf=shelf_of(own, piecemeal=True), routine="desk-break") as player:
        await player.press("2", "enter")
        assert player.at == "Ready"
        assert player.shown("hint") == "Still reading your files; a moment."
        await player.press("w")
        assert player.at == "Ready"
        await read_on(player)
        assert player.shown("hint") == "All your files are read."
        assert [step.exercise.id for step in player.screen._choices.plan.steps] == ["plank", "bridge"]  # type: ignore[attr-defined]
        assert "Mine alone" in player.shown("title")
        assert player.screen.query_one("#pain", Question).value == 2
        await player.press("enter")
        assert player.state.plan.name == "Mine alone"


async def test_a_session_is_gone_on_with_once_all_is_read(play: Play, own: Path) -> None:
    many(own)
    async with play(shelf=shelf_of(own), routine="mine", at="session") as player:
        store = player.training.store
    async with play(store=store, shelf=shelf_of(own, piecemeal=True)) as player:
        assert player.at == "Ask"
        await player.press("enter")
        assert player.at == "Home"
        await read_on(player)
        assert player.at == "SessionScreen"


async def test_without_a_thread_everything_is_read_all_the_same(
    play: Play, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_more(_: object) -> None:
        raise RuntimeError("can't start new thread")

    many(own)
    async with play(shelf=shelf_of(own, piecemeal=True)) as player:
        monkeypatch.setattr("coach.tui.flow.file_watcher.Thread.start", no_more)
        player.app.files.start()
        await player.pilot.pause()
        assert "mine" in player.listed()


async def test_the_thread_reads_hands_over_and_ends(play: Play, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.tui.flow.file_watcher.EVERY_S", 0.0)
    many(own)
    async with play(shelf=shelf_of(own, piecemeal=True)) as player:
        follower: FileWatcher = player.app.files
        follower.start()
        thread = follower._thread
        assert thread is not None
        follower.close()
        assert not thread.is_alive()


async def test_an_app_that_stays_open_has_its_copy_of_the_day_and_none_for_being_opened(
    play: Play, own: Path, database: Path
) -> None:
    log_elsewhere(database, session(3))
    async with play(shelf=shelf_of(own), kept=kept_in(database), database=database) as player:
        await look(player)
        await look(player)
        assert list_backups(database) == ()
        log_elsewhere(database, session(1))
        await look(player)
        assert [backup.records for backup in list_backups(database)] == [2]
        log_elsewhere(database, session(0.5))
        await look(player)
        assert len(list_backups(database)) == 1
