"""What no coach makes is walked and deleted all the same: folders nested without end, and shut ones."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.store.foreign_folders import MOST_LEVELS, delete_folder, walk


@contextmanager
def buried(folder: Path, levels: int) -> Iterator[None]:
    """A folder with others in each other; gone at the end, for what clears the tests' folders away cannot do it."""
    bury(folder, levels)
    try:
        yield
    finally:
        if folder.exists():
            subprocess.run(["rm", "-rf", str(folder)], check=True, timeout=180)


def bury(folder: Path, levels: int, name: str = "d") -> None:
    """A folder with others in each other, and a file in the last."""
    folder.mkdir(exist_ok=True)
    here = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("leaf", os.O_CREAT, dir_fd=here))
    os.close(here)


def test_what_lies_as_a_coach_lays_it_is_walked_in_order_and_no_link_is_followed(tmp_path: Path) -> None:
    for name in ("b/c/file", "a/file", "a/.hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "way").symlink_to(tmp_path / "b")
    shut: list[Path] = []
    assert list(walk(tmp_path, shut)) == [
        (tmp_path, ["a", "b"], ["way"]),
        (tmp_path / "a", [], [".hidden", "file"]),
        (tmp_path / "b", ["c"], []),
        (tmp_path / "b" / "c", [], ["file"]),
    ]
    assert shut == []


def test_what_is_buried_is_named_and_not_walked(tmp_path: Path) -> None:
    folder, shut = tmp_path / "one", list[Path]()
    with buried(folder, 1500):
        assert len(list(walk(folder, shut))) == MOST_LEVELS + 1
        assert [len(path.relative_to(folder).parts) for path in shut] == [MOST_LEVELS + 1]


def test_what_is_buried_or_shut_is_deleted_and_nothing_beside_it(tmp_path: Path) -> None:
    with buried(tmp_path / "gone", 1500):
        bury(tmp_path / "gone", 20, "e" * 250)
        _shut_and_delete(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["other"]
    assert (tmp_path / "other" / "file").exists()


def _shut_and_delete(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").touch()
    (tmp_path / "gone" / "way").symlink_to(tmp_path / "other")
    (tmp_path / "gone" / "shut" / "within").mkdir(parents=True)
    (tmp_path / "gone" / "shut" / "within").chmod(0)
    (tmp_path / "gone" / "shut").chmod(0)
    (tmp_path / "gone").chmod(0)
    delete_folder(tmp_path / "gone")
