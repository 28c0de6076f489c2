"""Where a host keeps its own files (keys, invitations, host key, who is here now), readable by its account alone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from coach.host.base.errors import BoxError
from coach.store import private_files
from coach.store.paths import data_folder


class BoxFolder(Struct, frozen=True):
    """The folder of a host, and the paths of the files and folders in it."""

    folder: Path

    @property
    def keys(self) -> Path:
        """Folder: one file per profile, with its public keys."""
        return self.folder / "keys"

    @property
    def groups(self) -> Path:
        """Folder: one file per profile that is in a group."""
        return self.folder / "groups"

    @property
    def invites(self) -> Path:
        """Folder: one file per invitation that is still open."""
        return self.folder / "invites"

    @property
    def bans(self) -> Path:
        """File: the addresses that the server does not answer."""
        return self.folder / "bans"

    @property
    def doors(self) -> Path:
        """Folder: one lock file per session of a guest who came in by the box's own OpenSSH (``guests.patience``)."""
        return self.folder / "doors"

    @property
    def deleted(self) -> Path:
        """Folder: the copies of profiles that were made before they were deleted."""
        return self.folder / "deleted"

    @property
    def host_key(self) -> Path:
        """File: the host key, by which SSH clients recognise this host."""
        return self.folder / "host_key"

    @property
    def next_host_key(self) -> Path:
        """File: the next host key, which is announced to clients in advance."""
        return self.folder / "host_key.next"

    @property
    def authorities(self) -> Path:
        """File: the keys of the authorities whose certificates open the profile that they name."""
        return self.folder / "authorities"

    @property
    def revoked(self) -> Path:
        """File: the revoked certificates, which open nothing although an authority signed them."""
        return self.folder / "revoked"

    @property
    def roster(self) -> Path:
        """File: who is here now, for ``coach host status``."""
        return self.folder / "sessions.json"

    @contextmanager
    def as_the_only_server(self) -> Iterator[None]:
        """Lock the folder for the ``with`` block: two servers would write the same roster.

        Raises BoxError when another server holds the lock. It is a record lock: forked processes do not inherit
        it, and it ends with this process, however that ends.
        """
        try:
            descriptor = os.open(self.folder / ".in-use", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise BoxError(f"{self.folder} cannot be used: {error.strerror}.") from error
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            raise BoxError("a server of ours is open here already: coach host status. Stop that one first.") from error
        try:
            yield
        finally:
            os.close(descriptor)


def host_folder() -> BoxFolder:
    """Return the host's folder under this account's data folder."""
    return BoxFolder(data_folder() / "host")


def make_private(folder: Path) -> None:
    """Make a folder accessible to its owner alone (0700), creating it if it is missing. Raises BoxError."""
    try:
        private_files.make_private(folder)
    except OSError as error:
        raise BoxError(f"{folder} cannot be made private: {error.strerror}.") from error
