"""A guest's window may claim any size at any time, by the kernel or by typing what a terminal would say: both doors."""

import pytest

from host.box import Box, eventually

HUGE = 2_000_000
"""Bytes: a full frame of the largest size that is drawn takes a tenth."""


@pytest.mark.parametrize("door", ["box", "own_sshd"])
def test_absurd_sizes_in_the_middle_cost_nothing(door: str, request: pytest.FixtureRequest) -> None:
    box: Box = request.getfixturevalue(door)
    with box.log_in("anna") as there:
        there.wait_for("Leave")
        for size in ((10_000, 10_000), (65_535, 65_535), (1, 1), (0, 0), (10_000, 1)):
            there._set_size(*size)
            there.press("down")
            there.receive(0.3)
        there.press("\x1b[48;60000;60000;1;1t", "\x1b[48;99999999999;99999999999;0;0t")
        sent = len(there.raw)
        there.settle()
        assert len(there.raw) - sent < HUGE
        there.resize(100, 30)
        there.press("\x1b[48;30;100;0;0t")
        there.wait_until(lambda _: "Leave" in there.lines[29], "the keys on the last row")
        there.press("ctrl+q")
        assert there.wait_exit() == 0
    if door == "box":
        eventually(lambda: not box.coaches(), "the coach to leave")
        assert not box.events("crashed")
