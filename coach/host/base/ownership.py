"""Acting as the account whose folder it is, where root looks after it: what is made there stays that account's."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def as_owner_of(folder: Path) -> Iterator[None]:
    """Do what is inside as the folder's owner, if this is root and the owner another. Raises OSError."""
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
    """What an account is called, as messages name it."""
    import pwd

    try:
        return f"the account {pwd.getpwuid(uid).pw_name}"
    except KeyError:
        return f"the account {uid}"
