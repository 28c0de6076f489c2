"""Somebody's routine or exercise: ``coach add`` takes it into one's own, ``coach publish`` puts it up for everyone.

Both check it, show what it does, and copy. Left out: how it is put in place, and taken back (``publishing``).
"""

import os
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from coach.calling import call, unless_guest
from coach.cli.caps import is_caps, publish_caps
from coach.cli.context import layers_of
from coach.cli.errors import DONE, USAGE, RefusedError
from coach.cli.publishing import put_up, take_back, way_back
from coach.cli.writing import must_differ, tell, write
from coach.domain.adaptation import plan as plan_of
from coach.domain.caps import NO_CAPS
from coach.domain.record import History
from coach.library import published
from coach.library.caps_file import read_caps
from coach.library.check import alone
from coach.library.check import check as check_files
from coach.library.diagnostics import Diagnostic, has_errors
from coach.library.fields import is_slug
from coach.library.kinds import kind_of
from coach.library.layers import (
    CAPS,
    EXERCISES,
    ROUTINES,
    Layer,
    caps_path,
    config_folder,
    group_folder,
    layers,
    system_folder,
)
from coach.library.library import Library, combine, group, load
from coach.library.own_copy import keep_schemas, with_schema
from coach.library.reading import KINDS, Kind
from coach.library.sanitize import short
from coach.library.source import Document, read
from coach.whereabouts import is_guest


def add(args: Namespace) -> int:
    """Add somebody's file to one's own."""
    known = layers_of(args)
    new = _sound(args.file, known, "added")
    _show(new)
    path = _home(new, Layer("own", config_folder() / ROUTINES), known)
    must_differ(path, args.file)
    there = os.path.lexists(path)
    if there and not args.replace:
        raise RefusedError(_there_already(new, path))
    write(path, with_schema(new.document.text, path, new.kind))
    keep_schemas()
    print(f"{'Replaced' if there else 'Added'}: {_called(new) if is_guest() else path}")
    return DONE


def publish(args: Namespace) -> int:
    """Put a file up for everyone on this machine, or for a group; or take the last such step back."""
    if args.group is not None and not is_slug(args.group):
        raise RefusedError(f'"{short(args.group)}" cannot be a group: use small letters, digits and hyphens.', USAGE)
    if is_caps(args.file):
        return publish_caps(args)
    # What only the publisher has, nobody else can use: it must be right without their own files.
    known = tuple(each for each in layers(group=args.group) if each.name != "own")
    folder = (group_folder(args.group) if args.group else system_folder()) / ROUTINES
    layer = Layer("group" if args.group else "system", folder)
    if args.undo:
        return _undo(args, layer, known)
    new = _sound(args.file, known, "published")
    _show(new)
    path = _home(new, layer, known)
    put_up(path, new.document, known)
    print(way_back(new.identity, args.group))
    return DONE


def _undo(args: Namespace, layer: Layer, known: tuple[Layer, ...]) -> int:
    """Bring back what was published before: of an id, or of any file of that name; ``caps`` alone is the caps."""
    name = f"{args.file.name.removesuffix('.toml')}.toml"
    origins = load(known).origins
    known_paths = [origins[kind, name[:-5]].path for kind in KINDS if (kind, name[:-5]) in origins]
    paths = [path for path in known_paths if layer.folder in path.parents]
    paths += [layer.folder / name, layer.folder / EXERCISES / name]
    path = next((path for path in paths if published.was_published(path)), None)
    if path is None and name == CAPS:  # no routine of that id
        return publish_caps(args)
    if path is None:
        raise RefusedError(f"{short(name)} was not published in {layer.folder}, so there is nothing to take back.")
    return take_back(path, known)


@dataclass(frozen=True, slots=True)
class _Found:
    """A sound file: what it holds, its id, and the library with it."""

    document: Document
    kind: Kind
    identity: str
    library: Library


def _sound(path: Path, known: tuple[Layer, ...], done: str) -> _Found:
    """The file, if nothing is wrong with it; else what is wrong is told, and RefusedError that it was not ``done``."""
    found = check_files([path], known)
    tell(found)
    if has_errors(found):
        raise RefusedError(f"it was not {done}: mend what stands above first.")
    return _identified(path, known)


def _identified(path: Path, known: tuple[Layer, ...]) -> _Found:
    document = read(path)
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
    groups = [group(layer, without=frozenset([os.path.realpath(path)])) for layer in known]
    library = combine([*groups, alone(document, "added")])
    path_of_caps = caps_path(known)
    caps = NO_CAPS if path_of_caps is None else read_caps(path_of_caps)[0]
    return _Found(document, kind, str(document.data["id"]), library.under(caps))


def _called(new: _Found) -> str:
    """A file as a guest knows it, to whom the paths of the box mean nothing: ``My care (my-care)``."""
    catalogue = new.library.catalogue
    found = catalogue.exercises if new.kind == "exercise" else catalogue.routines
    return f"{found[new.identity].name} ({new.identity})"


def _there_already(new: _Found, path: Path) -> str:
    if is_guest():
        return f"{_called(new)} is there already. To take its place: {call('add --replace')}"
    return f"{path} is there already. To take its place: --replace"


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
