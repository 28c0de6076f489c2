"""``coach publish caps.toml --group NAME``: what a group's runners are allowed at most, checked and put in place."""

import os
from argparse import Namespace
from pathlib import Path

from coach.cli.errors import DONE, USAGE, RefusedError
from coach.cli.writing import tell, unwritable
from coach.library import published
from coach.library.check import check, check_text
from coach.library.diagnostics import Diagnostic, has_errors
from coach.library.kinds import kind_of
from coach.library.layers import CAPS, group_folder, layers
from coach.library.source import read


def is_caps(path: Path) -> bool:
    """Whether a group's caps are meant; a routine whose id is caps stays a routine."""
    if path.name != CAPS:
        return False
    document = read(path)
    return isinstance(document, Diagnostic) or kind_of(document) == "caps"


def publish_caps(args: Namespace) -> int:
    """Put a group's caps in place, or take the last such step back."""
    if args.group is None:
        raise RefusedError("caps are a group's: coach publish caps.toml --group NAME", USAGE)
    path = group_folder(args.group) / CAPS
    known = tuple(layer for layer in layers(group=args.group) if layer.name != "own")
    if args.undo:
        if not published.was_published(path):
            raise RefusedError(f"{CAPS} was not published in {path.parent}, so there is nothing to take back.")
        earlier = published.before_text(path)
        if earlier is not None and has_errors(wrong := check_text(path, earlier, known)):
            tell(wrong)
            raise RefusedError("the version before is not right any more, so nothing was changed.")
        return take_back(path)
    found = check([args.file], known)
    tell(found)
    document = read(args.file)
    if has_errors(found) or isinstance(document, Diagnostic):
        raise RefusedError("it was not published: mend what stands above first.")
    if os.path.realpath(path) == os.path.realpath(args.file):
        raise RefusedError(f"{path} is that very file: it is in place already.")
    there = os.path.lexists(path)
    sound = there and not has_errors(check([path], known))
    try:
        published.publish(path, document.text, sound=sound)
    except OSError as error:
        raise unwritable(path, error) from error
    print(f"{'Replaced' if there else 'Published'}: {path}")
    print("It holds for the group's runners from now on.")
    print(f"To take it back: coach publish {CAPS}{of_group(args.group)} --undo")
    return DONE


def take_back(path: Path) -> int:
    """Bring back what stood at ``path`` before it was published last."""
    try:
        there = published.undo(path)
    except OSError as error:
        raise unwritable(path, error) from error
    print(f"The version before is back: {path}" if there else f"Taken back, there was none before: {path}")
    print("Once more, and that is undone too.")
    return DONE


def of_group(group: str | None) -> str:
    """The words of a command line that name a group."""
    return f" --group {group}" if group else ""
