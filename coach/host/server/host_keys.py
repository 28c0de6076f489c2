"""The host keys, by which clients recognise this host: the present one, and the next one, announced in advance.

Clients with OpenSSH's ``UpdateHostKeys`` learn the next key while the present one is still in use, so that they show no
warning when it is replaced.
"""

from pathlib import Path

import asyncssh

from coach.host.base.errors import BoxError
from coach.host.base.paths import BoxFolder
from coach.store.private_files import write_private


def host_keys(place: BoxFolder) -> list[asyncssh.SSHKey]:
    """Return the present key, made if there is none (0600), then the next one, if any. Raises BoxError."""
    present = _made(place.host_key)
    return [present, _read(place.next_host_key)] if place.next_host_key.exists() else [present]


def announce_next(place: BoxFolder) -> str:
    """Make the next key, if there is none, to be announced from the server's next start on.

    Returns its fingerprint. Raises BoxError.
    """
    _made(place.host_key)
    return _made(place.next_host_key).get_fingerprint()


def rotate(place: BoxFolder) -> str:
    """Make the next key the present one, from the server's next start on; the old one becomes ``host_key.before``.

    Returns its fingerprint. Raises BoxError, also when no next key was made.
    """
    if not place.next_host_key.exists():
        raise BoxError("no next key was announced yet. First: coach host host-key next")
    fingerprint = _read(place.next_host_key).get_fingerprint()
    try:
        place.host_key.replace(place.host_key.with_name("host_key.before"))
        place.next_host_key.replace(place.host_key)
    except OSError as error:
        raise BoxError(f"the keys of this host cannot be changed: {error.strerror}.") from error
    return fingerprint


def _made(path: Path) -> asyncssh.SSHKey:
    try:
        if not path.exists():
            write_private(path, asyncssh.generate_private_key("ssh-ed25519").export_private_key("openssh"))
    except OSError as error:
        raise BoxError(f"the host's key {path} cannot be made: {error.strerror}.") from error
    return _read(path)


def _read(path: Path) -> asyncssh.SSHKey:
    try:
        return asyncssh.read_private_key(path)
    except (OSError, asyncssh.KeyImportError) as error:
        raise BoxError(f"the host's key {path} cannot be used: {error}.") from error
