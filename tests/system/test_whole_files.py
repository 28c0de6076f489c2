"""Files written whole; and what is no file is written to, and stays what it is."""

import os
import threading
from pathlib import Path

import pytest

from coach.system.whole_files import write_bytes, write_text


def test_a_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "page.html"
    write_text(path, "one")
    path.chmod(0o640)
    write_text(path, "two")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("two", 0o640)
    assert [each.name for each in path.parent.iterdir()] == ["page.html"]


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    taken: list[bytes] = []
    reader = threading.Thread(target=lambda: taken.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_bytes(pipe, b"the page")
    reader.join(10)
    assert taken == [b"the page"]
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_folder_is_no_place_for_a_text(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        write_text(tmp_path, "text")
    assert list(tmp_path.parent.glob(".*.tmp")) == []
