"""Somebody's file: ``coach add`` adds it to the runner's own, ``coach publish`` publishes it for everyone.

Both check the file, show what it does, and copy it. Left out: writing a published file, and undoing (``publishing``).
"""

import os
from argparse import Namespace
from pathlib import Path

from msgspec.structs import replace

from coach.cli.base.context import layers_of
from coach.cli.base.errors import RefusedError
from coach.cli.base.writing import must_differ, tell, write_together
from coach.cli.files.caps import is_caps, publish_caps
from coach.cli.files.choosing import MOST_NAMED
from coach.cli.files.lesson_files import add_lessons, publish_lessons, published_path
from coach.cli.files.placing import Found, Placed, placed, settled
from coach.cli.files.publishing import publish_text, undo_publishing, way_back
from coach.domain.listing import few_listed
from coach.domain.planning.planner import plan as plan_of
from coach.domain.records.history import History
from coach.library.disk import published
from coach.library.disk.layers import (
    CAPS_FILE,
    COURSES,
    EXERCISES,
    OWN_LAYER,
    ROUTINES,
    Layer,
    config_folder,
    group_folder,
    layers,
    system_folder,
    up_to,
)
from coach.library.drafts.draft import UnwritableError, put_aside
from coach.library.drafts.own_copy import home_in, keep_schemas, with_schema
from coach.library.formats.kinds import kind_of
from coach.library.formats.reading import LAYER_KINDS
from coach.library.packs.transaction import FileChange
from coach.library.shelf.check import check_files
from coach.library.shelf.clashes import changed_by
from coach.library.shelf.library import load_library
from coach.library.toml.diagnostics import Diagnostic, has_errors
from coach.library.toml.fields import is_slug
from coach.library.toml.sanitize import clean, short
from coach.library.toml.source import raw_text, read_document
from coach.system.exit_codes import DONE, USAGE
from coach.system.guest import is_guest
from coach.system.invocation import call, unless_guest


def add_one(args: Namespace, file: Path) -> int:
    """Add somebody's file to the runner's own. Sets ``args.file`` to it. Raises RefusedError."""
    args.file = file
    known = layers_of(args)
    new = _sound(file, known, "added")
    if new.kind == "lessons":
        return add_lessons(args, new)
    layer = Layer(OWN_LAYER, config_folder() / ROUTINES)
    path = _home(new, layer, known)
    must_differ(path, args.file)
    there = os.path.lexists(path)
    stays = new.kind == "exercise" and (args.mine or args.both)
    if there and not (args.replace or args.yes or stays):
        _show(placed(new, path, layer, known, {}))
        raise RefusedError(_there_already(new, path))
    made = settled(args, new, path, layer, known, "added")
    _show(made)
    changes = [_made_way(changed, text) for changed, text in made.changed.items()]
    replaces, path = there and path == made.document.path, made.document.path
    write_together(path, with_schema(made.document.text, path, made.kind), made.identity, changes)
    keep_schemas()
    print(f"{'Replaced' if replaces else 'Added'}: {_called(made) if is_guest() else path}")
    return DONE


def _made_way(path: Path, text: str | None) -> FileChange:
    """Return the change of one of the runner's own files, as they chose in a clash; its old text is kept beside it.

    Raises RefusedError when that cannot be kept.
    """
    before = raw_text(path, guess=True)
    try:
        aside = None if before is None else put_aside(path, before, fenced=is_guest())
    except UnwritableError as error:
        raise RefusedError(str(error)) from error
    what = "Taken away" if text is None else "Changed"
    print(f"{what}: {short(path.name)}{f', which is kept as {short(aside.name)}' if aside else ''}")
    return FileChange(path, None if text is None else text.encode())


def publish(args: Namespace) -> int:
    """Publish a file for everyone on this machine, or for a group; or undo the last time that was done."""
    if args.group is not None and not is_slug(args.group):
        raise RefusedError(f'"{short(args.group)}" cannot be a group: use small letters, digits and hyphens.', USAGE)
    if is_caps(args.file):
        return publish_caps(args)
    # The publisher's own files are left out: others do not have them, so the file must be right without them.
    known = tuple(each for each in layers(group=args.group) if each.name != "own")
    folder = (group_folder(args.group) if args.group else system_folder()) / ROUTINES
    layer = Layer("group" if args.group else "system", folder)
    if args.undo:
        return _undo(args, layer, known)
    new = _sound(args.file, known, "published")
    if new.kind == "lessons":
        return publish_lessons(args, new, layer, known)
    made = settled(args, new, _home(new, layer, known), layer, known, "published")
    if made.changed:
        names = ", ".join(short(path.name) for path in made.changed)
        raise RefusedError(f"{names} would have to change: publish that first, or say --mine or --both.")
    _show(made)
    publish_text(made.document.path, replace(made.document, path=args.file), known)
    print(way_back(made.identity, args.group))
    return DONE


