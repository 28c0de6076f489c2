"""``coach schema``: the keys of the files, as JSON schemas for editors, or as tables for people."""

import json
from argparse import Namespace

from coach.cli.base.context import layers_of
from coach.cli.base.writing import unwritable
from coach.library.shelf.lesson_shelf import LessonShelf
from coach.library.shelf.library import load_library
from coach.system.exit_codes import DONE


def schema(args: Namespace) -> int:
    """Write the schemas into a folder, print them as one JSON object by kind, or print the keys as tables."""
    if args.markdown:
        from coach.library.formats.reference import reference_tables

        print("\n".join(f"## {name}\n\n{table}" for name, table in reference_tables().items()))
        return DONE
    from coach.library.drafts.own_copy import ids_of
    from coach.library.formats.schema import SCHEMA_KINDS, file_schema, write_schemas

    known = layers_of(args)
    ids = ids_of(load_library(known), [card.id for card in LessonShelf(known).refresh().lessons.cards])
    if args.folder is None:
        print(json.dumps({kind: file_schema(kind, ids) for kind in SCHEMA_KINDS}, indent=1))
        return DONE
    try:
        paths = write_schemas(args.folder, ids)
    except OSError as error:
        raise unwritable(args.folder, error) from error
    for path in paths:
        print(path)
    return DONE
