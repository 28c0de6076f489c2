"""A runner's own files: ``coach check``, ``new``, ``add`` and ``publish``."""

import os
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from coach.cli.context import known_routine
from coach.cli.errors import BROKEN, DONE, USAGE, RefusedError
from coach.cli.shapes import as_json, diagnostic_shape
from coach.cli.template import copied, named, template
from coach.domain.adaptation import plan as plan_of
from coach.domain.record import History
from coach.library.check import check as check_files
from coach.library.check import kind_of
from coach.library.diagnostics import Diagnostic, has_errors
from coach.library.fields import is_slug
from coach.library.layers import EXERCISES, ROUTINES, SETTINGS, Layer, config_folder, layers, system_folder
from coach.library.library import Kind, Library, combine, group, load
from coach.library.reading import Group, exercise_file, routine_file
from coach.library.sanitize import short
from coach.library.settings_file import read_settings
from coach.library.source import Document, read
from coach.library.toml_text import write_text


def check(args: Namespace) -> int:
    """Everything that is wrong with these files, or with all that would be loaded."""
    found = check_files(args.paths, layers(args.routines))
    if not args.paths:
        found += read_settings(config_folder() / SETTINGS)[1]
    if args.json:
        print(as_json([diagnostic_shape(diagnostic) for diagnostic in found]))
    else:
        for diagnostic in found:
            print(diagnostic)
        errors = sum(diagnostic.severity == "error" for diagnostic in found)
        print(f"{errors} to mend." if errors else "All is right." if not found else "No errors.")
    return BROKEN if has_errors(found) else DONE


def new(args: Namespace) -> int:
    """Begin a routine of one's own: a template, or a copy."""
    if not is_slug(args.id):
        raise RefusedError(
            f'"{short(args.id)}" cannot be an id: use small letters, digits and single hyphens, as in my-care.', USAGE
        )
    library = load(layers(args.routines))
    text = template(args.id)
    if args.source is not None:
        source = known_routine(args.source, library.catalogue)
        text = _copy_of(library, source, args.id)
    path = config_folder() / ROUTINES / f"{args.id}.toml"
    _must_be_free(path)
    _write(path, text)
    print(path)
    hidden = library.origins.get(("routine", args.id))
    if hidden:
        print(f"It takes the place of the {hidden.layer} routine {args.id}.")
    print(f"Change it in any editor, then: coach check; coach show {args.id}; coach play {args.id}")
    return DONE


def _copy_of(library: Library, source: str, identity: str) -> str:
    document = read(library.origins["routine", source].path)
    if isinstance(document, Diagnostic):  # it changed since it was loaded
        raise RefusedError(str(document))
    return copied(document.text, source, identity, named(identity))


# --- add and publish ------------------------------------------------------------------------------------------------


def add(args: Namespace) -> int:
    """Add somebody's file to one's own."""
    return _take_in(args, Layer("own", config_folder() / ROUTINES))


def publish(args: Namespace) -> int:
    """Add a file for everyone on this machine."""
    return _take_in(args, Layer("system", system_folder() / ROUTINES))


@dataclass(frozen=True, slots=True)
class _Found:
    """A sound file: what it holds, its id, and the library with it."""

    document: Document
    kind: Kind
    identity: str
    library: Library


def _take_in(args: Namespace, layer: Layer) -> int:
    known = layers(args.routines)
    found = check_files([args.file], known)
    for diagnostic in found:
        print(diagnostic)
    if has_errors(found):
        raise RefusedError("it was not added: mend what stands above first.")
    new = _identified(args.file, known)
    _show(new)
    path = _home(new, layer, known)
    if _same_file(path, args.file):
        raise RefusedError(f"{path} is that very file: it is in place already.")
    there = os.path.lexists(path)
    if there and not args.replace:
        raise RefusedError(f"{path} is there already. To take its place: --replace")
    _write(path, new.document.text)
    print(f"{'Replaced' if there else 'Added'}: {path}")
    return DONE


def _identified(path: Path, known: tuple[Layer, ...]) -> _Found:
    document = read(path)
    if isinstance(document, Diagnostic):
        raise RefusedError(str(document))
    kind = kind_of(document)
    if kind == "history":
        raise RefusedError(f"this is a history, not a routine. To add its records: coach import {path}")
    if kind == "settings":
        raise RefusedError("these are settings, not a routine: copy them yourself, if you want them.")
    own = Group(
        "added",
        [exercise_file(document)] if kind == "exercise" else [],
        [routine_file(document)] if kind == "routine" else [],
    )
    groups = [group(layer, without=frozenset([os.path.realpath(path)])) for layer in known]
    return _Found(document, kind, str(document.data["id"]), combine([*groups, own]))


def _show(new: _Found) -> None:
    """What the file would do: an exercise's card, or the routine's plan for one who begins."""
    from coach.cli.pages import print_card, print_plan

    catalogue = new.library.catalogue
    origin = new.library.origins[new.kind, new.identity]
    if new.kind == "exercise":
        print_card(catalogue.exercises[new.identity], origin)
    else:
        from datetime import UTC, datetime

        first = plan_of(catalogue, new.identity, History(), at=datetime.now(UTC))
        print_plan(first, catalogue.routines[new.identity])
        inline = sorted(new.document.data.get("exercise", {}))
        if inline:
            print(f"It brings its own exercises: {', '.join(inline)}")
    if origin.hides:
        hidden = ", ".join(dict.fromkeys(origin.hides))
        print(f"It takes the place of the {new.kind} {new.identity} from: {hidden}")


def _home(new: _Found, layer: Layer, known: tuple[Layer, ...]) -> Path:
    """Where the file goes: where the layer has this id already, else under its id."""
    last = max(number for number, each in enumerate(known) if each.name == layer.name)
    there = load(known[: last + 1]).origins.get((new.kind, new.identity))
    if there is not None and there.layer == layer.name:
        return there.path
    folder = layer.folder / EXERCISES if new.kind == "exercise" else layer.folder
    return folder / f"{new.identity}.toml"


def _same_file(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _must_be_free(path: Path) -> None:
    if os.path.lexists(path):
        raise RefusedError(f"{path} is there already: it stays as it is. Choose another id, or edit that file.")


def _write(path: Path, text: str) -> None:
    try:
        write_text(path, text)
    except PermissionError as error:
        raise RefusedError(f"you are not permitted to write {path}. Ask whoever looks after this machine.") from error
    except OSError as error:
        raise RefusedError(f"{path} could not be written: {error.strerror}.") from error
