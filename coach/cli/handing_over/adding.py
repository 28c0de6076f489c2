"""``coach add`` of several files, folders and packs: show them, ask once, add all or nothing.

Left out: adding a single file (``files.sharing``), working out what each becomes (``library.packs.intake``).
"""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from coach.cli.base.context import layers_of
from coach.cli.base.errors import RefusedError
from coach.cli.base.writing import tell
from coach.cli.files import sharing
from coach.cli.files.choosing import CHOICES, MOST_NAMED, choose_clash
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.listing import counted, few_listed
from coach.library.disk.layers import OWN_LAYER, ROUTINES, Layer, config_folder, is_folder
from coach.library.drafts.own_copy import keep_schemas, why_unwritable
from coach.library.formats.reading import Kind
from coach.library.formats.template import UnusualError
from coach.library.packs.intake import FilePlace, FileState, Intake, plan_intake
from coach.library.packs.pieces import Handed, handed_over, is_a_pack, twice
from coach.library.packs.transaction import BusyError, carry_out
from coach.library.shelf.clashes import ClashChoice
from coach.library.toml.diagnostics import has_errors
from coach.library.toml.sanitize import short
from coach.system.exit_codes import DONE
from coach.system.guest import is_guest
from coach.system.invocation import call

_ORDER: Sequence[Kind] = ("course", "routine", "exercise", "lessons")


def add(args: Namespace) -> int:
    """Add the files that somebody handed over: a single one, or all of several."""
    paths: list[Path] = args.files
    if len(paths) == 1 and not is_folder(paths[0]) and not is_a_pack(paths[0]):
        return sharing.add_one(args, paths[0])
    return _add_all(args, handed_over(paths))


def _add_all(args: Namespace, handed: Handed) -> int:
    wrong = [*handed.diagnostics, *twice(handed.pieces)]
    tell(wrong, handed.texts)
    for sentence in handed.left_out:
        print(sentence)
    if has_errors(wrong) or not handed.pieces:
        raise RefusedError("nothing was added: mend what stands above first.")
    known = layers_of(args)
    choice: ClashChoice | None = next((each for each in CHOICES if getattr(args, each)), None)
    intake = _taken(handed, known, choice)
    asks = not args.yes
    if intake.open and choice is None:
        _show(intake)
        choice = choose_clash(args, intake.open, "added")  # raises if nobody can be asked
        intake, asks = _taken(handed, known, choice), False
        _tell(intake, handed)
    else:
        _tell(intake, handed)
        _show(intake)
    for path, text in intake.changed.items():
        print(f"  {'taken away' if text is None else 'changed'}: {short(path.name)}, which is kept aside")
    if not intake.written and not intake.changed:
        print("Nothing was changed." if intake.left else "All of it is there already, the same: nothing was changed.")
        return DONE
    if asks:
        _ask()
    _put(intake, handed)
    return DONE


def _tell(intake: Intake, handed: Handed) -> None:
    """Print the problems of the files at their places. Raises RefusedError if one is an error."""
    tell(intake.wrong, handed.texts)
    if has_errors(intake.wrong):
        raise RefusedError("nothing was added: mend what stands above first.")


def _taken(handed: Handed, known: tuple[Layer, ...], choice: ClashChoice | None) -> Intake:
    layer = Layer(OWN_LAYER, config_folder() / ROUTINES)
    try:
        return plan_intake(handed.pieces, layer, known, choice, fenced=is_guest())
    except UnusualError as error:
        raise RefusedError(f"nothing was added: {error}") from error


def _ask() -> None:
    """Ask once for all of it. Raises RefusedError if the answer is no, or nobody can be asked."""
    if not sys.stdin.isatty():
        raise RefusedError(f"nothing was added yet. To take it in as it stands above: {call('add --yes')}")
    try:
        answer = input("Take all of this in? y, n: ")
    except EOFError:
        answer = ""
    if answer.strip().lower() not in ("y", "yes"):
        raise RefusedError("nothing was added.")


def _put(intake: Intake, handed: Handed) -> None:
    name = handed.packs[0] if len(handed.packs) == 1 else "added"
    try:
        changes = intake.changes(name, datetime.now(UTC))
        carry_out(changes)
    except BusyError as error:
        raise RefusedError(f"nothing was added: {error.strerror}.") from error
    except OSError as error:
        path = Path(error.filename) if isinstance(error.filename, str) else config_folder()
        raise RefusedError(f"nothing was added: {why_unwritable(path, error)}") from error
    keep_schemas()
    replaced = sum(place.state is FileState.REPLACES for place in intake.written) + len(intake.changed)
    print(f"Added: {_counted(intake.written)}.")
    if replaced:
        files = "1 file" if replaced == 1 else f"{replaced} files"
        print(f"What {files} of yours held before is kept in the folder of removed files: {call('remove --list')}")


# --- showing --------------------------------------------------------------------------------------------------------


def _show(intake: Intake) -> None:
    """Print a line for each file: what it becomes, and what it replaces; then the other routines it changes."""
    places = sorted(intake.places, key=lambda each: (_ORDER.index(each.piece.kind), each.identity))
    width = min(40, max((len(each) for each in (*intake.left, *(place.identity for place in places))), default=0))
    for place in places:
        print(f"  {place.piece.kind:<8}  {place.identity:<{width}}  {_line(place, intake.library.catalogue)}")
    for identity in intake.left:
        print(f"  exercise  {short(identity):<{width}}  yours stays as it is")
    if intake.affected:
        print(f"It changes other routines too: {few_listed(intake.affected, MOST_NAMED)}")


def _line(place: FilePlace, catalogue: Catalogue) -> str:
    name = short(str(place.document.data.get("name", "")))
    if not name and (known := catalogue.routines.get(place.identity)):  # one that extends another may have none
        name = known.name
    words = [word for word in (name, _holds(place, catalogue)) if word]
    state = f"{place.state.value} the {place.below} one" if place.state is FileState.HIDES else place.state.value
    hidden = f" (not used while the {place.above} one is there)" if place.above else ""
    return f"{', '.join(words)}: {state}{hidden}"


def _holds(place: FilePlace, catalogue: Catalogue) -> str:
    """Return its size in a few words: its steps, blocks or cards."""
    if place.piece.kind == "routine" and (routine := catalogue.routines.get(place.identity)):
        return f"{counted(len(routine.steps), 'step')}, {routine.kind}"
    if place.piece.kind == "course" and (course := catalogue.courses.get(place.identity)):
        return counted(len(course.blocks), "block")
    if place.piece.kind == "lessons":
        return counted(len(place.document.data.get("card", ())), "card")
    return ""


def _counted(places: Iterable[FilePlace]) -> str:
    kinds = Counter(place.piece.kind for place in places)
    words: Mapping[Kind, str] = {"lessons": "file of lessons"}
    many: Mapping[Kind, str] = {
        "routine": "routines",
        "exercise": "exercises",
        "course": "courses",
        "lessons": "files of lessons",
    }
    return ", ".join(
        f"{kinds[kind]} {words.get(kind, kind) if kinds[kind] == 1 else many[kind]}" for kind in _ORDER if kinds[kind]
    )
