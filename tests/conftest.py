"""What the whole run shares: the cores, how many examples a law is tried on, signals, garbage; and a home."""

import gc
import os
import shutil
import signal
from collections.abc import Iterator
from copy import copy
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from coach.cli.parsers import parser
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf import library
from coach.library.shelf.held_files import Held
from coach.library.shelf.lesson_shelf import LESSONS, LessonShelf, _Seen

# Each run of `make test` tries each law on other examples, so that few are enough; `make soak` asks for the second.
# No deadlines: a busy machine must fail no law. A law that wants more or fewer says how many times the usual number.
settings.register_profile("everyday", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("everyday")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that play the coach go one by one to a core that is free, all others by the file.

    The files come first, so that none is alone at work at the end. To hand out a test costs more than most of them do.
    """
    for item in items:
        path = item.nodeid.partition("::")[0].removeprefix("tests/")
        if not path.startswith(_ONE_BY_ONE) or path.endswith(_TOGETHER):
            item.add_marker(pytest.mark.xdist_group(path))


def pytest_make_parametrize_id(val: object) -> str | None:
    """A test is named after the start of a long text: else names are of megabytes, and each worker tells them all."""
    match val:
        case str() if len(val) > LONGEST_NAME:
            start = val[:LONGEST_NAME]
        case bytes() if len(val) > LONGEST_NAME:
            start = val[:LONGEST_NAME].decode("latin-1")
        case _:
            return None
    return start.encode("unicode_escape").decode("ascii")


LONGEST_NAME = 80
"""Characters of a text that a test's name shows."""


def pytest_configure() -> None:
    """Files of tests lie in memory, where there is room: most of what a database costs is to wait for a disk."""
    memory = Path("/dev/shm")
    if "PYTEST_DEBUG_TEMPROOT" in os.environ or not os.access(memory, os.W_OK):
        return
    has_room = shutil.disk_usage(memory).free > LEAST_ROOM
    if has_room and not os.statvfs(memory).f_flag & os.ST_NOEXEC:  # some tests write programs
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(memory)


LEAST_ROOM = 4_000_000_000
"""Bytes; the whole suite takes a third of a gigabyte, and pytest keeps three runs."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: about that many wait, for a coach in a terminal or for a guest's."""
    return (os.cpu_count() or 1) + 2


_ONE_BY_ONE = ("e2e/", "tui/")
_TOGETHER = ("test_import_hygiene.py", "tui/test_sizes.py")
"""But for these, who share what takes seconds to make, as the files of the shared box share a server."""


@pytest.fixture(scope="session", autouse=True)
def _collect_garbage_rarely() -> Iterator[None]:
    """What is there before the first test lives on; what tests leave is looked through now and then.

    The app tells the collector, once it is open, to leave alone what there is: right for one app, but here it would
    keep all that hundreds of them leave behind, more than a gigabyte, and every later test would pay for it.
    """
    usual = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: None)
        yield
    gc.set_threshold(*usual)  # and what was frozen stays so: pytest collects five times over at the end


@pytest.fixture(scope="session", autouse=True)
def _colours_are_the_same_everywhere() -> Iterator[None]:
    """Whatever terminal the tests are run in: with sixteen colours, all that is drawn would be drawn in others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLORTERM", "truecolor")
        yield


@pytest.fixture(scope="session", autouse=True)
def _commands_are_put_together_once() -> Iterator[None]:
    """They are the same for every command line, and take half the time of most."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "parser", cache(parser.parser))
        yield


@pytest.fixture(scope="session")
def _shipped() -> dict[str, Held]:
    """What is shipped, read; nobody changes it there."""
    library.keep_warm([Layer("shipped", shipped_folder())])
    read = dict(library._warm)
    library._warm.clear()
    return read


@pytest.fixture(scope="module", autouse=True)
def _what_is_shipped_is_read_once(_shipped: dict[str, Held]) -> Iterator[None]:
    """As on a shared box, where each coach reads only what the warm process has not: half the time of a command."""
    library._warm.update({path: copy(held) for path, held in _shipped.items()})
    yield
    library._warm.clear()


@pytest.fixture(scope="session", autouse=True)
def _shipped_lessons_are_read_once() -> Iterator[None]:
    """They are read at Home's first free moment, by every app that opens: a tenth of what Home costs."""
    look, shipped = LessonShelf._look, shipped_folder() / LESSONS
    known: dict[Path, _Seen] = {}

    def _look_once(shelf: LessonShelf, path: Path, before: _Seen | None) -> _Seen:
        if shelf._kept is not None or path.parent != shipped:
            return look(shelf, path, before)
        known[path] = look(shelf, path, before or known.get(path))
        return known[path]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LessonShelf, "_look", _look_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """A shell that starts the tests in the background has them ignore SIGINT; the coaches they start should not."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of one's own routines, empty; nothing else is read but what is shipped."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "system"))
    folder = tmp_path / "config" / "coach" / "routines"
    folder.mkdir(parents=True)
    return folder
