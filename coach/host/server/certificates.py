"""The answers to asyncssh about a certificate: whether its authority is trusted, and which profile it opens.

asyncssh's callback gets the authority's key but not the certificate, so its validation method is wrapped to note the
serial number and key id. If another version of asyncssh lacks that method, neither is known and every certificate is
refused. asyncssh is also given the client's address, which the valve hides from it: otherwise every certificate with a
``source-address`` would be refused.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import asyncssh

from coach.host.accounts.authorities import Authorities, profile_named
from coach.host.accounts.public_key import PublicKey, parse_key
from coach.host.accounts.revocations import Revocations, Shown
from coach.host.base.errors import BoxError

_LOOKS, _FROM = "_validate_openssh_certificate", "_peer_addr"


class Certificates(asyncssh.SSHAuthorizedKeys):
    """Checks the certificates of one connection, which comes from ``address``.

    ``shown``: called with the profile, the authority and the certificate before one is accepted; False refuses it.
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
        """Return the options for an acceptable certificate, else None. Plain keys are checked in ``connection``."""
        profile, shown = (profile_named(cert_principals or ()), self._at_hand) if ca else (None, None)
        if profile is None or shown is None or self._revocations.hold(shown):
            return None
        if not self._authorities.trusts(key.public_data):
            return None
        try:
            authority = parse_key(key.export_public_key("openssh").decode())
        except (BoxError, asyncssh.KeyExportError, UnicodeDecodeError):
            return None
        # Given our principals, asyncssh accepts any user name: as with keys, the user name decides nothing.
        return {"principals": [profile]} if self._shown(profile, authority, shown) else None


def _read(certificate: Any) -> Shown | None:
    serial, key_id = getattr(certificate, "_serial", None), getattr(certificate, "_key_id", None)
    return Shown(serial, key_id) if isinstance(serial, int) and isinstance(key_id, str) else None
