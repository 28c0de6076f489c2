"""What asyncssh asks about a certificate: whether its authority is trusted, and so which profile it opens."""

from collections.abc import Callable, Sequence
from typing import Any

import asyncssh

from coach.host.accounts.authorities import Authorities, profile_named
from coach.host.accounts.public_key import PublicKey, parse_key
from coach.host.base.errors import RefusedError


class Certificates(asyncssh.SSHAuthorizedKeys):
    """The authorities of one connection. ``shown``: told whose certificate is being looked at, and by whom signed."""

    def __init__(self, authorities: Authorities, shown: Callable[[str, PublicKey], bool]) -> None:
        super().__init__()
        self._authorities = authorities
        self._shown = shown

    def validate(
        self,
        key: asyncssh.SSHKey,
        client_host: str,
        client_addr: str,
        cert_principals: Sequence[str] | None = None,
        ca: bool = False,
    ) -> dict[str, Any] | None:
        """The options for a certificate that may open; None: it may not. A key alone is looked for elsewhere."""
        profile = profile_named(cert_principals or ()) if ca else None
        if profile is None or not self._authorities.trusts(key.public_data):
            return None
        try:
            authority = parse_key(key.export_public_key("openssh").decode())
        except (RefusedError, asyncssh.KeyExportError, UnicodeDecodeError):
            return None
        # With principals of ours, asyncssh takes any user name: it decides nothing, here either.
        return {"principals": [profile]} if self._shown(profile, authority) else None
