"""Several files changed at one stroke: all or none, whatever comes between, a full disk or a kill.

What is to stand somewhere is written aside first, beside its place, under a hidden name; then a plan of what is to be
renamed is put down, which is the moment it is decided; then it is done by renaming alone, which takes no room. What
fails on the way is undone; who was killed on the way is made up for by whoever comes next (``recover``).
Renaming stays within a folder: a guest's fence allows no other.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from msgspec import Struct

from coach.library.disk.layers import CHANGING, config_folder, is_file
from coach.library.toml.writing import take_permissions

LOCK = ".changing.lock"
MOST_BYTES = 4_000_000
"""Of a plan that is read."""


class BusyError(OSError):
    """Another coach is changing these files at this moment."""


class FileChange(Struct, frozen=True):
    """What is to stand at ``path``: these bytes; None: nothing any more."""

    path: Path
    content: bytes | None

    @classmethod
    def of_text(cls, path: Path, text: str) -> "FileChange":
        """A text, as it is written."""
        return cls(path, text.encode())


class _Move(Struct, frozen=True):
    """One file's way: what is new lies at ``new`` (empty: nothing), what was there goes to ``old``.

    ``seen``: how what was there looked; what somebody puts there meanwhile looks otherwise, and is kept.
    """

    path: str
    new: str
    old: str
    seen: str


def carry_out(changes: Sequence[FileChange], root: Path | None = None) -> None:
    """Make all changes, or none. ``root``: one's own folder. Raises OSError, and then nothing has changed."""
    home = config_folder() if root is None else root
    home.mkdir(parents=True, exist_ok=True)
    with _alone(home):
        _make_up(home)
        moves = [_move(number, change) for number, change in enumerate(changes)]
        try:
            _put_down(home, "begun", moves)
            for change, move in zip(changes, moves, strict=True):
                if change.content is not None:
                    _write_aside(Path(move.new), change.content, like=Path(move.path))
            _put_down(home, "decided", moves)
        except BaseException:
            _clear(home, moves)
            raise
        done: list[_Move] = []
        try:
            for move in moves:
                done.append(move)
                _go(move)
        except BaseException:
            for move in reversed(done):
                _go_back(move)
            _clear(home, moves)
            raise
        _finish(home, moves)


def recover(root: Path | None = None) -> None:
    """Make up for a change that was cut short: it is carried out if it was decided, else cleared away. Never raises."""
    home = config_folder() if root is None else root
    if not os.path.lexists(home / CHANGING):
        return
    with suppress(OSError), _alone(home):
        _make_up(home)


def _make_up(home: Path) -> None:
    found = _plan(home)
    if found is None:
        return
    state, moves = found
    if state == "decided":
        for move in moves:
            _go(move)
        _finish(home, moves)
    else:
        _clear(home, moves)


def _move(number: int, change: FileChange) -> _Move:
    """A link is followed, as whoever writes a file does; what is taken away is the link itself."""
    path = Path(os.path.realpath(change.path)) if change.content is not None else change.path.absolute()
    mark = f"{os.getpid()}-{number}"
    new = "" if change.content is None else str(path.with_name(f".{path.name}.{mark}.new"))
    return _Move(str(path), new, str(path.with_name(f".{path.name}.{mark}.old")), _look(path))


def _look(path: Path) -> str:
    try:
        status = path.lstat()
    except OSError:
        return ""
    return f"{status.st_ino}:{status.st_size}:{status.st_mtime_ns}"


def _write_aside(path: Path, content: bytes, like: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        if is_file(like):
            take_permissions(file.fileno(), path, like)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _go(move: _Move) -> None:
    """One file's step; done twice, it does no more than once."""
    path, new, old = move.path, move.new, move.old
    if new and not os.path.lexists(new):
        return  # done already
    if os.path.lexists(path) and not os.path.lexists(old):
        Path(path).rename(old if _look(Path(path)) == move.seen else f"{path}.old")
    if new:
        Path(new).rename(path)


def _go_back(move: _Move) -> None:
    """The step taken back, as far as it was taken. Never raises: what cannot be taken back is kept beside its place."""
    path, new, old = move.path, move.new, move.old
    with suppress(OSError):
        if new and not os.path.lexists(new) and os.path.lexists(path):
            Path(path).rename(new)
        if os.path.lexists(old) and not os.path.lexists(path):
            Path(old).rename(path)


def _finish(home: Path, moves: Sequence[_Move]) -> None:
    for folder in {Path(move.path).parent for move in moves}:
        _sync(folder)
    with suppress(OSError):  # all is done: what is left of it is cleared away by whoever comes next
        for path in (*(Path(move.old) for move in moves), home / CHANGING):
            path.unlink(missing_ok=True)


def _clear(home: Path, moves: Sequence[_Move]) -> None:
    for move in moves:
        with suppress(OSError):
            if move.new:
                Path(move.new).unlink(missing_ok=True)
    for path in (home / f"{CHANGING}.new", home / CHANGING):
        with suppress(OSError):
            path.unlink(missing_ok=True)


# --- the plan -------------------------------------------------------------------------------------------------------


def _put_down(home: Path, state: Literal["begun", "decided"], moves: Sequence[_Move]) -> None:
    rows = [[move.path, move.new, move.old, move.seen] for move in moves]
    aside = home / f"{CHANGING}.new"
    with aside.open("wb") as file:
        file.write(json.dumps({"state": state, "moves": rows}).encode())
        file.flush()
        os.fsync(file.fileno())
    aside.replace(home / CHANGING)
    _sync(home)


def _plan(home: Path) -> tuple[str, list[_Move]] | None:
    """What was put down; what cannot be read was never decided. Raises OSError."""
    path = home / CHANGING
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        plain = json.loads(path.read_bytes())
        moves = [_checked(row) for row in plain["moves"]]
        return str(plain["state"]), moves
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):
        path.unlink(missing_ok=True)
        return None


def _checked(row: Sequence[str]) -> _Move:
    """A move as this module writes it: within one folder, under hidden names made of the file's own."""
    path, new, old, seen = row
    start = f".{Path(path).name}."
    for each, end in ((new, ".new"), (old, ".old")):
        is_ours = Path(each).parent == Path(path).parent and Path(each).name.startswith(start) and each.endswith(end)
        if not (is_ours or (end == ".new" and not each)):
            raise ValueError(each)
    return _Move(path, new, old, seen)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Nobody else changes these files meanwhile. Raises BusyError."""
    try:
        import fcntl
    except ImportError:  # a system without it: there, one coach at a time is all there is
        yield
        return
    lock = os.open(home / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyError(error.errno, "another coach is changing these files at this moment; try again") from error
        yield
    finally:
        os.close(lock)


def _sync(folder: Path) -> None:
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
