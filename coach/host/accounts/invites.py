"""Invitations: a code with which one new key is registered for a profile, once. Only a digest of it is kept."""

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
from coach.host.base.errors import RefusedError
from coach.host.base.paths import make_private
from coach.store.private_files import write_private

USER = "join-"
"""A user name that begins so carries a code. It names no profile: the invitation does."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 20
"""Of 31 letters: 99 bits."""
_HOUR_S = 3600


class Invitation(Struct, frozen=True):
    """An open invitation: for which profile, until when; ``another``: the profile may have keys already."""

    profile: str
    until: datetime
    another: bool = True


class Invites:
    """The invitations in a folder (0700), a file each, named after the code's digest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, profile: str, hours: float, now: float | None = None, *, another: bool = True) -> str:
        """A new code for a profile, good for so long. Raises RefusedError.

        Not ``another``: it opens nothing once the profile has a key, whoever registered that one.
        """
        known_name(profile)
        make_private(self._folder)
        code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        until = (time.time() if now is None else now) + hours * _HOUR_S
        try:
            write_private(self._path(code), _kept(profile, until, another))
        except OSError as error:
            raise RefusedError(f"the invitation could not be kept: {error.strerror}.") from error
        return code

    def profile_of(self, user: str, now: float | None = None) -> str | None:
        """The profile that a user name's code invites to; None: it has none that is good."""
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
        """Every open invitation, by profile; those that are over are forgotten."""
        found = []
        for path in self._files():
            invitation = _read(path)
            if invitation is not None and _is_over(invitation, now):
                path.unlink(missing_ok=True)
            elif invitation is not None:
                found.append(invitation)
        return sorted(found, key=lambda each: (each.profile, each.until))

    def revoke(self, profile: str) -> int:
        """Let no code open this profile any more; how many there were. Raises RefusedError when one stays."""
        gone = 0
        try:
            for path in self._files():
                invitation = _read(path)
                if invitation is not None and invitation.profile == profile:
                    path.unlink(missing_ok=True)
                    gone += 1
        except OSError as error:
            raise RefusedError(f"an invitation of {profile} could not be taken back: {error.strerror}.") from error
        return gone

    def redeem(self, user: str, key: PublicKey, keys: Keys) -> str | None:
        """Register the key; its profile. None: the code is no longer good, or the key could not be taken.

        Where the key could not be taken, the code stays good: for the day on which there is room for it.
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

    def _files(self) -> Iterator[Path]:
        with suppress(FileNotFoundError):
            yield from (path for path in self._folder.iterdir() if not path.name.startswith("."))

    def _path(self, code: str) -> Path:
        return self._folder / hashlib.sha256(code.encode()).hexdigest()


def _kept(profile: str, until: float, another: bool) -> bytes:
    return json.dumps({"profile": profile, "until": until, "another": another}).encode()


def _read(path: Path) -> Invitation | None:
    """The invitation in a file; None: there is none."""
    try:
        kept = json.loads(path.read_bytes())
        until = datetime.fromtimestamp(float(kept["until"]), UTC)
        return Invitation(known_name(str(kept["profile"])), until, bool(kept.get("another", True)))
    except (OSError, OverflowError, ValueError, KeyError, TypeError, AttributeError, RefusedError):
        return None


def _is_over(invitation: Invitation, now: float | None) -> bool:
    return (time.time() if now is None else now) > invitation.until.timestamp()
