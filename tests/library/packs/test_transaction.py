"""Several files at one stroke: all or none, whatever goes wrong on the way, and whoever is killed there."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from coach.library.packs import transaction
from coach.library.packs.transaction import BusyError, FileChange, carry_out, recover

BEFORE = {"one.toml": b"1", "sub/two.toml": b"2", "gone.toml": b"3"}
AFTER = {"one.toml": b"one", "sub/two.toml": b"two", "new/three.toml": b"three"}


_LEFT = (transaction.LOCK, f"{transaction.CHANGING}.new")
"""A lock, and the beginning of a plan, which the next one writes over."""


def there(home: Path) -> dict[str, bytes]:
    """Every file but for the lock, hidden ones too: nothing may be left lying about."""
    paths = [path for path in home.rglob("*") if path.is_file() and path.name not in _LEFT]
    return {str(path.relative_to(home)): path.read_bytes() for path in paths}


def fill(home: Path) -> list[FileChange]:
    for name, content in BEFORE.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(content)
    return [
        *(FileChange(home / name, content) for name, content in AFTER.items()),
        FileChange(home / "gone.toml", None),
    ]


def steps(home: Path, monkeypatch: pytest.MonkeyPatch, stop: Callable[[], None], at: int) -> bool:
    """Carry it out, and stop before the step of this number that changes the disk; whether there was such a step."""
    count = 0

    def counted(does: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **more: object) -> object:
            nonlocal count
            count += 1
            if count == at:
                stop()
            return does(*args, **more)

        return step

    changes = fill(home)
    with monkeypatch.context() as patched:
        for name in ("rename", "replace", "unlink", "open"):
            patched.setattr(Path, name, counted(getattr(Path, name)))
        with suppress(OSError):
            carry_out(changes, home)
    return count >= at


def full() -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("at", range(1, 26))
def test_a_disk_that_fails_at_any_step_leaves_all_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    reached = steps(tmp_path, monkeypatch, full, at)
    recover(tmp_path)
    found = there(tmp_path)
    assert found in (BEFORE, AFTER)
    assert reached or found == AFTER


def test_a_kill_at_any_step_is_made_up_for_by_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = set()
    for at in range(1, 40):
        home = tmp_path / str(at)
        child = os.fork()
        if not child:
            try:
                reached = steps(home, monkeypatch, lambda: os._exit(3), at)
                os._exit(3 if reached else 0)
            finally:
                os._exit(9)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        recover(home)
        recover(home)
        found = there(home)
        assert found in (BEFORE, AFTER), at
        outcomes.add(found == AFTER)
        if code == 0:
            break
    else:
        pytest.fail("it never came to its end")
    assert outcomes == {False, True}


def test_two_at_once_do_not_mix(tmp_path: Path) -> None:
    changes = fill(tmp_path)
    with transaction._alone(tmp_path), pytest.raises(BusyError):
        carry_out(changes, tmp_path)
    assert there(tmp_path) == BEFORE


def test_a_link_is_followed_and_its_file_keeps_its_permissions(tmp_path: Path) -> None:
    home, away = tmp_path / "home", tmp_path / "away"
    home.mkdir()
    away.mkdir()
    (away / "x.toml").write_text("old")
    (away / "x.toml").chmod(0o600)
    (home / "x.toml").symlink_to(away / "x.toml")
    carry_out([FileChange(home / "x.toml", b"new")], home)
    assert (home / "x.toml").is_symlink()
    assert (away / "x.toml").read_text() == "new"
    assert (away / "x.toml").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "{", '{"state": "decided", "moves": [["/x", "/etc/passwd", "/x"]]}', "[]"])
def test_a_plan_that_is_none_is_thrown_away(tmp_path: Path, text: str) -> None:
    (tmp_path / transaction.CHANGING).write_text(text)
    recover(tmp_path)
    assert there(tmp_path) == {}


def test_what_somebody_puts_there_after_a_kill_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = fill(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(transaction, "_go", lambda _: os._exit(0))
        if not (child := os.fork()):
            carry_out(changes, tmp_path)
        os.waitpid(child, 0)
    (tmp_path / "gone.toml").write_bytes(b"typed since")
    recover(tmp_path)
    assert there(tmp_path) == AFTER | {"gone.toml.old": b"typed since"}
