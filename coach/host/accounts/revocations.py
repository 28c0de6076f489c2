"""Revoked certificates, which open nothing although an authority signed them: by key id, or by serial number.

They are kept in a file, one per line, as OpenSSH's own tool reads them (``ssh-keygen -k``, KEY REVOCATION LISTS):
``id: anna``, ``serial: 7``, ``serial: 7-20``. It may be edited any time. Left out: parsing a certificate (``server``).
"""

import re
from pathlib import Path

from msgspec import Struct

from coach.host.accounts.kept_list import MOST_KEPT, KeptList
from coach.host.base.errors import BoxError

LONGEST_ID = 200
HIGHEST = 2**64 - 1
_SHUT = "Until it is mended, no certificate opens anything."
_SERIALS = re.compile(r"([0-9]{1,20})(?: *- *([0-9]{1,20}))?", re.ASCII)


class Shown(Struct, frozen=True):
    """What a certificate that is shown says of itself: its serial number, and the key id that its authority gave it."""

    serial: int
    key_id: str


class Revocation(Struct, frozen=True):
    """An entry: the certificates of a key id, or those of the serial numbers ``first`` to ``last``, both included."""

    key_id: str | None = None
    first: int = 0
    last: int = 0

    @property
    def line(self) -> str:
        """The entry as a line of the file."""
        if self.key_id is not None:
            return f"id: {self.key_id}"
        return f"serial: {self.first}" if self.first == self.last else f"serial: {self.first}-{self.last}"

    def means(self, shown: Shown) -> bool:
        """Return whether this entry revokes a certificate."""
        if self.key_id is not None:
            return shown.key_id == self.key_id
        return self.first <= shown.serial <= self.last


class Revocations:
    """The revocations, kept in a file (0600). Changes by other processes are noticed within a second."""

    def __init__(self, path: Path) -> None:
        full = f"{MOST_KEPT} are taken back already. Let their authority go: coach host authority remove"
        self._list = KeptList[Revocation](path, _read, lambda each: each.line, full, unread=_ALL)

    def hold(self, shown: Shown) -> bool:
        """Return whether a certificate is revoked. While the file cannot be parsed, every certificate is."""
        return any(each.means(shown) for each in self._list.now())

    def all(self) -> tuple[Revocation, ...]:
        """Return every entry. Raises BoxError for a file that cannot be parsed."""
        return self._list.all()

    def add(self, new: Revocation) -> bool:
        """Revoke these certificates. False: the entry is there already. Raises BoxError."""
        return self._list.add(new)

    def remove(self, gone: Revocation) -> bool:
        """Remove an entry, so that its certificates are valid again. False: it was not there. Raises BoxError."""
        return self._list.remove(gone)


_ALL = (Revocation(first=0, last=HIGHEST),)


def of_id(text: str) -> Revocation:
    """Return an entry for a key id. Raises BoxError for a text that cannot be one."""
    if not text or text != text.strip() or len(text) > LONGEST_ID or not text.isprintable():
        raise BoxError(f"{text[:60]!r} is no key id: what stands behind -I of ssh-keygen, in one line.")
    return Revocation(key_id=text)


def of_serials(text: str) -> Revocation:
    """Return an entry for a serial number or a range, such as 7 or 7-20. Raises BoxError for any other text."""
    match = _SERIALS.fullmatch(text.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if match and not first:
        raise BoxError("0 is what a certificate has that was given no serial number. Take it back by its key id.")
    if not 0 < first <= last <= HIGHEST:
        raise BoxError(f"{text[:60]!r} is no serial number, as in 7 or 7-20: what stands behind -z of ssh-keygen.")
    return Revocation(first=first, last=last)


def _read(path: Path) -> tuple[Revocation, ...]:
    """Parse the file, if there is one; empty lines and comments (#) are skipped. Raises BoxError for all else."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is not text"
        raise BoxError(f"{path} cannot be read: {reason}. {_SHUT}") from error
    return tuple(_of_line(path, number, line) for number, line in enumerate(lines, 1) if line.partition("#")[0].strip())


def _of_line(path: Path, number: int, line: str) -> Revocation:
    kind, _, said = line.partition(":")
    try:
        if kind.strip() == "id":
            return of_id(said.strip())
        if kind.strip() == "serial":
            return of_serials(said.partition("#")[0])
    except BoxError as refusal:
        raise BoxError(f"{path}, line {number}: {refusal} {_SHUT}") from None
    raise BoxError(f"{path}, line {number}: it must begin with id: or serial:. {_SHUT}")
