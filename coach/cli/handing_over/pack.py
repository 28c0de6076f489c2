"""``coach pack``: put files that belong together into one text file, for somebody else's ``coach add``."""

import sys
from argparse import Namespace
from pathlib import Path

from coach.cli.base.context import layers_of, refuse_broken, unknown_id
from coach.cli.base.errors import RefusedError, complain
from coach.cli.base.writing import tell, write_atomically
from coach.library.disk.layers import SHIPPED_LAYER, Layer, is_folder
from coach.library.formats.packs.pack_file import (
    ENDING,
    MAX_FILES,
    MAX_PACK_BYTES,
    Packed,
    pack_of,
    pack_text,
    read_pack,
)
from coach.library.formats.reading import Kind
from coach.library.packs.belonging import Belongings, belongings, origin_of_thing
from coach.library.packs.own_things import all_own
from coach.library.packs.pieces import PIECE_KINDS
from coach.library.shelf.check import check_files
from coach.library.shelf.lesson_shelf import LessonBook, LessonShelf
from coach.library.shelf.library import Library, load_library
from coach.library.toml.diagnostics import Diagnostic, has_errors
from coach.library.toml.sanitize import clean
from coach.library.toml.source import parse
from coach.system.exit_codes import DONE, USAGE

_WORDS = {"routine": "routines", "exercise": "exercises", "course": "courses", "lessons": "files of lessons"}


def pack(args: Namespace) -> int:
    """Write a pack of the things with these ids, or of all that is the runner's own, with all that belongs to them."""
    if bool(args.ids) == args.all:
        raise RefusedError("what shall be packed? coach pack ID …, or coach pack --all for all that is yours", USAGE)
    places = layers_of(args)
    library, book = load_library(places), LessonShelf(places).refresh()
    wanted = [(each.kind, each.identity) for each in all_own(library, book.origins)] if args.all else []
    wanted += [thing for identity in args.ids for thing in _things(identity, library, book)]
    if not wanted:
        raise RefusedError("you have no files of your own yet: begin one with coach new my-care")
    found = belongings(wanted, library, book.origins)
    _refuse_wrong(found, places)
    name = args.name or (args.ids[0] if args.ids else "mine")
    text = _text(name, found)
    if args.to == "-":
        _print(text)
        return DONE
    path = Path(args.to) if args.to else Path(f"{name}{ENDING}" if not args.name else f"{_slug(name)}{ENDING}")
    if is_folder(path):
        path = path / f"{_slug(name)}{ENDING}"
    _refuse_other(path)
    write_atomically(path, text)
    for kind, identity, document in found.files:
        known = library.catalogue.routines.get(identity) if kind == "routine" else None
        called = known.name if known else str(document.data.get("name", ""))  # one that extends another may have none
        print(f"  {kind:<8}  {identity}  {clean(called)}")
    print(f"Packed: {path} ({_counted(found)}). Whoever gets it: coach add {path.name}")
    return DONE


def _things(identity: str, library: Library, book: LessonBook) -> list[tuple[Kind, str]]:
    """Return the things with this id. Raises RefusedError for an unknown id, and for what comes with the coach."""
    there = [(kind, identity) for kind in PIECE_KINDS if origin_of_thing((kind, identity), library, book.origins)]
    own = []
    for thing in there:
        origin = origin_of_thing(thing, library, book.origins)
        own += [thing] if origin is not None and origin.layer != SHIPPED_LAYER else []
    if own:
        return own
    if there:
        raise RefusedError(
            f"{identity} comes with the coach, so everybody has it. To hand over a version of your own: "
            f"coach new my-{identity} --from {identity}",
            USAGE,
        )
    refuse_broken(identity, library)
    names = {name: name for (_, name), origin in library.origins.items() if origin.layer != SHIPPED_LAYER}
    names |= {name: name for name, origin in book.origins.items() if origin.layer != SHIPPED_LAYER}
    raise unknown_id(identity, "routine, exercise, course or file of lessons of yours", names, "coach list")


def _refuse_wrong(found: Belongings, known: tuple[Layer, ...]) -> None:
    wrong = [*found.unread, *check_files([document.path for _, _, document in found.files], known)]
    errors = [each for each in wrong if each.severity == "error"]
    if has_errors(errors):
        tell(errors)
        raise RefusedError("it was not packed: mend what stands above first.")


def _text(name: str, found: Belongings) -> str:
    """Return the pack's text. It is parsed again at once: RefusedError if a file would not come out as it went in.

    Also raises it for too many files or bytes.
    """
    files: tuple[Packed, ...] = found.packed
    if len(files) > MAX_FILES:
        raise RefusedError(f"that is more than a pack holds: {len(files)} files, where {MAX_FILES} are the most.")
    note = f"A pack of the coach: {_counted(found)}. To take it in: coach add FILE"
    text = pack_text(name, files, note)
    if len(text.encode()) > MAX_PACK_BYTES:
        raise RefusedError(f"that is more than a pack holds: {MAX_PACK_BYTES:,} bytes. Pack it in parts.")
    parsed = parse(Path(f"{name}{ENDING}"), text)
    read = None if isinstance(parsed, Diagnostic) else pack_of(parsed)
    if read is None or read.files != files or has_errors(read.diagnostics):
        raise RefusedError("it was not packed: one of the files holds what a pack cannot. Send the files themselves.")
    return text


def _counted(found: Belongings) -> str:
    kinds = [kind for kind, _, _ in found.files]
    words = [
        f"{kinds.count(kind)} {name if kinds.count(kind) != 1 else _one(kind)}"
        for kind, name in _WORDS.items()
        if kind in kinds
    ]
    return ", ".join(words)


def _one(kind: str) -> str:
    return "file of lessons" if kind == "lessons" else kind


def _slug(name: str) -> str:
    from coach.library.packs.ids import id_from

    return id_from(name) or "pack"


def _refuse_other(path: Path) -> None:
    """Raise RefusedError if there is a file at the path that is no pack; an earlier pack may be replaced."""
    if path.exists() and (not path.is_file() or has_errors(read_pack(path).diagnostics)):
        raise RefusedError(f"{path} is there already and is no pack: it stays as it is. Choose another name: --to FILE")


def _print(text: str) -> None:
    """Print the pack; to a pipe as UTF-8, whatever the locale."""
    if sys.stdout.isatty():
        complain("this is the pack itself; into a file: --to FILE")
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
