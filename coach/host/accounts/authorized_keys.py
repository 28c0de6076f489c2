"""The ``authorized_keys`` file of the box's own OpenSSH: lines that let one key open one profile, and nothing else."""

import os
import sys
from pathlib import Path

from coach.host.accounts.public_key import LONGEST_KEY_LINE, PublicKey, parse_key
from coach.host.base.errors import BoxError
from coach.store.private_files import write_private

COMMAND = "coach"
"""The default command by which sshd starts the coach; another one is given where it is not in the account's PATH."""


def forced_line(profile: str, key: PublicKey, command: str = COMMAND) -> str:
    """Return the line for ``authorized_keys``. Raises BoxError for a command that is empty or not one line."""
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in command) or not command.strip():
        raise BoxError("the command that starts the coach must be words on one line.")
    quoted = f"{command} --profile {profile} host login".replace('"', '\\"')  # the only escape that sshd knows
    return f'restrict,pty,command="{quoted}" {key.line}'


def install(path: Path, line: str, key: PublicKey) -> bool:
    """Append the line to the file. False: it is there already. Raises BoxError when the key has another line."""
    lines = _lines(path)
    if line in lines:
        return False
    if any(_holds(other, key) for other in lines):
        raise BoxError(f"{path} has a line with this key already, which would come first. Remove it, then try again.")
    _write(path, [*lines, line])
    return True


def uninstall(path: Path, key: PublicKey) -> bool:
    """Remove the coach's line with this key from the file. False: there is none. Other lines stay as they are."""
    lines = _lines(path)
    kept = [line for line in lines if not (_holds(line, key) and line.startswith("restrict,pty,command="))]
    if kept == lines:
        return False
    _write(path, kept)
    return True


def _holds(line: str, key: PublicKey) -> bool:
    """Return whether a line holds this key, whatever options come before it."""
    encoded = key.line.split(" ")[1]
    return not line.lstrip().startswith("#") and encoded in line.split()


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise BoxError(f"{path} cannot be read: {error}.") from error


def _write(path: Path, lines: list[str]) -> None:
    """Write the lines. A file that root writes for an account belongs to that account: sshd reads it as the account."""
    target = Path(os.path.realpath(path))
    folder = target.parent
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
            os.chown(folder, *_owner(folder.parent))
        owner = _owner(target if target.exists() else folder)
        write_private(target, "".join(f"{line}\n" for line in lines).encode(), owner=owner)
    except OSError as error:
        raise BoxError(f"{path} cannot be written: {error.strerror}.") from error


def _owner(path: Path) -> tuple[int, int]:
    """Return the user and group id for chown of a new file: as this path's for root, else -1 (no change)."""
    status = path.stat()
    return (status.st_uid, status.st_gid) if os.geteuid() == 0 else (-1, -1)


def read_key_file(path: Path) -> PublicKey:
    """Read the key from a ``.pub`` file; - is the standard input. Raises BoxError."""
    try:
        if str(path) == "-":
            text = sys.stdin.read(LONGEST_KEY_LINE + 1)
        else:
            with path.open(encoding="utf-8") as file:
                text = file.read(LONGEST_KEY_LINE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is not text"
        raise BoxError(f"{path} cannot be read: {reason}.") from error
    return parse_key(text)
