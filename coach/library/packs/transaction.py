"""Changes several files atomically: all or none, even if the disk is full or the process is killed.

New content is first written beside its target under a hidden name. Then the plan of renames is written with the state
"decided", which commits the change. The renames follow, which need no disk space. A failure on the way is rolled back;
after a kill, the next process completes or rolls back the change (``recover``).
Files are only renamed within their folder, for a guest's sandbox allows nothing else.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from msgspec import Struct

from coach.library.disk.layers import CHANGING, config_folder, is_file
from coach.system.whole_files import take_permissions

LOCK = ".changing.lock"
MOST_BYTES = 4_000_000
"""The largest plan that is read."""


class BusyError(OSError):
    """Raised when another coach is changing these files at this moment."""


class FileChange(Struct, frozen=True):
    """The new content of the file at ``path``; None to delete it."""

    path: Path
    content: bytes | None

    @classmethod
    def of_text(cls, path: Path, text: str) -> "FileChange":
        """A change whose new content is a text, in UTF-8."""
        return cls(path, text.encode())


class _Move(Struct, frozen=True):
    """The renames for one file: ``path`` to ``old``, then ``new``, which holds the new content, to ``path``.

    ``new`` is empty for a file to be deleted.

    ``seen``: the stamp of the file being replaced; if somebody else changes it meanwhile, it differs, and is kept.
    """

    path: str
    new: str
    old: str
    seen: str


def carry_out(changes: Sequence[FileChange], root: Path | None = None) -> None:
    """Make all changes, or none. ``root``: default the runner's own folder. Raises OSError; then nothing changed."""
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
    """Complete an interrupted change if it was decided, else roll it back. Never raises."""
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
    """The renames for a change. A link is followed to write its file; a deletion removes the link itself."""
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
    """Do the renames of one file; idempotent."""
    path, new, old = move.path, move.new, move.old
    if new and not os.path.lexists(new):
        return  # was done before
    if os.path.lexists(path) and not os.path.lexists(old):
        Path(path).rename(old if _look(Path(path)) == move.seen else f"{path}.old")
    if new:
        Path(new).rename(path)


def _go_back(move: _Move) -> None:
    """Undo the renames of one file, as far as they were done. Never raises: what cannot be undone stays beside it."""
    path, new, old = move.path, move.new, move.old
    with suppress(OSError):
        if new and not os.path.lexists(new) and os.path.lexists(path):
            Path(path).rename(new)
        if os.path.lexists(old) and not os.path.lexists(path):
            Path(old).rename(path)


def _finish(home: Path, moves: Sequence[_Move]) -> None:
    for folder in {Path(move.path).parent for move in moves}:
        _sync(folder)
    with suppress(OSError):  # all is done; what is left over is cleared away by the next process
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
    """The state and moves of the plan on disk; an unreadable plan was never decided, and is deleted. Raises OSError."""
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
    """The move in a row of the plan. Raises ValueError unless it is within one folder, under hidden names made here."""
    path, new, old, seen = row
    start = f".{Path(path).name}."
    for each, end in ((new, ".new"), (old, ".old")):
        is_ours = Path(each).parent == Path(path).parent and Path(each).name.startswith(start) and each.endswith(end)
        if not (is_ours or (end == ".new" and not each)):
            raise ValueError(each)
    return _Move(path, new, old, seen)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold the lock on changing these files. Raises BusyError when another process has it."""
    try:
        import fcntl
    except ImportError:  # Windows has no fcntl; there, only one coach is expected to run at a time
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
