"""Banned addresses, which get no answer: a file of addresses and networks, one per line, editable at any time."""

import ipaddress
from pathlib import Path

from coach.host.accounts.kept_list import MOST_KEPT, KeptList
from coach.host.base.errors import BoxError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Bans:
    """The bans, kept in a file (0600). Changes by other processes are noticed within a second."""

    def __init__(self, path: Path) -> None:
        full = f"there are {MOST_KEPT} bans already. Ban whole networks, or use a firewall."
        self._list = KeptList[Network](path, _read, str, full)

    def holds(self, address: str) -> bool:
        """Return whether an address is banned. What is no address is not."""
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
        """Return every entry as text, networks with their prefix length."""
        return [str(network) for network in self._list.all()]

    def add(self, text: str) -> bool:
        """Ban an address or network. False: it was banned already. Raises BoxError."""
        return self._list.add(known_network(text))

    def remove(self, text: str) -> bool:
        """Lift the ban of an address or network. False: there was no such entry. Raises BoxError."""
        return self._list.remove(known_network(text))


def known_network(text: str) -> Network:
    """Parse an address or a network. Raises BoxError for anything else, and for the network of all addresses."""
    try:
        network = ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        raise BoxError(f"{text[:60]!r} is no address, and no network such as 192.0.2.0/24.") from None
    if network.prefixlen == 0:
        raise BoxError("that is everybody: to let nobody in, stop the server.")
    return network


def _read(path: Path) -> tuple[Network, ...]:
    """Return the networks in the file. Lines that are none are skipped."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ()
    found = []
    for line in lines[:MOST_KEPT]:
        try:
            found.append(known_network(line.partition("#")[0]))
        except BoxError:
            continue
    return tuple(found)
