"""Who is here, since when, and how much memory each takes: from the list that the server keeps, and from the kernel."""

import ipaddress
import json
import os
import socket
from datetime import UTC, datetime
from typing import Any

from coach.host.base.errors import RefusedError
from coach.host.base.memory import proportional_memory
from coach.host.base.paths import BoxFolder
from coach.host.guests.patience import places
from coach.host.guests.quota import BYTES

PORT = 2222
"""Of ``coach host serve``, where nothing else is said."""
MEGABYTE = 1024 * 1024


def status(place: BoxFolder) -> dict[str, Any]:
    """The server's process, address and port, and its visits, each with ``memory_mb`` (None: not to be had).

    Raises RefusedError when no server is open.
    """
    kept = roster(place)
    kept["open"] = True
    kept.setdefault("quota", BYTES)  # one that was opened before it was written down
    for visit in kept["visits"]:
        memory = None if visit["pid"] is None else proportional_memory(visit["pid"])
        visit["memory_mb"] = None if memory is None else round(memory / MEGABYTE, 1)
    return kept


def roster(place: BoxFolder) -> dict[str, Any]:
    """The list that an open server keeps. Raises RefusedError when none is open."""
    try:
        kept: dict[str, Any] = json.loads(place.roster.read_bytes())
    except FileNotFoundError:
        raise RefusedError("no server of ours is open here. To open one: coach host serve") from None
    except (OSError, ValueError) as error:
        raise RefusedError(f"{place.roster} cannot be read: {error}.") from error
    if not _runs(kept["pid"]):
        raise RefusedError("the server ended without closing its list. To open it again: coach host serve")
    return kept


def closed() -> dict[str, Any]:
    """The same of a box on which no server of ours is open; the quota is that of OpenSSH's door."""
    return {"open": False, "pid": None, "address": None, "port": None, "quota": BYTES, "visits": []}


def visits_at_openssh(place: BoxFolder) -> list[dict[str, Any]]:
    """Who is here by the box's own OpenSSH."""
    return [
        {
            "profile": each.profile,
            "pid": each.pid,
            "since": datetime.fromtimestamp(each.since, UTC).isoformat(timespec="seconds"),
        }
        for each in places(place.doors)
    ]


def door(place: BoxFolder) -> tuple[str, int]:
    """The name by which guests find this box, and the port of the server that is open, else the usual one."""
    try:
        kept = roster(place)
    except RefusedError:
        return _name(), PORT
    wild = ipaddress.ip_address(kept["address"]).is_unspecified
    return _name() if wild else kept["address"], kept["port"]


def _name() -> str:
    """This machine's name, whole where it is known."""
    whole = socket.getfqdn()
    return socket.gethostname() if whole.startswith(("localhost", "ip6-localhost")) else whole


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
