"""Where a host keeps its own things: keys, invitations, its host key, and who is here now. Nobody else may look."""

import os
from dataclasses import dataclass
from pathlib import Path

from coach.host.refusal import RefusedError
from coach.store.paths import data_folder


@dataclass(frozen=True, slots=True)
class Place:
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
    def host_key(self) -> Path:
        """The key by which clients know this host again."""
        return self.folder / "host_key"

    @property
    def roster(self) -> Path:
        """Who is here now, for ``coach host status``."""
        return self.folder / "sessions.json"


def place() -> Place:
    """The host's place on this account."""
    return Place(data_folder() / "host")


def make_private(folder: Path) -> None:
    """A folder that only its owner can enter, made if it is missing. Raises RefusedError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
        if status.st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise RefusedError(f"{folder} cannot be made private: {error.strerror}.") from error


def write_private(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Put the data at ``path``, whole or not at all, for its owner alone (0600). Raises OSError.

    ``lasting``: it survives a power cut, which takes a moment.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
