"""The files of shared pages. A runner's own folder has a folder for each helper: ``PROFILE/shared/HELPER/page.json``;
beside it ``report.json``, the page with the pains, for helpers who may see that as well.

Only the runner's coach can write there, so the place tells whose page it is, and nothing in it does. On a shared box
the sandbox lets the helper's coach read that one folder, and nobody else's (``host.guests.entry``). Links are not
followed anywhere, for their owner could make them lead elsewhere. Left out: what a page says (``domain.shared_page``).
"""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from coach.store.foreign_folders import delete_folder
from coach.store.paths import PROFILES, TEAM_VARIABLE, data_folder, is_profile_name, profile_folder
from coach.store.private_files import make_private, write_private
from coach.store.protocol import StoreError

SHARED = "shared"
FILE, REPORT = "page.json", "report.json"
"""The page that every helper gets, and the one with the pains, which is shared separately."""
PAIN_SHARED = "pain-shared-with"
"""The fact of the profile that lists the helpers who may also see the pains."""
MAX_BYTES = 16_384
_MOST = {FILE: MAX_BYTES, REPORT: 131_072}
MOST_RUNNERS = 500
"""The most runners of one helper that are looked for."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_PATH", 0)
_PAGE = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def show_page(profile: str, helper: str, page: bytes, file: str = FILE) -> None:
    """Let a helper see this page from now on, in place of the former one. Raises StoreError."""
    folder = _folder(profile, helper)
    try:
        for each in (folder.parent, folder):
            _refuse_link(each)
            make_private(each)
        write_private(folder / file, page, lasting=False)  # it is written again soon, and states its age
    except OSError as error:
        raise StoreError(f"Your page could not be put where {helper} sees it: {error.strerror}.") from error


def delete_pages(profile: str, helper: str) -> None:
    """Delete everything that a helper was shown. Raises StoreError when the page is still there."""
    folder = _folder(profile, helper)
    try:
        if folder.is_symlink():
            folder.unlink()
        elif folder.exists():
            for file in (FILE, REPORT):
                (folder / file).unlink(missing_ok=True)
            delete_folder(folder)
    except OSError as error:
        raise StoreError(f"Your page could not be taken back from {helper}: {error.strerror}.") from error


def take_back_report(profile: str, helper: str) -> None:
    """Delete the page with the pains; the other page stays. Raises StoreError when it is still there."""
    folder = _folder(profile, helper)
    try:
        if not folder.is_symlink():
            (folder / REPORT).unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"Your page could not be taken back from {helper}: {error.strerror}.") from error


def helpers(profile: str) -> tuple[str, ...]:
    """The helpers who have a folder in the runner's folder; empty if it cannot be read."""
    try:
        with os.scandir(profile_folder(profile) / SHARED) as entries:
            return tuple(sorted(entry.name for entry in entries if is_profile_name(entry.name)))
    except OSError:
        return ()


def runners(helper: str, environ: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The runners who share with a helper: as the host says, else those with a folder for them. Never raises."""
    said = (os.environ if environ is None else environ).get(TEAM_VARIABLE)
    if said is not None:
        return tuple(name for name in said.split(",") if is_profile_name(name))
    return runners_by_folder(helper)


def runners_by_folder(helper: str) -> tuple[str, ...]:
    """The profiles with a folder for this helper; needs the right to look into all of them. Never raises."""
    folder = data_folder() / PROFILES
    try:
        check_name(helper)
        names = [path.name for path in folder.iterdir() if path.name != helper]
    except (OSError, StoreError):
        return ()
    # Among hundreds of profiles most share with somebody else: only those that pass a cheap check get the careful one.
    likely = (name for name in sorted(names) if os.path.lexists(f"{folder}/{name}/{SHARED}/{helper}"))
    return tuple(islice((name for name in likely if is_profile_name(name) and _shares(name, helper)), MOST_RUNNERS))


def read_page(runner: str, helper: str, file: str = FILE) -> bytes | None:
    """The page of a runner for a helper; None: there is none, or it is no regular file, or too large. Never raises."""
    with suppress(OSError), opened_folder(runner, helper) as folder:
        descriptor = os.open(file, _PAGE, dir_fd=folder)
        with os.fdopen(descriptor, "rb") as opened:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            data = opened.read(_MOST[file] + 1)
            return data if len(data) <= _MOST[file] else None
    return None


def lies_there(runner: str, helper: str) -> bool:
    """Whether a runner has a file there that could be a page. False if the sandbox does not let us read it."""
    try:
        with opened_folder(runner, helper) as folder:
            os.close(os.open(FILE, _PAGE, dir_fd=folder))
    except (FileNotFoundError, PermissionError):
        return False
    except OSError:
        return True
    return True


@contextmanager
def opened_folder(runner: str, helper: str) -> Iterator[int]:
    """A descriptor of the folder that a runner has for a helper, opened without following links. Raises OSError."""
    chain = [os.open(data_folder() / PROFILES, _FOLDER)]
    try:
        for part in (runner, SHARED, helper):
            if part != SHARED and not is_profile_name(part):
                raise NotADirectoryError(part)
            chain.append(os.open(part, _FOLDER | _NO_LINK, dir_fd=chain[-1]))
        yield chain[-1]
    finally:
        for descriptor in chain:
            os.close(descriptor)


def _shares(runner: str, helper: str) -> bool:
    try:
        with opened_folder(runner, helper):
            return True
    except OSError:
        return False


def check_name(helper: str) -> None:
    """Raise StoreError for what cannot be the name of a profile."""
    if not is_profile_name(helper):
        raise StoreError(
            f"{helper[:40]!r} cannot be a helper's name. It is the name of their profile here: small letters, digits "
            "and hyphens."
        )


def _folder(profile: str, helper: str) -> Path:
    check_name(helper)
    return profile_folder(profile) / SHARED / helper


def _refuse_link(folder: Path) -> None:
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "there is a link in its place", str(folder))
