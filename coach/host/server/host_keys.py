"""The keys by which clients know this host again: the one of today, and the next one, which is told in advance.

Clients that ask for it (``UpdateHostKeys`` of OpenSSH) learn the next key while the present one is still good; so when
it takes over, nobody is frightened.
"""

from pathlib import Path

import asyncssh

from coach.host.base.errors import RefusedError
from coach.host.base.paths import BoxFolder
from coach.store.private_files import write_private


def host_keys(place: BoxFolder) -> list[asyncssh.SSHKey]:
    """The present key, made when there is none (0600), then the next, if there is one. Raises RefusedError."""
    present = _made(place.host_key)
    return [present, _read(place.next_host_key)] if place.next_host_key.exists() else [present]


def announce_next(place: BoxFolder) -> str:
    """Make the next key, if there is none, to be told from the next start on; its fingerprint. Raises RefusedError."""
    _made(place.host_key)
    return _made(place.next_host_key).get_fingerprint()


def rotate(place: BoxFolder) -> str:
    """Let the next key be the present one from the next start on; its fingerprint. Raises RefusedError."""
    if not place.next_host_key.exists():
        raise RefusedError("no next key was announced yet. First: coach host host-key next")
    fingerprint = _read(place.next_host_key).get_fingerprint()
    try:
        place.host_key.replace(place.host_key.with_name("host_key.before"))
        place.next_host_key.replace(place.host_key)
    except OSError as error:
        raise RefusedError(f"the keys of this host cannot be changed: {error.strerror}.") from error
    return fingerprint


def _made(path: Path) -> asyncssh.SSHKey:
    try:
        if not path.exists():
            write_private(path, asyncssh.generate_private_key("ssh-ed25519").export_private_key("openssh"))
    except OSError as error:
        raise RefusedError(f"the host's key {path} cannot be made: {error.strerror}.") from error
    return _read(path)


def _read(path: Path) -> asyncssh.SSHKey:
    try:
        return asyncssh.read_private_key(path)
    except (OSError, asyncssh.KeyImportError) as error:
        raise RefusedError(f"the host's key {path} cannot be used: {error}.") from error
