"""Invitations: a code with which one new key is registered for a profile, once. Only a digest of it is kept."""

import hashlib
import json
import secrets
import time
from contextlib import suppress
from pathlib import Path

from coach.host.accounts.keys import Keys, known_name
from coach.host.accounts.public_key import PublicKey
from coach.host.base.errors import RefusedError
from coach.host.base.paths import make_private
from coach.store.private_files import write_private

USER = "join-"
"""A user name that begins so carries a code. It names no profile: the invitation does."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 20
"""Of 31 letters: 99 bits."""
_HOUR_S = 3600


class Invites:
    """The invitations in a folder (0700), a file each, named after the code's digest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, profile: str, hours: float, now: float | None = None) -> str:
        """A new code for a profile, good for so long. Raises RefusedError."""
        known_name(profile)
        make_private(self._folder)
        code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        until = (time.time() if now is None else now) + hours * _HOUR_S
        try:
            write_private(self._path(code), json.dumps({"profile": profile, "until": until}).encode())
        except OSError as error:
            raise RefusedError(f"the invitation could not be kept: {error.strerror}.") from error
        return code

    def profile_of(self, user: str, now: float | None = None) -> str | None:
        """The profile that a user name's code invites to; None: it has none that is good."""
        code = user.removeprefix(USER)
        if not user.startswith(USER) or len(code) != _LENGTH or not set(code) <= set(_LETTERS):
            return None
        try:
            kept = json.loads(self._path(code).read_bytes())
            profile, until = known_name(str(kept["profile"])), float(kept["until"])
        except (OSError, ValueError, KeyError, TypeError, RefusedError):
            return None
        if (time.time() if now is None else now) > until:
            self._forget(code)
            return None
        return profile

    def redeem(self, user: str, key: PublicKey, keys: Keys) -> str | None:
        """Register the key; its profile. None: the code is no longer good, or the key could not be taken.

        Where the key could not be taken, the code stays good: for the day on which there is room for it.
        """
        profile, code = self.profile_of(user), user.removeprefix(USER)
        try:
            kept = self._path(code).read_bytes()
        except OSError:
            return None
        if profile is None or not self._forget(code):
            return None
        try:
            keys.add(profile, key)
        except RefusedError:
            with suppress(OSError):
                write_private(self._path(code), kept)
            return None
        return profile

    def _forget(self, code: str) -> bool:
        """Use it up; False: somebody else was first."""
        with suppress(OSError):
            self._path(code).unlink()
            return True
        return False

    def _path(self, code: str) -> Path:
        return self._folder / hashlib.sha256(code.encode()).hexdigest()
