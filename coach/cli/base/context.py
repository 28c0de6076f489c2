"""What the commands share: a coach opened and closed as wished, files' mistakes on stderr, names that nobody knows."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coach.cli.base.errors import USAGE, RefusedError, complain
from coach.domain.listing import listed
from coach.library.disk.layers import SETTINGS, Layer, config_folder, group_in_use, layers
from coach.library.formats.settings.settings_file import read_settings
from coach.library.packs.cut_short import make_up
from coach.library.shelf.in_use import Library
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.sanitize import short
from coach.library.toml.spelling import LONGEST_GUESS, closest
from coach.services.assembly import Coach, Wish, assemble
from coach.services.closing import farewell
from coach.store.protocol import StoreError, UnreadError
from coach.system.guest import is_guest
from coach.system.invocation import unless_guest

if TYPE_CHECKING:
    from argparse import Namespace

    from coach.store.protocol import Store

_MOST_REPORTED = 20


def layers_of(args: "Namespace") -> tuple[Layer, ...]:
    """The layers that this command line and the runner's settings name."""
    make_up()
    own = read_settings(config_folder() / SETTINGS)[0].group
    return layers(args.routines, group=group_in_use(own))


@contextmanager
def opened(
    args: "Namespace", *, speed: float = 1.0, record: bool = False, quiet: bool = False, piecemeal: bool = False
) -> Iterator[Coach]:
    """The coach that the command line asks for; at the end its store is closed, and nothing entered is lost.

    ``quiet``: the front end itself shows what is wrong with files. ``piecemeal``: it can wait for many of them.
    """
    try:
        coach = assemble(Wish(args.routines, args.profile, speed, record, hosted=is_guest(), piecemeal=piecemeal))
    except UnreadError as error:  # a rehearsal's
        raise RefusedError(str(error)) from error
    except StoreError as error:  # a profile's name that cannot be one
        raise RefusedError(str(error), USAGE) from error
    if not quiet:
        report(coach.diagnostics, coach.training.library)
    try:
        yield coach
    except UnreadError as error:
        farewell(coach, tells_trouble=False)
        raise RefusedError(str(error)) from error
    except BaseException:
        farewell(coach)
        raise
    farewell(coach)


def readable(coach: Coach) -> Coach:
    """The coach, its history seen to be readable. Raises UnreadError when it is not, lest it look empty."""
    coach.training.sessions.interrupted()  # sessions given up long ago become records first
    coach.training.history()
    return coach


def refuse_unless_kept(coach: Coach, sentence: str) -> None:
    """Raises RefusedError with what is wrong, when what was just said is not on disk: it is to be said again then."""
    if coach.kept is not None and coach.kept.trouble:
        trouble = coach.kept.trouble
        coach.kept.let_go()
        coach.kept.close()
        coach.kept.trouble = None  # it stands in this sentence
        raise RefusedError(f"{sentence} {trouble}")


def report(diagnostics: Iterable[Diagnostic], library: Library) -> None:
    """The errors in files, on stderr, a line each, and the files that are not used. What is right stays in use."""
    errors = [*(each for each in diagnostics if each.severity == "error"), *library.copies]
    for diagnostic in errors[:_MOST_REPORTED]:
        print(diagnostic, file=sys.stderr)
    if len(errors) > _MOST_REPORTED:
        complain(f"and {len(errors) - _MOST_REPORTED} more.{unless_guest('All of them: coach check')}")


def warn_of_future(coach: Coach) -> None:
    """Say once, on stderr, that there are records from the future."""
    from coach.services.notices import of_the_future

    warning = of_the_future(coach)
    if warning:
        complain(warning)


def known_routine(name: str, library: Library, store: "Store | None" = None) -> str:
    """The id of a routine. Raises RefusedError with what is wrong with its file, or with the nearest names.

    ``store``: where it is kept which ids the runner has changed; None: they are nothing to who asks.
    """
    catalogue = library.catalogue
    if name in catalogue.routines:
        return name
    if name in catalogue.exercises:
        raise RefusedError(f"{name} is an exercise, not a routine. Its card: coach show {name}", USAGE)
    refuse_broken(name, library)
    refuse_renamed(name, store)
    names = {routine.id: routine.name for routine in catalogue.routines.values()}
    raise unknown(name, "routine", names, "coach list")


def refuse_broken(identity: str, library: Library) -> None:
    """Raises RefusedError where there are files of this id, and none of them can be used: not that there is none."""
    files = [broken for broken in library.broken if broken.id == identity]
    if files:
        names = ", ".join(broken.name for broken in files)
        raise RefusedError(f"{identity} cannot be used ({names}): {files[0].problem.message}")


def refuse_renamed(name: str, store: "Store | None") -> None:
    """Raises RefusedError where the runner has given what was called so another id."""
    for now in called_now(name, store):
        raise RefusedError(f'"{short(name)}" has another id now, as you wished: {now}', USAGE)


def called_now(name: str, store: "Store | None") -> list[str]:
    """The ids that things once called so have now; none where nothing was renamed."""
    from coach.domain.records.renamings import Renamed, Renamings
    from coach.store.renamings import kept

    made = Renamings(kept(store) if store is not None else ())
    ever = datetime.min.replace(tzinfo=UTC)
    found = (made.name(kind, name, ever) for kind in Renamed)
    return [now for now in found if now != name]


def unknown(name: str, what: str, names: dict[str, str], where: str) -> RefusedError:
    """The refusal of a name that is no id; ``names`` are those there are, by id; ``where`` lists them."""
    close = _nearest(name, names)
    guess = f" Did you mean {listed(close, 'or')}?" if close else ""
    return RefusedError(f'there is no {what} "{short(name)}".{guess} All of them: {where}', USAGE)


def _nearest(name: str, names: dict[str, str], most: int = 3) -> list[str]:
    """The ids whose id or name is like ``name``, or holds it."""
    wanted = name.strip().lower().replace("_", "-")
    if not wanted or len(wanted) > LONGEST_GUESS:
        return []
    spelled = {identity: identity for identity in names} | {text.lower(): identity for identity, text in names.items()}
    close = [spelled[match] for match in closest(wanted, spelled)]
    holding = [identity for text, identity in spelled.items() if wanted in text]
    return list(dict.fromkeys([*close, *holding]))[:most]