def _undo(args: Namespace, layer: Layer, known: tuple[Layer, ...]) -> int:
    """Undo the last publishing of an id, or of any file of that name; ``caps`` means a group's caps if nothing else."""
    name = f"{args.file.name.removesuffix('.toml')}.toml"
    origins = load_library(known).origins
    known_paths = [origins[kind, name[:-5]].path for kind in LAYER_KINDS if (kind, name[:-5]) in origins]
    paths = [path for path in known_paths if layer.folder in path.parents]
    paths += [layer.folder / name, layer.folder / EXERCISES / name, layer.folder / COURSES / name]
    paths.append(published_path(layer, name[:-5]))
    path = next((path for path in paths if published.was_published(path)), None)
    if path is None and name == CAPS_FILE:  # no routine has that id
        return publish_caps(args)
    if path is None:
        raise RefusedError(f"{short(name)} was not published in {layer.folder}, so there is nothing to take back.")
    return undo_publishing(path, known)


def _sound(path: Path, known: tuple[Layer, ...], done: str) -> Found:
    """Return the file if it has no errors; else print them and raise RefusedError: it was not ``done``."""
    found = check_files([path], known)
    tell(found)
    if has_errors(found):
        raise RefusedError(f"it was not {done}: mend what stands above first.")
    return _identified(path, known)


def _identified(path: Path, known: tuple[Layer, ...]) -> Found:
    document = read_document(path)
    if isinstance(document, Diagnostic):
        raise RefusedError(str(document))
    kind = kind_of(document)
    if kind == "history":
        how = unless_guest(f"To add its records: coach import {path}")
        raise RefusedError(f"this is a history, not a routine.{how}")
    if kind == "settings":
        how = unless_guest("Copy them yourself, if you want them.")
        raise RefusedError(f"these are settings, not a routine.{how}")
    if kind == "caps":
        how = unless_guest("To put them up: coach publish caps.toml --group NAME")
        raise RefusedError(f"these are a group's caps, not a routine.{how}")
    if kind == "pack":
        raise RefusedError("this is a pack, several files in one: coach add FILE takes it in.")
    return Found(document, kind, str(document.data["id"]))


def _called(new: Placed) -> str:
    """Return how a guest sees a file, without paths of the box: ``My care (my-care)``."""
    catalogue = new.library.catalogue
    name = (
        catalogue.exercises[new.identity].name
        if new.kind == "exercise"
        else catalogue.courses[new.identity].name
        if new.kind == "course"
        else catalogue.routines[new.identity].name
    )
    return f"{name} ({new.identity})"


def _there_already(new: Found, path: Path) -> str:
    if is_guest():
        name = f"{new.document.data['name']} ({new.identity})"
        return f"{clean(name)} is there already. To take its place: {call('add --replace')}"
    return f"{path} is there already. To take its place: --replace"


def _show(new: Placed) -> None:
    """Print what the file would do: an exercise's card, a course's blocks, or a routine's plan without any history."""
    from coach.cli.base.pages import print_card, print_course, print_plan

    catalogue = new.library.catalogue
    origin = new.library.origins[new.kind, new.identity]
    if new.kind == "exercise":
        print_card(catalogue.exercises[new.identity], origin)
    elif new.kind == "course":
        names = {routine.id: routine.name for routine in catalogue.routines.values()}
        print_course(catalogue.courses[new.identity], names, origin)
    else:
        from datetime import UTC, datetime

        first = plan_of(catalogue, new.identity, History(), at=datetime.now(UTC))
        print_plan(first, catalogue.routines[new.identity])
        inline = sorted(new.document.data.get("exercise", {}))
        if inline:
            print(f"It brings its own exercises: {', '.join(inline)}")
    if origin.path != new.document.path:
        print(f"While the {origin.layer} {new.kind} {new.identity} is there, that is used, as above, and not this one.")
    elif origin.hides:
        hidden = ", ".join(dict.fromkeys(origin.hides))
        print(f"It takes the place of the {new.kind} {new.identity} from: {hidden}")
    changed = changed_by(new.before.catalogue, catalogue, new.identity if new.kind == "routine" else "")
    if changed:
        print(f"It changes other routines too: {few_listed(changed, MOST_NAMED)}")


def _home(new: Found, layer: Layer, known: tuple[Layer, ...]) -> Path:
    """Return where the file goes: to the path where the layer has this id already, else under its id."""
    there = load_library(up_to(layer, known)).origins.get((new.kind, new.identity))
    is_inline = new.kind == "exercise" and there is not None and there.path.parent.name != EXERCISES
    if there is not None and there.layer == layer.name and not is_inline:
        return there.path
    return home_in(layer.folder, new.kind) / f"{new.identity}.toml"
