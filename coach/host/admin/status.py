"""Who is here, since when, and how much memory each uses: from the server's roster, and from the kernel."""

import ipaddress
import json
import os
import socket
from datetime import UTC, datetime
from typing import Any

from coach.host.base.errors import BoxError
from coach.host.base.memory import proportional_memory
from coach.host.base.paths import BoxFolder
from coach.host.base.port import PORT
from coach.host.guests.patience import open_visits
from coach.host.guests.quota import BYTES, MEGABYTE


def status(place: BoxFolder) -> dict[str, Any]:
    """Return the server's process id, address, port and visits, each visit with ``memory_mb`` (None: unknown).

    Raises BoxError when no server of ours is running.
    """
    kept = roster(place)
    kept["open"] = True
    kept.setdefault("quota", BYTES)  # a server that was started before the roster had it
    for visit in kept["visits"]:
        memory = None if visit["pid"] is None else proportional_memory(visit["pid"])
        visit["memory_mb"] = None if memory is None else round(memory / MEGABYTE, 1)
    return kept


def roster(place: BoxFolder) -> dict[str, Any]:
    """Return the roster that a running server writes. Raises BoxError when none is running."""
    try:
        kept: dict[str, Any] = json.loads(place.roster.read_bytes())
    except FileNotFoundError:
        raise BoxError("no server of ours is open here. To open one: coach host serve") from None
    except (OSError, ValueError) as error:
        raise BoxError(f"{place.roster} cannot be read: {error}.") from error
    if not _runs(kept["pid"]):
        raise BoxError("the server ended without closing its list. To open it again: coach host serve")
    return kept


def closed() -> dict[str, Any]:
    """Return the same as ``status`` for a box without a server of ours; the quota is that of OpenSSH's guests."""
    return {"open": False, "pid": None, "address": None, "port": None, "quota": BYTES, "visits": []}


def visits_at_openssh(place: BoxFolder) -> list[dict[str, Any]]:
    """Return the visits by the box's own OpenSSH: profile, process id, and since when (ISO 8601, UTC)."""
    return [
        {
            "profile": each.profile,
            "pid": each.pid,
            "since": datetime.fromtimestamp(each.since, UTC).isoformat(timespec="seconds"),
        }
        for each in open_visits(place.doors)
    ]


def door(place: BoxFolder) -> tuple[str, int]:
    """Return the host name or address for guests to use, and the port of the running server, else the default."""
    try:
        kept = roster(place)
    except BoxError:
        return _name(), PORT
    wild = ipaddress.ip_address(kept["address"]).is_unspecified
    return _name() if wild else kept["address"], kept["port"]


def _name() -> str:
    """Return this machine's fully qualified name where it is known, else its short one."""
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
