"""Add somebody's lessons to one's own, or publish them; what they teach is shown first.

Left out: finding out the kind of a file, and checking it (``sharing``).
"""

import os
from argparse import Namespace
from pathlib import Path

from coach.cli.base.context import layers_of
from coach.cli.base.errors import RefusedError
from coach.cli.base.writing import must_differ, write_together
from coach.cli.files.placing import Found
from coach.cli.files.publishing import publish_text, way_back
from coach.library.disk.layers import LESSONS, Layer
from coach.library.drafts.own_copy import keep_schemas, own_path, with_schema
from coach.library.formats.lesson_file import lesson_file
from coach.library.shelf.lesson_shelf import LessonShelf
from coach.system.exit_codes import DONE
from coach.system.guest import is_guest
from coach.system.invocation import call


def add_lessons(args: Namespace, new: Found) -> int:
    """Add lessons to the runner's own. Raises RefusedError if there are some of that id, without ``--replace``."""
    origin = LessonShelf(layers_of(args)).refresh().origins.get(new.identity)
    mine = origin is not None and origin.layer == "own"
    path = origin.path if origin is not None and mine else own_path("lessons", new.identity)
    must_differ(path, args.file)
    there = os.path.lexists(path)
    _show(new)
    if there and not (args.replace or args.yes):
        how = call("add --replace") if is_guest() else "--replace"
        raise RefusedError(f"{new.identity} is there already. To take its place: {how}")
    write_together(path, with_schema(new.document.text, path, "lessons"), new.identity)
    keep_schemas()
    if origin is not None and not mine:
        print(f"It takes the place of the {origin.layer} lessons {new.identity}.")
    print(f"{'Replaced' if there else 'Added'}: {new.identity if is_guest() else path}. To read: {call('learn')}")
    return DONE


def publish_lessons(args: Namespace, new: Found, layer: Layer, known: tuple[Layer, ...]) -> int:
    """Publish lessons for everyone, or for a group."""
    _show(new)
    publish_text(published_path(layer, new.identity), new.document, known)
    print(way_back(new.identity, args.group))
    return DONE


def published_path(layer: Layer, identity: str) -> Path:
    """Return the path of published lessons in a layer."""
    return layer.folder / LESSONS / f"{identity}.toml"


def _show(new: Found) -> None:
    """Print the lessons' cards and questions."""
    from rich.text import Text

    from coach.cli.base.pages import console

    file, out = lesson_file(new.document), console()
    out.print(Text.assemble((file.name, "bold"), f" ({file.id}): lessons"))
    for card in file.cards:
        out.print(Text(f"  {card.id}: {card.title} ({card.words} words)"))
    for question in file.questions:
        out.print(Text(f"  ? {question.asks}"))
