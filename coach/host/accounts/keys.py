"""The key store: who may log in. One file per profile holds its public keys as OpenSSH writes them.

A key belongs to one profile, and it alone decides which profile opens. Left out: parsing a key's line (``public_key``).
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.host.accounts.public_key import PublicKey, parse_key
from coach.host.base.errors import BoxError
from coach.host.base.paths import make_private
from coach.store.paths import is_profile_name, profile_folder
from coach.store.private_files import write_private
from coach.store.protocol import StoreError

MOST_KEYS = 20
"""The most keys that one profile may have."""
_ENDING = ".pub"
_LOOK_AGAIN_S = 2.0


class Keys:
    """The keys, kept in a folder (0700).

    What other processes add or remove is seen at once, edits within a file after two seconds.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._profiles: dict[bytes, str] = {}
        self._seen: tuple[int, float] = (-1, 0.0)

    def add(self, profile: str, key: PublicKey) -> bool:
        """Let a key open a profile. False: it does so already. Raises BoxError, also when it opens another one."""
        known_name(profile)
        with self._alone():
            owner = self.profile_of(key.data)
            if owner == profile:
                return False
            if owner is not None:
                raise BoxError(f"this key opens the profile {owner} already; a key opens one profile only.")
            keys = [*self.of(profile), key]
            if len(keys) > MOST_KEYS:
                raise BoxError(f"{profile} has {MOST_KEYS} keys already; remove one first.")
            self._write(profile, keys)
        return True

    def remove(self, profile: str, fingerprint: str | None = None) -> list[PublicKey]:
        """Remove all keys, or the one of this fingerprint; return those removed. Raises BoxError if none is."""
        known_name(profile)
        with self._alone():
            keys = self.of(profile)
            gone = [key for key in keys if fingerprint in (None, key.fingerprint)]
            if not gone:
                which = "no keys" if fingerprint is None else "no such key"
                raise BoxError(f"{profile} has {which} here. All keys: coach host key list")
            self._write(profile, [key for key in keys if key not in gone])
        return gone

    def all(self) -> list[tuple[str, PublicKey]]:
        """Return every key with its profile, sorted by profile."""
        return [(profile, key) for profile in self._names() for key in self.of(profile)]

    def of(self, profile: str) -> list[PublicKey]:
        """Return a profile's keys. Lines that are no keys are skipped."""
        try:
            lines = (self._folder / f"{profile}{_ENDING}").read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return []
        keys = []
        for line in lines:
            try:
                keys.append(parse_key(line))
            except BoxError:
                continue
        return keys

    def profile_of(self, data: bytes) -> str | None:
        """Return the profile that a key opens, given as the bytes that SSH sends; None: it opens none."""
        self._look()
        return self._profiles.get(data)

    def _look(self) -> None:
        """Read the folder again if it has changed, or was read more than two seconds ago (a file may have changed)."""
        try:
            changed = self._folder.stat().st_mtime_ns
        except OSError:
            changed = 0
        now = time.monotonic()
        if self._seen[0] != changed or now - self._seen[1] > _LOOK_AGAIN_S:
            self._profiles = {key.data: profile for profile, key in reversed(self.all())}
            self._seen = (changed, now)

    def _names(self) -> list[str]:
        try:
            names = [path.name.removesuffix(_ENDING) for path in self._folder.iterdir() if path.name.endswith(_ENDING)]
        except OSError:
            return []
        return sorted(name for name in names if is_profile_name(name))

    def _write(self, profile: str, keys: list[PublicKey]) -> None:
        path = self._folder / f"{profile}{_ENDING}"
        if keys:
            write_private(path, "".join(f"{key.line}\n" for key in keys).encode())
        else:
            path.unlink(missing_ok=True)
        self._seen = (-1, 0.0)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Lock the store for the ``with`` block. Raises BoxError when it cannot be written."""
        make_private(self._folder)
        try:
            lock = os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
            finally:
                os.close(lock)
        except OSError as error:
            raise BoxError(f"the key store {self._folder} cannot be written: {error.strerror}.") from error


def known_name(text: str) -> str:
    """Return the text if it can be a profile's name. Raises BoxError when it cannot."""
    try:
        profile_folder(text)
    except StoreError as error:
        raise BoxError(str(error)) from error
    return text
