"""One connection, from its login on: which profile it opens, what channels it gets, and when it is cut off.

The key that signed decides the profile; a key that was only offered decides nothing, and the user name never does.
"""

import asyncio
from typing import Literal, Protocol

import asyncssh

from coach.host.accounts.authorities import Authorities
from coach.host.accounts.invites import Invites
from coach.host.accounts.keys import Keys
from coach.host.accounts.public_key import PublicKey, parse_key
from coach.host.accounts.revocations import Revocations, Shown
from coach.host.base.errors import BoxError
from coach.host.server.certificates import Certificates
from coach.host.server.channel import Wire, is_writable
from coach.host.server.journal import Journal
from coach.host.server.throttle import Valve

MOST_TRIES = 20
"""The most keys that a client may offer."""
MOST_CHANNELS = 8
LOOK_S = 5.0
STUCK_S = 30.0
"""A connection that takes no data for so long is cut off."""
WELCOME = "Welcome. From now on your key opens the profile {}."


class Host(Protocol):
    """The server, as a connection sees it."""

    keys: Keys
    invites: Invites
    authorities: Authorities
    revocations: Revocations
    journal: Journal

    def welcome(self, wire: Wire, client: "Client") -> None:
        """Begin the visit of a channel whose request is complete."""


class Client(asyncssh.SSHServer):
    """One connection: asyncssh's callbacks, and the checks that it is in use."""

    def __init__(self, server: Host, address: str) -> None:
        self._server = server
        self._connection: asyncssh.SSHServerConnection | None = None
        self.valve: Valve | None = None
        self._user = ""
        self._tried = 0
        self._shown: PublicKey | None = None
        """The key offered last; for a certificate its authority's, with the profile in ``_named``."""
        self._named: str | None = None
        self.certificate: Shown | None = None
        """The certificate offered last; None: that was a plain key."""
        self._wires: set[Wire] = set()
        self._used = 0.0
        self.address = address
        self.profile: str | None = None
        self.notices: tuple[str, ...] = ()
        self._asked: asyncssh.SSHServerConnection | None = None
        self._certificates: Certificates | None = None
        self.gave_way = False
        """Whether it was dropped for another connection before it was logged in."""

    def give_way(self) -> None:
        """Close the connection, because another one takes its place while logging in."""
        self.gave_way = True
        self._cut()

    @property
    def key(self) -> PublicKey:
        """The key that logged in, or the authority's for a certificate. Only after ``auth_completed``."""
        assert self._shown is not None
        return self._shown

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Prepare the check of certificates."""
        server = self._server
        self._asked = conn
        known = server.authorities, server.revocations
        self._certificates = Certificates(conn, self.address, *known, self._show_certificate)

    def begin_auth(self, username: str) -> bool:
        """Require a key, or a certificate that an authority of the club signed."""
        if self._asked is not None and self._certificates is not None:
            self._asked.set_authorized_keys(self._certificates)
        return True

    def public_key_auth_supported(self) -> bool:
        """Offer public keys; no other method is enabled."""
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Return whether a key may log in: it is registered, or the user name holds an invitation's code.

        asyncssh checks the signature right after.
        """
        self._tried += 1
        if self.profile is not None or self._tried > MOST_TRIES:
            return False
        self._user = username
        self._shown = self._named = self.certificate = None
        known = self._server.keys.profile_of(key.public_data) or self._server.invites.profile_of(username)
        if known is None:
            return False
        try:
            self._shown = parse_key(key.export_public_key("openssh").decode())
        except (BoxError, asyncssh.KeyExportError, UnicodeDecodeError):
            return False
        return True

    def _show_certificate(self, profile: str, authority: PublicKey, certificate: Shown) -> bool:
        """Return whether a certificate may be tried; asyncssh checks its dates, addresses and signature right after."""
        self._tried += 1
        if self.profile is not None or self._tried > MOST_TRIES:
            return False
        self._shown, self._named, self.certificate = authority, profile, certificate
        return True

    def auth_completed(self) -> None:
        """Set the profile by the key offered last, which is the one that signed; redeem an invitation."""
        if self._shown is None:
            self._cut()
            return
        server = self._server
        if self._named is not None:
            self.profile = self._named
            return
        self.profile = server.keys.profile_of(self._shown.data)
        if self.profile is None:
            self.profile = server.invites.redeem(self._user, self._shown, server.keys)
            if self.profile is None:
                self._cut()
                return
            self.notices = (WELCOME.format(self.profile),)
            server.journal.write("joined", profile=self.profile, key=self._shown.fingerprint, address=self.address)

    def session_requested(self) -> Wire | Literal[False]:
        """Open a channel for the app or a verb; False: not logged in, or MOST_CHANNELS are open."""
        if self.profile is None or len(self._wires) >= MOST_CHANNELS:
            return False
        wire = Wire(lambda each: self._server.welcome(each, self), self._forget, self._takes_more)
        self._wires.add(wire)
        return wire

    def _forget(self, wire: Wire) -> None:
        self._wires.discard(wire)
        self._used = asyncio.get_running_loop().time()

    def _takes_more(self) -> bool:
        return self.valve is None or is_writable(self.valve.engine.fileno())

    def _cut(self) -> None:
        if self.valve is not None:
            self.valve.cut()

    def hang_up(self) -> None:
        """Close the connection after sending what is left in its buffers."""
        if self._connection is not None:
            self._connection.close()
        else:
            self._cut()

    async def watch(self, connection: asyncssh.SSHServerConnection, patience_s: float) -> None:
        """Cut the connection off when it has no visit for ``patience_s``, floods, or takes no data for STUCK_S."""
        self._connection = connection
        loop = asyncio.get_running_loop()
        self._used = taken = loop.time()
        closed = asyncio.create_task(connection.wait_closed())
        try:
            while not closed.done():
                await asyncio.wait({closed}, timeout=LOOK_S)
                now = loop.time()
                self._used = now if any(wire.in_use for wire in self._wires) else self._used
                taken = now if self._takes_more() else taken
                stuck = now - taken > STUCK_S
                if stuck or now - self._used > patience_s or any(wire.floods for wire in self._wires):
                    self._server.journal.write("cut off", address=self.address, profile=self.profile)
                    self._cut()
                    return
        finally:
            closed.cancel()
