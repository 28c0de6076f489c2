"""``coach publish caps.toml --group NAME``: check and publish the caps, the most that a group allows its runners."""

from argparse import Namespace
from pathlib import Path

from coach.cli.base.errors import RefusedError
from coach.cli.base.writing import tell
from coach.cli.files.publishing import publish_text, undo_publishing, way_back
from coach.library.disk import published
from coach.library.disk.layers import CAPS_FILE, group_folder, layers
from coach.library.formats.kinds import kind_of
from coach.library.shelf.check import check_files
from coach.library.toml.diagnostics import Diagnostic, has_errors
from coach.library.toml.source import read_document
from coach.system.exit_codes import DONE, USAGE


def is_caps(path: Path) -> bool:
    """Return whether the file is a group's caps, not a routine whose id happens to be caps."""
    if path.name != CAPS_FILE:
        return False
    document = read_document(path)
    return isinstance(document, Diagnostic) or kind_of(document) == "caps"


def publish_caps(args: Namespace) -> int:
    """Publish a group's caps, or undo the last time that was done."""
    if args.group is None:
        raise RefusedError("caps are a group's: coach publish caps.toml --group NAME", USAGE)
    path = group_folder(args.group) / CAPS_FILE
    known = tuple(layer for layer in layers(group=args.group) if layer.name != "own")
    if args.undo:
        if not published.was_published(path):
            raise RefusedError(f"{CAPS_FILE} was not published in {path.parent}, so there is nothing to take back.")
        return undo_publishing(path, known)
    found = check_files([args.file], known)
    tell(found)
    document = read_document(args.file)
    if has_errors(found) or isinstance(document, Diagnostic):
        raise RefusedError("it was not published: mend what stands above first.")
    publish_text(path, document, known)
    print("It holds for the group's runners from now on.")
    print(way_back(CAPS_FILE, args.group))
    return DONE
