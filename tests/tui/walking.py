"""Walks every screen in a state that was drawn, and reads all that stands there.

Left out: the state (``tests.states``), and what no text may hold (``wording``).
"""

import random
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from textual.widgets import OptionList

from coach.domain.activity_log.logged_kinds import ACTIVITIES, thing_of
from coach.domain.records.entries import Walk, is_judged
from coach.store.memory import MemoryStore
from coach.tui.screens.log import LogScreen
from tests.states import State, fill, library
from tests.wording import marks

from .playing import Player, playing

SIZES = ((40, 12), (80, 24), (120, 40), (160, 50), (160, 60), (60, 20), (100, 12), (45, 60))
ANSWERS = ("0", "1", "2", "3", "5", "8", "t", "s", "s", "enter", "enter", "down", "up", "left", "right", "tab", "space")
"""What is pressed where questions are asked."""
_LEAVES_OR_WRITES = {"ctrl+q", "ctrl+e", "ctrl+s", "f", "ctrl+n", "ctrl+p", "ctrl+t", "q"}
"""Keys that are left out of the drawn ones: the way out, the editor, files."""

Go = Callable[[Player, random.Random], Awaitable[None]]


def opened(
    state: State, size: tuple[int, int], settings_path: Path | None = None
) -> AbstractAsyncContextManager[Player]:
    """An app of this runner."""
    store = MemoryStore()
    fill(state, store)
    store.take_unreadable(state.unreadable)
    return playing(
        store=store,
        now=state.now,
        size=size,
        library=library(),
        settings=state.settings,
        profile="anna",
        team=("ben",),
        settings_path=settings_path,
    )


def look(player: Player) -> None:
    """Read the screen on top. Raises AssertionError when something broke, or stands there that is not to be read."""
    app = player.app
    assert app.fault is None, app.fault
    if not app._running or not app.screen_stack:
        return
    rows = player.rows()
    found = [wrong for row in rows for wrong in marks(row, drawn=True)]
    assert not found, (player.at, found, rows)


async def press(player: Player, *keys: str) -> None:
    """Press keys and read what stands there after each."""
    for key in keys:
        await player.press(key)
        look(player)


async def down_the_list(player: Player) -> None:
    """Choose every line of the list that is shown, one after the other; then scroll to the very end."""
    await press(player, "home")
    for lists in list(player.screen.query(OptionList))[:1]:
        for _ in range(sum(not option.disabled for option in lists.options)):
            await press(player, "down")
    await press(player, "end")


async def meddle(player: Player, chance: random.Random, times: int = 5) -> None:
    """Press some of the keys that this screen has now, and answers."""
    for _ in range(times):
        own = sorted(
            {each.binding.key for each in player.screen.active_bindings.values() if each.enabled} - _LEAVES_OR_WRITES
        )
        if own and player.app._running:
            await press(player, chance.choice([chance.choice(own), chance.choice(ANSWERS)]))


async def home(player: Player) -> None:
    """Go home; a session under way is ended first."""
    for _ in range(12):
        if player.app.is_between_sessions:
            break
        player.clock.move(5)
        await press(player, "escape") if player.at != "SessionScreen" else await press(player, "q", "n")
    player.app.go.home()
    await player.pilot.pause()
    look(player)


async def _home(player: Player, _: random.Random) -> None:
    await down_the_list(player)


async def _filtered(player: Player, chance: random.Random) -> None:
    await player.type(chance.choice(["run", "five", "laps", "zz", "course"]))
    look(player)
    await press(player, "down", "escape")


async def _ready(player: Player, chance: random.Random) -> None:
    for name in chance.sample([*player.training.catalogue.routines], 6):
        player.app.go.ready(name)
        await player.pilot.pause()
        look(player)
        await press(player, "pagedown", "m", "down")
        if chance.random() < 0.3:
            await press(player, "o", "escape", "k", "enter", "w", "escape")
        await home(player)


async def _weeks(player: Player, chance: random.Random) -> None:
    player.app.go.weeks()
    await player.pilot.pause()
    await press(player, *"123456", "pagedown", "1", "e", "l")
    for _ in range(4):
        await press(
            player, *[chance.choice(["left", "up", "right"]) for _ in range(3)], "enter", "down", "left", "right"
        )
        await press(player, "escape")
        if player.at != "WeeksScreen":
            break


async def _days(player: Player, chance: random.Random) -> None:
    from coach.tui.weeks.day import DayScreen

    days = sorted({entry.at.date() for entry in player.records()} | {player.clock.now().date()})
    for day in chance.sample(days, min(5, len(days))):
        player.app.push_screen(DayScreen(day))
        await player.pilot.pause()
        look(player)
        await down_the_list(player)
        await press(player, chance.choice(["e", "n", "t", "a", "d", "u"]), "down", "right", "escape", "escape")
        await home(player)


async def _log(player: Player, chance: random.Random) -> None:
    player.app.go.log()
    await player.pilot.pause()
    await down_the_list(player)
    catalogue = player.training.catalogue
    words = ["run", "walk", *ACTIVITIES, *catalogue.routines]
    for word in chance.sample(words, 6):
        await home(player)
        thing = thing_of(word, catalogue)
        assert thing is not None
        player.app.push_screen(LogScreen(thing, player.training))
        await player.pilot.pause()
        look(player)
        for _ in range(18):
            if player.at != "LogScreen":
                break
            await press(player, chance.choice(["0", "1", "2", "s", "enter", "enter", "3", "t", "right"]))


