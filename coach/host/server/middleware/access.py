"""Access: allow only the app (on a terminal) and the fixed verbs, and only for as long as the key is registered."""

import asyncio

from coach.host.accounts.authorities import Authorities
from coach.host.accounts.keys import Keys
from coach.host.accounts.revocations import Revocations
from coach.host.base.errors import BoxError
from coach.host.guests.verbs import understood
from coach.host.server.background import watched
from coach.host.server.visit import Handler, Reason, Visit

REFUSED = 2
LOOK_S = 5.0
"""How often a visit's key is checked, in seconds."""


class Access:
    """Refuses unknown commands with a sentence, and ends visits whose key or certificate has been removed."""

    def __init__(self, keys: Keys, authorities: Authorities, revocations: Revocations) -> None:
        self._keys = keys
        self._authorities = authorities
        self._revocations = revocations

    async def __call__(self, visit: Visit, go_on: Handler) -> int:
        """Pass the visit on if its command is known."""
        try:
            visit.verb = understood(visit.command, terminal=visit.size is not None).name
        except BoxError as refusal:
            visit.line.say(str(refusal))
            return REFUSED
        with watched(self._watch(visit)):
            return await go_on(visit)

    async def _watch(self, visit: Visit) -> None:
        while self._is_known(visit):
            await asyncio.sleep(LOOK_S)
        visit.end(Reason.KEY_REMOVED)

    def _is_known(self, visit: Visit) -> bool:
        """Return whether the key that logged in is still registered, or the certificate trusted and not revoked."""
        if visit.certificate is not None:
            return self._authorities.trusts(visit.key) and not self._revocations.hold(visit.certificate)
        return self._keys.profile_of(visit.key) == visit.profile
