"""Builds the objects for one runner: the library's layers, the settings, the database and a clock.

The one place that decides which store and which clock are used. Left out: what is done with them.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import Struct, field
from msgspec.structs import replace

from coach.domain.records.profile import LEARNED_KEY, NOT_AT_HAND_KEY, PROFILE_KEY, RENAMED_KEY
from coach.library.disk.last_good import LAST_GOOD_FOLDER, Kept
from coach.library.disk.layers import CHANGING, SETTINGS, Layer, config_folder, group_in_use, layers
from coach.library.formats.settings.settings_file import Settings, read_settings
from coach.library.shelf.kept_library import KeptShelf, compiled_folder
from coach.library.toml.diagnostics import Diagnostic
from coach.services.keeping.kept_standing import key_under
from coach.services.training import Training
from coach.store import Store
from coach.store.memory import MemoryStore
from coach.store.paths import TEAM_VARIABLE, default_path
from coach.store.protocol import RestorableCopy
from coach.store.resilient import ResilientStore
from coach.system.clock import SystemClock

if TYPE_CHECKING:
    from coach.library.shelf.library import Shelf
    from coach.store.offering import NetworkOffer

WAIT_FOR_DATABASE_S = 0.5
"""Seconds to wait for a locked database. Another coach writes for milliseconds; longer would delay a countdown."""


class Wish(Struct, frozen=True):
    """The options from the command line, or from whoever starts a coach.

    ``routines``: the folder of the last layer. ``speed`` above 1 rehearses, and stores nothing unless ``record``.
    ``hosted``: the runner is a guest of this machine, who gets the coach and nothing else of it. ``piecemeal``: many
    files may be left to be read later by ``RunnerFiles``, for a caller that can wait for them.
    """

    routines: Path | None = None
    profile: str | None = None
    speed: float = 1.0
    record: bool = False
    hosted: bool = False
    piecemeal: bool = False


class Coach(Struct, frozen=True):
    """One runner's training with the store behind it, and what is wrong with their files.

    ``kept``: the store on disk, None for a rehearsal. ``settings_path``: where changed settings are written, None:
    nowhere; ``wrong``: the diagnostics of that file. ``shelf``: the files of the library, to be read again;
    ``routines``: the folder of its last layer. ``hosted``: no shell, no editor, no program named in a setting, and no
    file outside the profile. ``notices``: sentences to show at the start. ``profile``: whose training it is, None: of
    the runner who uses no profile. ``team``: the runners who share their page with this one, as the host says.
    ``database``: the file that other coaches may change, None: there is none. ``offers_copy``: returns a backup that
    may replace a damaged database, or None.
    """

    training: Training
    diagnostics: tuple[Diagnostic, ...]
    kept: ResilientStore | None
    settings_path: Path | None = None
    shelf: "Shelf" = field(default_factory=lambda: _shelf((), None))
    hosted: bool = False
    notices: tuple[str, ...] = ()
    profile: str | None = None
    team: tuple[str, ...] = ()
    routines: Path | None = None
    wrong: tuple[Diagnostic, ...] = ()
    database: Path | None = None
    offers_copy: Callable[[], RestorableCopy | None] | None = None


def assemble(wish: Wish) -> Coach:
    """Build a coach for these options.

    Raises StoreError for an impossible profile name, and UnreadError for a rehearsal when the history cannot be read.
    """
    path = default_path(wish.profile)
    if os.path.lexists(config_folder() / CHANGING):  # a change of several files was interrupted
        from coach.library.packs.transaction import recover

        recover()
    settings_path = config_folder() / SETTINGS
    settings, wrong = settings_in(settings_path, hosted=wish.hosted)
    folder = path.parent / LAST_GOOD_FOLDER
    last_good = Kept(folder)
    shelf = _shelf(layers_for(settings, wish.routines), None if wish.hosted else folder, last_good)
    library = shelf.begin() if wish.piecemeal else shelf.refresh()
    kept = ResilientStore(lambda: _open(path))
    rehearses = wish.speed != 1 and not wish.record
    store: Store = _copy(kept) if rehearses else kept
    training = Training(library, store, SystemClock(wish.speed), settings)
    training.lesson_layers, training.lessons_kept = (lambda: tuple(shelf.layers)), last_good
    kept.key = lambda *made_under: "" if shelf.unread else key_under(training.catalogue)(*made_under)
    if wish.profile is not None and not rehearses:
        training.changed = lambda: _show_helpers(training, wish.profile)
    return Coach(
        training,
        (*library.diagnostics, *wrong),
        None if rehearses else kept,
        settings_path=settings_path,
        shelf=shelf,
        hosted=wish.hosted,
        profile=wish.profile,
        team=tuple(filter(None, os.environ.get(TEAM_VARIABLE, "").split(","))),
        routines=wish.routines,
        wrong=wrong,
        database=None if rehearses else path,
        offers_copy=None if rehearses else _offer(path, kept),
    )


def _shelf(layers: Iterable[Layer], folder: Path | None, last_good: Kept | None = None) -> "Shelf":
    """The shelf for these layers. ``folder``: where the whole library is cached; None: nowhere, as with a guest.

    A guest's coach is forked from a process that has already read everything that is shipped.
    """
    if folder is None or last_good is None:
        from coach.library.shelf.library import Shelf

        return Shelf(layers, last_good, advise=False)
    return cast("Shelf", KeptShelf(layers, last_good, folder, compiled_folder()))


def _offer(path: Path, kept: ResilientStore) -> Callable[[], RestorableCopy | None]:
    known: NetworkOffer | None = None

    def offer() -> RestorableCopy | None:
        nonlocal known
        if known is None:
            from coach.store.offering import NetworkOffer  # imported late: needed only in trouble

            known = NetworkOffer(path, kept.let_file_go, SystemClock().now)
        return known.copy()

    return offer


def _show_helpers(training: Training, profile: str | None) -> None:
    """Update the page that helpers see, because records changed."""
    from coach.services.sharing import Sharing  # imported late: most share with nobody

    Sharing(training, profile).refresh()


def layers_for(settings: Settings, routines: Path | None) -> tuple[Layer, ...]:
    """The layers for these settings. ``routines``: the folder of the last one."""
    return layers(routines, group=group_in_use(settings.group))


def settings_in(path: Path, *, hosted: bool) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings in a file and its diagnostics. A guest's command is dropped: they start no program on the host."""
    settings, wrong = read_settings(path)
    return (replace(settings, command=()) if hosted else settings), wrong


def _open(path: Path) -> Store:
    from coach.store.database.sqlite import SqliteStore  # imported late: only when the store is used

    return SqliteStore(path, busy_timeout_s=WAIT_FOR_DATABASE_S)


def _copy(store: Store) -> MemoryStore:
    """A store for a rehearsal: a copy of the history in memory; what is added to it is not stored."""
    copy, history = MemoryStore(), store.history()
    copy.add(history.entries)
    copy.take_unreadable(history.unreadable)
    copy.set_start(history.start)
    for key in (PROFILE_KEY, NOT_AT_HAND_KEY, LEARNED_KEY, RENAMED_KEY):
        fact = store.read(key)
        if fact is not None:
            copy.write(key, fact)
    store.close()
    return copy
