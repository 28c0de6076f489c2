"""Where a host keeps its own things: keys, invitations, its host key, and who is here now. Nobody else may look."""

from dataclasses import dataclass
from pathlib import Path

from coach.host.refusal import RefusedError
from coach.store import private
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
        private.make_private(folder)
    except OSError as error:
        raise RefusedError(f"{folder} cannot be made private: {error.strerror}.") from error