async def _verdicts(player: Player, chance: random.Random) -> None:
    records = [entry for entry in player.training.history().entries if is_judged(entry)]
    for record in chance.sample(records, min(3, len(records))):
        player.app.go.verdict(record)
        await player.pilot.pause()
        look(player)
        await press(player, "down", "pagedown")
        player.app.go.pain_check(record)
        await player.pilot.pause()
        look(player)
        await press(player, *[chance.choice(ANSWERS[:11]) for _ in range(9)])
        await home(player)
    walks = [entry for entry in player.training.history().entries if isinstance(entry, Walk)]
    if walks:
        player.app.go.ask_about(walks[-1])
        await player.pilot.pause()
        look(player)


def _at(go: Callable[[Player], None], *, listed: bool = False) -> Go:
    async def there(player: Player, chance: random.Random) -> None:
        go(player)
        await player.pilot.pause()
        look(player)
        if listed:
            await down_the_list(player)
        await meddle(player, chance)

    return there


async def _quiz(player: Player, chance: random.Random) -> None:
    from coach.tui.screens.quiz import QuizScreen

    player.app.push_screen(QuizScreen())
    await player.pilot.pause()
    for _ in range(6):
        await press(player, chance.choice("1234"), "enter")


async def _course(player: Player, chance: random.Random) -> None:
    player.app.go.course()
    await player.pilot.pause()
    await press(player, "pagedown", "right", "pagedown", "right", "end", "right", "right")
    await meddle(player, chance)


async def _palette(player: Player, chance: random.Random) -> None:
    player.app.action_command_palette()
    await player.pilot.pause()
    await player.type(chance.choice(["run", "ill", "learn", "mo"]))
    look(player)
    await press(player, "down", "escape", "escape")


async def _help(player: Player, chance: random.Random) -> None:
    places: list[Callable[[], None]] = [
        player.app.go.home, lambda: player.app.go.ready("return-to-run"), player.app.go.weeks, player.app.go.settings,
        player.app.go.you, player.app.go.course, player.app.go.ahead, player.app.go.learn, player.app.go.report,
    ]  # fmt: skip
    for go in chance.sample(places, 4):
        await home(player)
        go()
        await player.pilot.pause()
        await press(player, "question_mark", "pagedown", "pagedown", "end", "escape")


async def _session(player: Player, chance: random.Random) -> None:
    if not player.app.is_between_sessions:
        return
    plans = [
        player.training.today.as_begun(player.training.today.plan(each)) for each in player.training.catalogue.routines
    ]
    open_ones = [plan for plan in plans if plan.allowed and plan.asked]
    if not open_ones:
        return
    from coach.domain.records.entries import CheckIn

    player.app.session.begin(chance.choice(open_ones), CheckIn(before=1))
    await player.pilot.pause()
    look(player)
    for _ in range(8):
        if player.at != "SessionScreen" or player.state.is_over:
            break
        await player.wait(chance.choice([3, 11, 45]))
        look(player)
        if player.at == "SessionScreen":
            await press(player, chance.choice(["space", "n", "b", "enter", "e", "d", "space"]))
    if player.at == "SessionScreen":
        await press(player, "q", "n")
    await press(player, *[chance.choice(ANSWERS[:11]) for _ in range(8)], "enter")


def _today(player: Player) -> None:
    due = player.training.today.suggestion().routine
    if due is not None:
        player.app.go.ready(due)


PLACES: dict[str, Go] = {
    "home": _home,
    "home, filtered": _filtered,
    "ready": _ready,
    "weeks": _weeks,
    "days": _days,
    "report": _at(lambda player: player.app.go.report()),
    "ahead": _at(lambda player: player.app.go.ahead()),
    "unanswered": _at(lambda player: player.app.go.unanswered()),
    "learn": _at(lambda player: player.app.go.learn(), listed=True),
    "card": _at(lambda player: player.app.go.learn("in-a-stride")),
    "card offer": _at(lambda player: player.app.go.offer_card()),
    "quiz": _quiz,
    "settings": _at(lambda player: player.app.go.settings(), listed=True),
    "you": _at(lambda player: player.app.go.you()),
    "share": _at(lambda player: player.app.go.share()),
    "team": _at(lambda player: player.app.go.team()),
    "help": _help,
    "palette": _palette,
    "due": _at(_today),
    "verdicts": _verdicts,
    "measure": _at(lambda player: player.app.go.measure()),
    "log": _log,
    "remove": _at(lambda player: player.app.go.remove(), listed=True),
    "bring back": _at(lambda player: player.app.go.bring_back()),
    "settle": _at(lambda player: player.app.go.settle()),
    "signs": _at(lambda player: player.app.go.signs()),
    "unlock": _at(lambda player: player.app.go.unlock()),
    "kit ahead": _at(lambda player: player.app.go.kit_ahead()),
    "overlong": _at(lambda player: player.app.go.overlong()),
    "said yes": _at(lambda player: player.app.go.said_yes()),
    "stay": _at(lambda player: player.app.go.stay()),
    "walk": _at(lambda player: player.app.go.log_walk()),
    "still ill": _at(lambda player: player.app.go.still_ill()),
    "come back": _at(lambda player: player.app.go.come_back()),
    "pause": _at(lambda player: player.app.go.pause()),
    "propose": _at(lambda player: player.app.go.propose_course()),
    "course": _course,
    "session": _session,
    "home again": _home,
}
"""Each place, in an order in which the first ones change nothing."""


async def walk(player: Player, seed: int, places: Iterator[str] | None = None) -> None:
    """Walk these places, or all, each from Home. What is pressed follows from ``seed``."""
    look(player)
    await press(player, "down")
    for place in places or iter(PLACES):
        if not player.app._running:
            return
        await home(player)
        if player.app.is_between_sessions:
            try:
                await PLACES[place](player, random.Random(f"{seed} {place}"))
            except AssertionError as error:
                error.add_note(f"at {place}, seed {seed}")
                raise
