"""What the whole run shares: the cores, how many examples a law is tried on, signals, garbage; and a home."""

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf import library

# Each run of `make test` tries each law on other examples, so that few are enough; `make soak` asks for the second.
# No deadlines: a busy machine must fail no law. A law that wants more or fewer says how many times the usual number.
settings.register_profile("everyday", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("everyday")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests go one by one to a core that is free, but those that share what takes seconds to make stay together.

    These come first, so that none is alone at work at the end.
    """
    for item in items:
        if item.path.parent.name == "host" or item.path.name in _TOGETHER:
            item.add_marker(pytest.mark.xdist_group(item.path.name))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: about that many wait, for a coach in a terminal or for a guest's."""
    return (os.cpu_count() or 1) + 2


_TOGETHER = ("test_wheel.py",)
"""Besides the tests of the shared box, which share a server: the wheel is built but once."""


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
    gc.set_threshold(*usual)
    gc.unfreeze()


@pytest.fixture(scope="module", autouse=True)
def _what_is_shipped_is_read_once() -> Iterator[None]:
    """As on a shared box, where each coach reads only what the warm process has not: half the time of a command."""
    library.keep_warm([Layer("shipped", shipped_folder())])
    yield
    library._warm.clear()


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
