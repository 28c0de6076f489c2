"""What a guest's terminal sends may be anything: their coach goes on, behind both doors."""

import os

import pytest
from tui.terminal.test_driver import UNREADABLE

from host.box import Box


@pytest.mark.parametrize("door", ["box", "own_sshd"])
def test_bytes_that_make_no_sense_end_no_coach(door: str, request: pytest.FixtureRequest) -> None:
    box: Box = request.getfixturevalue(door)
    with box.log_in("anna") as there:
        there.wait_for("Leave")
        for said in UNREADABLE.values():
            os.write(there._master, said)
            there.receive(0.3)
        there.settle()
        there.press("ctrl+q")
        assert there.wait_exit() == 0, there.text
    if door == "box":
        assert not box.events("crashed")
