"""``coach schema``: what editors and people need to know of the files' keys."""

import json
from argparse import Namespace

from coach.cli.base.errors import DONE
from coach.cli.base.writing import unwritable


def schema(args: Namespace) -> int:
    """Write the schemas into a folder, print them as one JSON object by kind, or print the keys as tables."""
    if args.markdown:
        from coach.library.formats.reference import tables

        print("\n".join(f"## {name}\n\n{table}" for name, table in tables().items()))
        return DONE
    from coach.library.formats.schema import KINDS, write_schemas
    from coach.library.formats.schema import schema as schema_of

    if args.folder is None:
        print(json.dumps({kind: schema_of(kind) for kind in KINDS}, indent=1))
        return DONE
    try:
        paths = write_schemas(args.folder)
    except OSError as error:
        raise unwritable(args.folder, error) from error
    for path in paths:
        print(path)
    return DONE
