"""Where the monkey is put: every screen that has keys of its own, and what kind of app it lies in."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.domain.records.entries import CheckIn, Event, EventKind, Session, Unreadable
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.library import Shelf
from coach.store import Store
from coach.store.memory import MemoryStore
from coach.store.protocol import StoreError
from coach.store.resilient import ResilientStore

from .playing import NOW, Player, make, playing

Open = Callable[[Path], AbstractAsyncContextManager[Player]]
Go = Callable[[Player], None]


@dataclass(frozen=True)
class Place:
    """One place: ``open`` gives an app with files in a folder, ``go`` puts it there, where that can be done now."""

    go: Go
    open: Open


def _shelf(own: Path) -> Shelf:
    shelf = Shelf([Layer("shipped", shipped_folder()), Layer("own", own)], advise=False)
    shelf.refresh()
    return shelf


def _with_history(own: Path) -> AbstractAsyncContextManager[Player]:
    return playing(make.history(), profile="anna", team=("ben",), shelf=_shelf(own))


def _locked(own: Path) -> AbstractAsyncContextManager[Player]:
    flag = Event(id="e", at=NOW - timedelta(days=1), kind=EventKind.RED_FLAG, flags=("saddle-numbness",))
    return playing([*make.history(), flag], shelf=_shelf(own))


def _with_rows_that_cannot_be_read(own: Path) -> AbstractAsyncContextManager[Player]:
    store = MemoryStore()
    kinds = ("session", "run", "walk", "event", "what", "profile", "session", "event", "activity")
    store.take_unreadable(
        Unreadable(id=f"bad-{number}", at=NOW - timedelta(days=number), what=what, why="?", dated=number % 2 == 0)
        for number, what in enumerate(kinds)
    )
    return playing(make.history(), store=store, shelf=_shelf(own))


def _new(own: Path) -> AbstractAsyncContextManager[Player]:
    store = MemoryStore()
    return playing(kept=ResilientStore(lambda: store), is_new=True, is_first=True, shelf=_shelf(own))


def _unread(own: Path) -> AbstractAsyncContextManager[Player]:
    def busy() -> Store:
        raise StoreError("The database is in use by [another] program.")

    return playing(kept=ResilientStore(busy), shelf=_shelf(own))


# --- going there ----------------------------------------------------------------------------------------------------


def _when_free(go: Go) -> Go:
    """As a runner could: not out of a session, nor while something else must come first."""

    def there(player: Player) -> None:
        if player.app.is_between_sessions and not player.app.is_editing:
            go(player)

    return there


def _pain_check(player: Player) -> None:
    done = next((each for each in reversed(player.records()) if isinstance(each, Session)), None)
    if done is not None:
        player.app.go.pain_check(done)


def _verdict(player: Player) -> None:
    done = next((each for each in reversed(player.records()) if isinstance(each, Session)), None)
    if done is not None:
        player.app.go.verdict(done)


def _session(player: Player) -> None:
    plan = player.training.today.plan("psoas-care")
    if plan.allowed and plan.asked:
        player.app.session.begin(plan, CheckIn(before=1))


def _first_start(player: Player) -> None:
    from coach.tui.screens.first_start import FirstStart

    player.app.go.home()
    player.app.push_screen(FirstStart(player.training))


def _over_home(go: Go) -> Go:
    """Over Home and nothing else: it goes over whatever there is."""

    def there(player: Player) -> None:
        player.app.go.home()
        go(player)

    return there


def _quiz(player: Player) -> None:
    from coach.tui.screens.quiz import QuizScreen

    player.app.push_screen(QuizScreen())


def _stay(_: Player) -> None:
    """It stands there by itself."""


def _place(go: Go, open_app: Open = _with_history) -> Place:
    return Place(_when_free(go), open_app)


PLACES: dict[str, Place] = {
    "home": _place(lambda player: player.app.go.home()),
    "ready": _place(lambda player: player.app.go.ready("psoas-care")),
    "session": _place(_session),
    "pain check": _place(_pain_check),
    "verdict": _place(_verdict),
    "log": _place(lambda player: player.app.go.log()),
    "remove": _place(lambda player: player.app.go.remove()),
    "bring back": _place(lambda player: player.app.go.bring_back()),
    "first start": _place(_first_start, _new),
    "you": _place(lambda player: player.app.go.you()),
    "share": _place(lambda player: player.app.go.share()),
    "team": _place(lambda player: player.app.go.team()),
    "settings": _place(lambda player: player.app.go.settings()),
    "learn": _place(_over_home(lambda player: player.app.go.learn())),
    "card": _place(_over_home(lambda player: player.app.go.learn("in-a-stride"))),
    "quiz": _place(_over_home(_quiz)),
    "weeks": _place(lambda player: player.app.go.weeks()),
    "weeks, pain": _place(lambda player: player.app.go.weeks(1)),
    "measure": _place(lambda player: player.app.go.measure()),
    "unanswered": _place(lambda player: player.app.go.unanswered()),
    "report": _place(lambda player: player.app.go.report()),
    "card offer": _place(_over_home(lambda player: player.app.go.offer_card())),
    "editor": _place(lambda player: player.app.go.edit("routine", "psoas-care")),
    "new routine": _place(_over_home(lambda player: player.app.go.new_routine())),
    "palette": Place(lambda player: player.app.action_command_palette(), _with_history),
    "lock": _place(lambda player: player.app.go.unlock(), _locked),
    "unreadable rows": _place(lambda player: player.app.go.settle(), _with_rows_that_cannot_be_read),
    "unread history": Place(_stay, _unread),
}


def in_turn(kinds: Sequence[Any], places: Iterable[str] = tuple(PLACES)) -> list[Any]:
    """Every place (or whatever has names) with every kind: in each run one a place, in turn; the others in the soak."""
    return [
        pytest.param(
            *(place, kind),
            id=f"{place}-{_named(kind, turn)}",
            marks=() if turn == number % len(kinds) else pytest.mark.soak,
        )
        for number, place in enumerate(places)
        for turn, kind in enumerate(kinds)
    ]


def _named(kind: object, turn: int) -> str:
    match kind:
        case (int(width), int(height)):
            return f"{width}x{height}"
        case str() | int():
            return str(kind)
    return str(turn)
