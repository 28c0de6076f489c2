"""What the commands share: opening and closing a coach, reporting mistakes in files, and refusing unknown names."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coach.cli.base.errors import RefusedError, complain
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
from coach.system.exit_codes import USAGE
from coach.system.guest import is_guest
from coach.system.invocation import unless_guest

if TYPE_CHECKING:
    from argparse import Namespace

    from coach.store.protocol import Store

_MOST_REPORTED = 20


def layers_of(args: "Namespace") -> tuple[Layer, ...]:
    """Return the layers by this command line and the runner's settings. Finishes interrupted file changes first."""
    make_up()
    own = read_settings(config_folder() / SETTINGS)[0].group
    return layers(args.routines, group=group_in_use(own))


@contextmanager
def opened_coach(
    args: "Namespace", *, speed: float = 1.0, record: bool = False, quiet: bool = False, piecemeal: bool = False
) -> Iterator[Coach]:
    """Open the coach that the command line asks for; at the end close its store, so that nothing entered is lost.

    ``quiet``: the front end itself shows mistakes in files. ``piecemeal``: it can have many files loaded later, bit by
    bit. Raises RefusedError for an unreadable history or an impossible profile name.
    """
    try:
        coach = assemble(Wish(args.routines, args.profile, speed, record, hosted=is_guest(), piecemeal=piecemeal))
    except UnreadError as error:  # from opening a rehearsal
        raise RefusedError(str(error)) from error
    except StoreError as error:  # the profile's name is not possible
        raise RefusedError(str(error), USAGE) from error
    if not quiet:
        report_problems(coach.diagnostics, coach.training.library)
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
    """Return the coach after reading its history. Raises UnreadError if that fails, so that it never looks empty."""
    coach.training.sessions.interrupted()  # first turns abandoned sessions into records
    coach.training.history()
    return coach


def refuse_unless_kept(coach: Coach, sentence: str) -> None:
    """Raise RefusedError if what was just entered is not on disk, and drop it: the runner must enter it again.

    The text is ``sentence`` and what is wrong.
    """
    if coach.kept is not None and coach.kept.trouble:
        trouble = coach.kept.trouble
        coach.kept.let_go()
        coach.kept.close()
        coach.kept.trouble = None  # it is part of this error's text
        raise RefusedError(f"{sentence} {trouble}")


def report_problems(diagnostics: Iterable[Diagnostic], library: Library) -> None:
    """Print the errors in files, and the files that are not used, to stderr, one per line. The rest stays in use."""
    errors = [*(each for each in diagnostics if each.severity == "error"), *library.copies]
    for diagnostic in errors[:_MOST_REPORTED]:
        print(diagnostic, file=sys.stderr)
    if len(errors) > _MOST_REPORTED:
        complain(f"and {len(errors) - _MOST_REPORTED} more.{unless_guest('All of them: coach check')}")


def warn_of_future(coach: Coach) -> None:
    """Print a warning to stderr if there are records from the future."""
    from coach.services.notices import of_the_future

    warning = of_the_future(coach)
    if warning:
        complain(warning)


def known_routine(name: str, library: Library, store: "Store | None" = None) -> str:
    """Return the name if it is a routine's id. Raises RefusedError with its file's problem, or with similar names.

    ``store``: where changed ids are recorded, to name the new one; None: that does not matter to the caller.
    """
    catalogue = library.catalogue
    if name in catalogue.routines:
        return name
    if name in catalogue.exercises:
        raise RefusedError(f"{name} is an exercise, not a routine. Its card: coach show {name}", USAGE)
    refuse_broken(name, library)
    refuse_renamed(name, store)
    names = {routine.id: routine.name for routine in catalogue.routines.values()}
    raise unknown_id(name, "routine", names, "coach list")


def refuse_broken(identity: str, library: Library) -> None:
    """Raise RefusedError if there are files of this id but none can be used, rather than say that there is none."""
    files = [broken for broken in library.broken if broken.id == identity]
    if files:
        names = ", ".join(broken.name for broken in files)
        raise RefusedError(f"{identity} cannot be used ({names}): {files[0].problem.message}")


def refuse_renamed(name: str, store: "Store | None") -> None:
    """Raise RefusedError if the runner has changed this id to another one; the text names it."""
    for now in present_ids(name, store):
        raise RefusedError(f'"{short(name)}" has another id now, as you wished: {now}', USAGE)


def present_ids(name: str, store: "Store | None") -> list[str]:
    """Return the present ids of the things that once had this id; empty if none was renamed."""
    from coach.domain.records.renamings import Renamed, Renamings
    from coach.store.renamings import stored_renamings

    made = Renamings(stored_renamings(store) if store is not None else ())
    ever = datetime.min.replace(tzinfo=UTC)
    found = (made.name(kind, name, ever) for kind in Renamed)
    return [now for now in found if now != name]


def unknown_id(name: str, what: str, names: dict[str, str], where: str) -> RefusedError:
    """Return the error for an unknown id, with similar ones. ``names``: all there are, by id.

    ``what``: the kind of thing. ``where``: the command that lists them.
    """
    close = _nearest(name, names)
    guess = f" Did you mean {listed(close, 'or')}?" if close else ""
    return RefusedError(f'there is no {what} "{short(name)}".{guess} All of them: {where}', USAGE)


def _nearest(name: str, names: dict[str, str], most: int = 3) -> list[str]:
    """Return the ids which, or whose name, are spelled like ``name`` or contain it."""
    wanted = name.strip().lower().replace("_", "-")
    if not wanted or len(wanted) > LONGEST_GUESS:
        return []
    spelled = {identity: identity for identity in names} | {text.lower(): identity for identity, text in names.items()}
    close = [spelled[match] for match in closest(wanted, spelled)]
    holding = [identity for text, identity in spelled.items() if wanted in text]
    return list(dict.fromkeys([*close, *holding]))[:most]
