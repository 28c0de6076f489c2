"""The club's own certificate authorities: a certificate that one of them signed opens the profile that it names.

A certificate (PROTOCOL.certkeys of OpenSSH) must name exactly one principal, which is the profile; one that names none
would be valid for everybody, so it opens nothing. Left out: checking a signature, dates and addresses (asyncssh, sshd).
"""

from collections.abc import Sequence
from pathlib import Path

from coach.host.accounts.public_key import PublicKey, parse_key
from coach.host.base.errors import BoxError
from coach.host.base.paths import make_private
from coach.store.paths import is_profile_name
from coach.store.private_files import write_private

MOST_AUTHORITIES = 20


class Authorities:
    """The authorities' public keys, kept in a file (0600)."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> list[PublicKey]:
        """Return every authority, at most MOST. Lines that are no keys are skipped."""
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return []
        found = []
        for line in lines[:MOST_AUTHORITIES]:
            try:
                found.append(parse_key(line))
            except BoxError:
                continue
        return found

    def trusts(self, data: bytes) -> bool:
        """Return whether a key, given as the bytes that SSH sends, is an authority's."""
        return any(each.data == data for each in self.all())

    def add(self, key: PublicKey) -> bool:
        """Trust this key from now on. False: it was trusted already. Raises BoxError."""
        known = self.all()
        if any(each.data == key.data for each in known):
            return False
        if len(known) >= MOST_AUTHORITIES:
            raise BoxError(f"there are {MOST_AUTHORITIES} authorities already; remove one first.")
        self._write([*known, key])
        return True

    def remove(self, fingerprint: str) -> None:
        """Stop trusting the key of this fingerprint. Raises BoxError when there is none."""
        known = self.all()
        left = [each for each in known if each.fingerprint != fingerprint]
        if left == known:
            raise BoxError("there is no such authority here. All of them: coach host authority list")
        self._write(left)

    def _write(self, keys: list[PublicKey]) -> None:
        make_private(self._path.parent)
        try:
            write_private(self._path, "".join(f"{key.line}\n" for key in keys).encode())
        except OSError as error:
            raise BoxError(f"{self._path} cannot be written: {error.strerror}.") from error


def profile_named(principals: Sequence[str]) -> str | None:
    """Return the profile that a certificate with these principals opens, or None."""
    return principals[0] if len(principals) == 1 and is_profile_name(principals[0]) else None
