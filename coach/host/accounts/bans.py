"""Addresses that are not answered: a file of addresses and networks, one a line, which may be changed at any time."""

import ipaddress
from pathlib import Path

from coach.host.accounts.kept_list import MOST, KeptList
from coach.host.base.errors import RefusedError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Bans:
    """The list in a file (0600). What others change there is seen within a second."""

    def __init__(self, path: Path) -> None:
        full = f"there are {MOST} bans already. Ban whole networks, or use a firewall."
        self._list = KeptList[Network](path, _read, str, full)

    def holds(self, address: str) -> bool:
        """Whether somebody from there is not answered."""
        banned = self._list.now()
        if not banned:
            return False
        try:
            known = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(known, "ipv4_mapped", None)
        return any((mapped or known) in network for network in banned)

    def all(self) -> list[str]:
        """Every entry, as it is written."""
        return [str(network) for network in self._list.all()]

    def add(self, text: str) -> bool:
        """Answer nobody from there any more; False: so it was. Raises RefusedError."""
        return self._list.add(known_network(text))

    def remove(self, text: str) -> bool:
        """Answer them again; False: nobody from there was banned. Raises RefusedError."""
        return self._list.remove(known_network(text))


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
