"""Boxes for the tests of a shared box. One server of ours a module: its warm process takes seconds to get ready."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from e2e.terminal import COACH

from host.box import KEYGEN, SSH, SSHD, Box, whoami
from host.documented import sshd_block

UNLAID = (sys.executable, str(Path(__file__).with_name("unlaid.py")))
"""What serves where it is not asked how a server starts: the same, ready in half the time."""
OURS = ("box", pytest.param("own_sshd", marks=pytest.mark.soak))
"""For ``door``, where the same is asked of either by many commands: behind OpenSSH each is a coach from nothing."""


@pytest.fixture(scope="module")
def box(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    """A box that Anna and Ben may come to, with a server of ours; in a module that says so, ``AS_IT_IS``."""
    program = COACH if getattr(request.module, "AS_IT_IS", False) else UNLAID
    if SSH is None or KEYGEN is None:
        pytest.skip("the OpenSSH client is not installed (openssh-client)")
    pytest.importorskip("asyncssh", reason="the extra [host] is not installed")
    with Box(tmp_path_factory.mktemp("box"), program) as box:
        box.let_in("anna")
        box.let_in("ben")
        box.serve()
        yield box


@pytest.fixture(autouse=True)
def _nobody_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    """The box is shared: whoever a test left behind is gone before the next. Who ought to leave, a test says itself."""
    yield
    if "box" in request.fixturenames:
        for coach in request.getfixturevalue("box").coaches():
            with suppress(psutil.NoSuchProcess):
                coach.kill()
                coach.wait(5)


@pytest.fixture(scope="module")
def own_sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    """The same box with its own OpenSSH as the door, set as docs/hosting.md says, in a file as Debian ships it."""
    if SSH is None or KEYGEN is None or SSHD is None:
        pytest.skip("OpenSSH is not installed (openssh-server, openssh-client)")
    with Box(tmp_path_factory.mktemp("sshd")) as box:
        box.sshd([box.let_in("anna"), box.let_in("ben")], ["AcceptEnv LANG LC_*", *sshd_block(whoami())])
        yield box


@pytest.fixture(params=["box", "own_sshd"])
def door(request: pytest.FixtureRequest) -> Box:
    """Either door."""
    box: Box = request.getfixturevalue(request.param)
    return box


@pytest.fixture
def empty_box(tmp_path: Path) -> Iterator[Box]:
    """A box that nobody serves yet."""
    if KEYGEN is None:
        pytest.skip("ssh-keygen is not installed (openssh-client)")
    with Box(tmp_path / "box", UNLAID) as box:
        yield box
