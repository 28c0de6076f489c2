"""The options of a server: where it listens, and its limits."""

from msgspec import Struct

from coach.host.guests.quota import BYTES


class Opening(Struct, frozen=True):
    """The options of ``coach host serve``: address, port, and limits (names in ``_s``: seconds).

    ``sessions``: visits at once; ``of_one``: of one profile; ``starts``: coaches starting at once; ``idle_s``: without
    anything happening; ``login_s``: for logging in; ``connections``: a network's burst (``admission.Door``).
    """

    address: str
    port: int
    sessions: int
    of_one: int
    starts: int
    idle_s: float
    login_s: float
    connections: int
    saving_s: float = 3.0
    """How long a coach may take to save and leave when its visit is ended."""
    metrics: int | None = None
    """The port on loopback for Prometheus; None: no metrics are served."""
    quota: int = BYTES
    """Bytes that a profile may take."""
