"""Invitations: a code that registers one new key for a profile, once. Only a digest of the code is stored."""

import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from coach.host.accounts.keys import Keys, known_name
from coach.host.accounts.public_key import PublicKey
from coach.host.base.errors import BoxError
from coach.host.base.paths import make_private
from coach.store.private_files import write_private

USER = "join-"
"""An SSH user name that begins with this carries a code. It names no profile: the invitation does."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 20
"""Characters of a code, each one of 31: 99 bits."""
_HOUR_S = 3600


class Invitation(Struct, frozen=True):
    """An open invitation: for which profile, until when (UTC). ``another``: the profile may have keys already."""

    profile: str
    until: datetime
    another: bool = True


class Invites:
    """The invitations, kept in a folder (0700): one file each, named after the code's SHA-256 digest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, profile: str, hours: float, now: float | None = None, *, another: bool = True) -> str:
        """Make and store a new code for a profile, valid for ``hours``. Raises BoxError.

        Without ``another``, the code is refused once the profile has a key, whoever registered that one.
        """
        known_name(profile)
        make_private(self._folder)
        code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        until = (time.time() if now is None else now) + hours * _HOUR_S
        try:
            write_private(self._path(code), _kept(profile, until, another))
        except OSError as error:
            raise BoxError(f"the invitation could not be kept: {error.strerror}.") from error
        return code

    def profile_of(self, user: str, now: float | None = None) -> str | None:
        """Return the profile that the code in a user name invites to; None: it holds no valid code."""
        code = user.removeprefix(USER)
        if not user.startswith(USER) or len(code) != _LENGTH or not set(code) <= set(_LETTERS):
            return None
        invitation = _read(self._path(code))
        if invitation is None:
            return None
        if _is_over(invitation, now):
            self._forget(code)
            return None
        return invitation.profile

    def all(self, now: float | None = None) -> list[Invitation]:
        """Return every open invitation, sorted by profile; expired ones are deleted."""
        found = []
        for path in self._files():
            invitation = _read(path)
            if invitation is not None and _is_over(invitation, now):
                path.unlink(missing_ok=True)
            elif invitation is not None:
                found.append(invitation)
        return sorted(found, key=lambda each: (each.profile, each.until))

    def revoke(self, profile: str) -> int:
        """Delete all invitations to a profile; return how many there were. Raises BoxError when one cannot be."""
        gone = 0
        try:
            for path in self._files():
                invitation = _read(path)
                if invitation is not None and invitation.profile == profile:
                    path.unlink(missing_ok=True)
                    gone += 1
        except OSError as error:
            raise BoxError(f"an invitation of {profile} could not be taken back: {error.strerror}.") from error
        return gone

    def redeem(self, user: str, key: PublicKey, keys: Keys) -> str | None:
        """Use up the code and register the key; return its profile. None: the code is not valid, or the key is refused.

        When the key is refused (the profile may have too many), the code stays valid for a later attempt.
        """
        profile, code = self.profile_of(user), user.removeprefix(USER)
        try:
            kept = self._path(code).read_bytes()
        except OSError:
            return None
        invitation = _read(self._path(code))
        if profile is None or invitation is None or not (invitation.another or not keys.of(profile)):
            return None
        if not self._forget(code):
            return None
        try:
            keys.add(profile, key)
        except BoxError:
            with suppress(OSError):
                write_private(self._path(code), kept)
            return None
        return profile

    def _forget(self, code: str) -> bool:
        """Delete a code's file, which uses it up. False: it was gone already, or cannot be deleted."""
        with suppress(OSError):
            self._path(code).unlink()
            return True
        return False

    def _files(self) -> Iterator[Path]:
        with suppress(FileNotFoundError):
            yield from (path for path in self._folder.iterdir() if not path.name.startswith("."))

    def _path(self, code: str) -> Path:
        return self._folder / hashlib.sha256(code.encode()).hexdigest()


def _kept(profile: str, until: float, another: bool) -> bytes:
    return json.dumps({"profile": profile, "until": until, "another": another}).encode()


def _read(path: Path) -> Invitation | None:
    """Read the invitation in a file; None: there is no valid one."""
    try:
        kept = json.loads(path.read_bytes())
        until = datetime.fromtimestamp(float(kept["until"]), UTC)
        return Invitation(known_name(str(kept["profile"])), until, bool(kept.get("another", True)))
    except (OSError, OverflowError, ValueError, KeyError, TypeError, AttributeError, BoxError):
        return None


def _is_over(invitation: Invitation, now: float | None) -> bool:
    return (time.time() if now is None else now) > invitation.until.timestamp()
