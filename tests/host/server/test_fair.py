"""A coach that works without a rest comes after all others, and no other does."""

import asyncio
import os
import subprocess
import sys

import pytest

from coach.host.server.middleware import fair
from coach.host.server.middleware.fair import BEHIND, Fair, processor_time
from coach.host.server.visit import Visit
from host.server.test_relay import Silent, until


@pytest.mark.parametrize(("a_look", "put"), [(0.9, [77]), (0.1, [])])
async def test_who_works_without_a_rest_is_put_behind_once(
    monkeypatch: pytest.MonkeyPatch, a_look: float, put: list[int]
) -> None:
    monkeypatch.setattr(fair, "LOOK_S", 0.01)
    looks: list[float] = [0.0]
    behind: list[int] = []

    def used(_pid: int) -> float:
        looks.append(looks[-1] + a_look * 0.01)
        return looks[-1]

    visit = Visit(1, "anna", b"", "", "", None, (80, 24), {}, Silent(), pid=77)

    async def stay(_visit: Visit) -> int:
        await until(lambda: len(looks) > 5 or behind)
        return 0

    await Fair(used, behind.append)(visit, stay)
    assert behind == put


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
async def test_a_process_that_spins_is_seen_and_its_place_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fair, "BUSY_SHARE", 0.0)
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as hog:
        try:
            visit = Visit(1, "anna", b"", "", "", None, (80, 24), {}, Silent(), pid=hog.pid)

            async def stay(_visit: Visit) -> int:
                await until(lambda: os.getpriority(os.PRIO_PROCESS, hog.pid) == BEHIND)
                await until(lambda: (processor_time(hog.pid) or 0) > 0)
                return 0

            async with asyncio.timeout(180):
                await Fair()(visit, stay)
        finally:
            hog.kill()
    assert processor_time(hog.pid) is None
