"""A guest's own data: that somebody else can read them is said once, and they are deleted when the guest says so."""

import shutil
from contextlib import suppress
from pathlib import Path

from coach.host.accounts.holder import IN_USE, TOLD
from coach.host.base.errors import RefusedError
from coach.store.paths import DATABASE


def is_told(folder: Path, *, shows_card: bool) -> bool:
    """Whether the guest knows who can read their data; they are counted as told from now on.

    ``shows_card``: what they came for says it by itself to whoever is new here.
    """
    mark = folder / TOLD
    if mark.exists():
        return True
    with suppress(OSError):  # then it is said once more
        mark.touch(mode=0o600)
    return shows_card and not (folder / DATABASE).exists()


def leave_for_good(folder: Path, profile: str, said: tuple[str, ...], *, alone: bool) -> int:
    """Delete everything in a guest's own folder, if they said their own name; how to, if they said none.

    Returns 0. Raises RefusedError when it is not done.
    """
    if not said:
        print(
            "This deletes all that you ever did here, its backups and your own routines, for good. Keep a copy first: "
            f"ssh this-host export > mine.toml. Then: ssh this-host delete {profile}"
        )
        return 0
    if said != (profile,):
        raise RefusedError(f"that is not your profile, so nothing was deleted. Yours is {profile}.")
    if not alone:
        raise RefusedError("you are logged in elsewhere, too, so nothing was deleted. Leave there first, then again.")
    try:
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name not in (IN_USE, TOLD):
                path.unlink()
    except OSError as error:
        raise RefusedError(
            f"not everything could be deleted: {error.strerror}. Tell whoever looks after the box."
        ) from error
    print("All of it is deleted. Your key still opens this box: to have that end, too, tell whoever looks after it.")
    return 0
