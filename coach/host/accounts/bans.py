"""Addresses that are not answered: a file of addresses and networks, one a line, which may be changed at any time."""

import ipaddress
import time
from pathlib import Path

from coach.host.base.errors import RefusedError
from coach.host.base.paths import make_private
from coach.store.private_files import write_private

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
MOST = 10_000
_LOOK_AGAIN_S = 1.0


class Bans:
    """The list in a file (0600). What others change there is seen within a second."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: tuple[Network, ...] = ()
        self._seen: tuple[int, float] = (-1, 0.0)

    def holds(self, address: str) -> bool:
        """Whether somebody from there is not answered."""
        self._look()
        if not self._known:
            return False
        try:
            known = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(known, "ipv4_mapped", None)
        return any((mapped or known) in network for network in self._known)

    def all(self) -> list[str]:
        """Every entry, as it is written."""
        return [str(network) for network in _read(self._path)]

    def add(self, text: str) -> bool:
        """Answer nobody from there any more; False: so it was. Raises RefusedError."""
        new, known = known_network(text), _read(self._path)
        if new in known:
            return False
        if len(known) >= MOST:
            raise RefusedError(f"there are {MOST} bans already. Ban whole networks, or use a firewall.")
        self._write((*known, new))
        return True

    def remove(self, text: str) -> bool:
        """Answer them again; False: nobody from there was banned. Raises RefusedError."""
        gone, known = known_network(text), _read(self._path)
        if gone not in known:
            return False
        self._write(tuple(each for each in known if each != gone))
        return True

    def _write(self, networks: tuple[Network, ...]) -> None:
        make_private(self._path.parent)
        try:
            write_private(self._path, "".join(f"{network}\n" for network in networks).encode())
        except OSError as error:
            raise RefusedError(f"{self._path} cannot be written: {error.strerror}.") from error
        self._seen = (-1, 0.0)

    def _look(self) -> None:
        now = time.monotonic()
        if self._seen[0] != -1 and now - self._seen[1] < _LOOK_AGAIN_S:
            return
        try:
            changed = self._path.stat().st_mtime_ns
        except OSError:
            changed = 0
        if changed != self._seen[0]:
            self._known = _read(self._path)
        self._seen = (changed, now)


def known_network(text: str) -> Network:
    """An address, or a network. Raises RefusedError for anything else, and for one that is everybody."""
    try:
        network = ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        raise RefusedError(f"{text[:60]!r} is no address, and no network such as 192.0.2.0/24.") from None
    if network.prefixlen == 0:
        raise RefusedError("that is everybody: to let nobody in, stop the server.")
    return network


def _read(path: Path) -> tuple[Network, ...]:
    """The networks in the file; a line that is none bans nobody."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ()
    found = []
    for line in lines[:MOST]:
        try:
            found.append(known_network(line.partition("#")[0]))
        except RefusedError:
            continue
    return tuple(found)
