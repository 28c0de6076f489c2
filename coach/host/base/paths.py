"""Where a host keeps its own things: keys, invitations, its host key, and who is here now. Nobody else may look."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from coach.host.base.errors import RefusedError
from coach.store import private_files
from coach.store.paths import data_folder


class BoxFolder(Struct, frozen=True):
    """The folder of a host, and what stands where in it."""

    folder: Path

    @property
    def keys(self) -> Path:
        """A file a profile, with its public keys."""
        return self.folder / "keys"

    @property
    def groups(self) -> Path:
        """A file a profile that is in a group."""
        return self.folder / "groups"

    @property
    def invites(self) -> Path:
        """A file an invitation that is still open."""
        return self.folder / "invites"

    @property
    def bans(self) -> Path:
        """The addresses that are not answered."""
        return self.folder / "bans"

    @property
    def doors(self) -> Path:
        """The places of the guests who are here by the box's own OpenSSH."""
        return self.folder / "doors"

    @property
    def deleted(self) -> Path:
        """The copies that were made of profiles before they were deleted."""
        return self.folder / "deleted"

    @property
    def host_key(self) -> Path:
        """The key by which clients know this host again."""
        return self.folder / "host_key"

    @property
    def next_host_key(self) -> Path:
        """The key that will be the host's, and of which clients are told in advance."""
        return self.folder / "host_key.next"

    @property
    def authorities(self) -> Path:
        """The keys whose certificates open the profile that they name."""
        return self.folder / "authorities"

    @property
    def revoked(self) -> Path:
        """The certificates that open nothing any more, though an authority signed them."""
        return self.folder / "revoked"

    @property
    def roster(self) -> Path:
        """Who is here now, for ``coach host status``."""
        return self.folder / "sessions.json"

    @contextmanager
    def as_the_only_server(self) -> Iterator[None]:
        """Hold the place meanwhile: two servers would write one roster. Raises RefusedError when another holds it.

        A record lock: what is forked does not hold it, and it ends with this process, however that ends.
        """
        try:
            descriptor = os.open(self.folder / ".in-use", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise RefusedError(f"{self.folder} cannot be used: {error.strerror}.") from error
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            raise RefusedError(
                "a server of ours is open here already: coach host status. Stop that one first."
            ) from error
        try:
            yield
        finally:
            os.close(descriptor)


def place() -> BoxFolder:
    """The host's place on this account."""
    return BoxFolder(data_folder() / "host")


def make_private(folder: Path) -> None:
    """A folder that only its owner can enter, made if it is missing. Raises RefusedError."""
    try:
        private_files.make_private(folder)
    except OSError as error:
        raise RefusedError(f"{folder} cannot be made private: {error.strerror}.") from error
