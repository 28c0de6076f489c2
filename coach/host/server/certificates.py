"""What asyncssh asks about a certificate: whether its authority is trusted, and so which profile it opens.

asyncssh hands over whose signature it is, and not the certificate: its number and key id are noted on the way. Where
another version of it no longer goes that way, none is known, and no certificate opens anything. It is told, too, from
where the connection comes, which it sees through a valve: else none with a ``source-address`` would open anything.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import asyncssh

from coach.host.accounts.authorities import Authorities, profile_named
from coach.host.accounts.public_key import PublicKey, parse_key
from coach.host.accounts.revocations import Revocations, Shown
from coach.host.base.errors import RefusedError

_LOOKS, _FROM = "_validate_openssh_certificate", "_peer_addr"


class Certificates(asyncssh.SSHAuthorizedKeys):
    """The authorities of one connection, which comes from ``address``.

    ``shown``: told which certificate is being looked at, and by whom signed.
    """

    def __init__(
        self,
        connection: asyncssh.SSHServerConnection,
        address: str,
        authorities: Authorities,
        revocations: Revocations,
        shown: Callable[[str, PublicKey, Shown], bool],
    ) -> None:
        super().__init__()
        self._authorities = authorities
        self._revocations = revocations
        self._shown = shown
        self._at_hand: Shown | None = None
        looks = getattr(connection, _LOOKS, None)
        if looks is not None:
            setattr(connection, _LOOKS, self._noting(looks))
        if hasattr(connection, _FROM):
            setattr(connection, _FROM, address)

    def _noting(self, looks: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def look(username: str, certificate: Any) -> Any:
            self._at_hand = _read(certificate)
            try:
                return await looks(username, certificate)
            finally:
                self._at_hand = None

        return look

    def validate(
        self,
        key: asyncssh.SSHKey,
        client_host: str,
        client_addr: str,
        cert_principals: Sequence[str] | None = None,
        ca: bool = False,
    ) -> dict[str, Any] | None:
        """The options for a certificate that may open; None: it may not. A key alone is looked for elsewhere."""
        profile, shown = (profile_named(cert_principals or ()), self._at_hand) if ca else (None, None)
        if profile is None or shown is None or self._revocations.hold(shown):
            return None
        if not self._authorities.trusts(key.public_data):
            return None
        try:
            authority = parse_key(key.export_public_key("openssh").decode())
        except (RefusedError, asyncssh.KeyExportError, UnicodeDecodeError):
            return None
        # With principals of ours, asyncssh takes any user name: it decides nothing, here either.
        return {"principals": [profile]} if self._shown(profile, authority, shown) else None


def _read(certificate: Any) -> Shown | None:
    serial, key_id = getattr(certificate, "_serial", None), getattr(certificate, "_key_id", None)
    return Shown(serial, key_id) if isinstance(serial, int) and isinstance(key_id, str) else None
