"""A guest's own data: they are told once that the host can read it, and can delete it themselves."""

import shutil
from contextlib import suppress
from pathlib import Path

from coach.host.accounts.holder import IN_USE, TOLD
from coach.host.base.errors import BoxError
from coach.store.paths import DATABASE


def is_told(folder: Path, *, shows_card: bool) -> bool:
    """Return whether the guest has been told who can read their data, and mark them as told.

    ``shows_card``: the verb they came for shows that by itself to a new runner (one without a history).
    """
    mark = folder / TOLD
    if mark.exists():
        return True
    with suppress(OSError):  # then they are told again next time
        mark.touch(mode=0o600)
    return shows_card and not (folder / DATABASE).exists()


def leave_for_good(folder: Path, profile: str, said: tuple[str, ...], *, alone: bool) -> int:
    """Delete everything in a guest's own folder if ``said`` is their own name; if it is empty, print how to do it.

    ``alone``: no other visit has the folder open. Returns 0. Raises BoxError when nothing, or not all, was deleted.
    """
    if not said:
        print(
            "This deletes all that you ever did here, its backups and your own routines, for good. Keep a copy first: "
            f"ssh this-host export > mine.toml. Then: ssh this-host delete {profile}"
        )
        return 0
    if said != (profile,):
        raise BoxError(f"that is not your profile, so nothing was deleted. Yours is {profile}.")
    if not alone:
        raise BoxError("you are logged in elsewhere, too, so nothing was deleted. Leave there first, then try again.")
    try:
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name not in (IN_USE, TOLD):
                path.unlink()
    except OSError as error:
        raise BoxError(
            f"not everything could be deleted: {error.strerror}. Tell whoever looks after the box."
        ) from error
    print("All of it is deleted. Your key still opens this box: to end that, too, tell whoever looks after it.")
    return 0
