"""Acting as the owner of a folder when root works on it, so that new files in it belong to that account."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def as_owner_of(folder: Path) -> Iterator[None]:
    """Run the ``with`` block as the folder's owner, if this is root and the owner is not. Raises OSError."""
    status = folder.stat()
    if os.geteuid() != 0 or status.st_uid == 0:
        yield
        return
    group = os.getegid()
    os.setegid(status.st_gid)
    try:
        os.seteuid(status.st_uid)
        try:
            yield
        finally:
            os.seteuid(0)
    finally:
        os.setegid(group)


def account_name(uid: int) -> str:
    """Return how messages name an account: by its name, or by its number if it has none."""
    import pwd

    try:
        return f"the account {pwd.getpwuid(uid).pw_name}"
    except KeyError:
        return f"the account {uid}"
