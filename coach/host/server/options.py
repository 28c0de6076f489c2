"""How a host is opened: where it listens, and its limits."""

from msgspec import Struct

from coach.host.guests.quota import BYTES


class Opening(Struct, frozen=True):
    """How a host is opened."""

    address: str
    port: int
    sessions: int
    of_one: int
    starts: int
    idle_s: float
    login_s: float
    connections: int
    saving_s: float = 3.0
    """How long a coach may take to save and leave."""
    metrics: int | None = None
    """The port on loopback for Prometheus."""
    quota: int = BYTES
    """Bytes that a profile may take."""
