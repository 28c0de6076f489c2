"""Remove a person from the box: their keys, invitations, group, folder with its backups, and pages shared with them.

Left out: asking for confirmation (``cli.box.host_people``), and writing the copy that is made before (``backup``).
"""

import os
import time
from pathlib import Path

from msgspec import Struct

from coach.host.accounts.authorized_keys import uninstall
from coach.host.accounts.groups import Groups
from coach.host.accounts.holder import IN_USE
from coach.host.accounts.invites import Invites
from coach.host.accounts.keys import Keys
from coach.host.admin.backup import back_up_profile
from coach.host.base.errors import BoxError
from coach.host.base.ownership import as_owner_of
from coach.host.base.paths import BoxFolder
from coach.host.guests.patience import forget_places, lock_at_once
from coach.library.toml.sanitize import clean
from coach.services.sharing import end_sharing
from coach.store import shared_pages
from coach.store.foreign_folders import delete_folder
from coach.store.paths import PROFILES, data_folder, profile_folder
from coach.store.protocol import StoreError

LOGGED_OUT_S = 20.0
"""How long to wait for their visits to end: our own server logs a guest out within seconds of losing their key."""
LOOK_S = 0.1


class ProfileRemoval(Struct, frozen=True):
    """The copy, if one was made. ``still_named_by``: the profiles whose consent to this name could not be ended."""

    archive: Path | None
    still_named_by: tuple[str, ...]


def delete_person(
    place: BoxFolder, profile: str, archive: Path | None, authorized: Path | None = None
) -> ProfileRemoval:
    """Delete all of a person's data, after a copy into ``archive`` unless that is None. Raises BoxError.

    Invitations and keys go first, so that nobody logs in meanwhile; nothing else is touched before the copy is whole.
    ``authorized``: the ``authorized_keys`` file from which their lines are removed too.
    """
    folder = profile_folder(profile)
    keys = Keys(place.keys)
    held = keys.of(profile)
    Invites(place.invites).revoke(profile)
    if authorized is not None:
        for key in held:
            uninstall(authorized, key)
    if held:
        keys.remove(profile)
    _wait_until_empty(profile, folder)
    if archive is not None:
        try:
            back_up_profile(profile, archive, held)
        except BoxError as refusal:
            raise BoxError(
                f"{refusal} Nothing is deleted, but the keys of {profile} no longer open anything."
            ) from refusal
    Groups(place.groups).leave(profile)
    forget_places(place.doors, profile)
    still = _end_consents_to(profile)
    try:
        if folder.is_symlink():
            folder.unlink()
        elif folder.exists():
            delete_folder(folder)
    except OSError as error:
        raise BoxError(
            f"{clean(str(error.filename or folder))} cannot be deleted: {error.strerror}. The rest is gone."
        ) from error
    return ProfileRemoval(archive, still)


def _wait_until_empty(profile: str, folder: Path) -> None:
    """Wait until no visit has this profile open. Raises BoxError when one is still open after LOGGED_OUT_S."""
    try:
        descriptor = os.open(folder / IN_USE, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return
    try:
        until = time.monotonic() + LOGGED_OUT_S
        while not lock_at_once(descriptor):
            if time.monotonic() > until:
                raise BoxError(
                    f"{profile} is still logged in. Their keys no longer open anything. When they have left, or you "
                    "have ended their coach, run this again."
                )
            time.sleep(LOOK_S)
    finally:
        os.close(descriptor)


def _end_consents_to(helper: str) -> tuple[str, ...]:
    """End all consents to this helper, so that the next person of that name sees nobody's page.

    Returns the runners whose consent could not be ended.
    """
    still = []
    profiles = data_folder() / PROFILES
    for runner in sorted(path.name for path in profiles.iterdir()) if profiles.is_dir() else ():
        if not os.path.lexists(profiles / runner / shared_pages.SHARED / helper):
            continue
        try:
            with as_owner_of(profiles / runner):
                end_sharing(runner, helper)
        except (StoreError, OSError):
            still.append(runner)
    return tuple(still)
