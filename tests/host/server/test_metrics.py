"""What a box tells of itself in numbers: which events count, what a late tick is, and that its own machine asks."""

import asyncio
import json
from urllib.request import urlopen

import pytest

from coach.host.server.metrics import LOOPBACK, Endpoint, TickCount, as_prometheus, in_numbers, memory_of
from host.box import Box, eventually, free_port
from host.server.test_server import serving


@pytest.mark.parametrize(
    ("gap", "count", "late"), [(0.04, 0, 0), (1.0, 1, 0), (1.04, 1, 0), (1.06, 1, 1), (2.5, 0, 0), (0.97, 1, 0)]
)
def test_a_second_that_a_session_counts_is_late_after_fifty_milliseconds(gap: float, count: int, late: int) -> None:
    ticks = TickCount()
    ticks.note(None, 5.0)
    ticks.note(5.0, 5.0 + gap)
    assert (ticks.count, ticks.late) == (count, late)


def test_every_refusal_counts_once_and_no_name_is_told() -> None:
    events = {"came": 3, "left": 3, "turned away": 1, "not let in": 2, "cut off": 1, "crashed": 1, "open": 1}
    numbers = in_numbers(events, TickCount(10, 1))
    assert (numbers["logins"], numbers["refusals"], numbers["crashes"], numbers["ticks_late"]) == (3, 4, 1, 1)
    text = as_prometheus(numbers, 2, 1, 1000)
    assert "coach_refusals_total 4\n" in text
    assert "# TYPE coach_sessions gauge\ncoach_sessions 2\n" in text
    assert "coach_memory_bytes" not in as_prometheus(numbers, 2, 1, None)
    assert memory_of([]) == 0


@pytest.mark.parametrize(
    ("request_", "begins"),
    [
        (b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n", b"HTTP/1.1 200 OK"),
        (b"GET /etc/passwd HTTP/1.1\r\n\r\n", b"HTTP/1.1 404"),
        (b"POST /metrics HTTP/1.1\r\n\r\n", b"HTTP/1.1 404"),
        (b"x" * 10_000, b""),
        (b"", b""),
    ],
)
async def test_one_page_is_to_be_had_and_nothing_else(request_: bytes, begins: bytes) -> None:
    server = await asyncio.start_server(Endpoint(lambda: "coach_x 1\n").answer, LOOPBACK, 0, limit=4096)
    async with asyncio.timeout(180), server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(request_)
        writer.write_eof()
        try:
            said = await reader.read()
        except ConnectionError:
            said = b""
        writer.close()
    assert said.startswith(begins)
    assert bool(begins) or said == b""


def _metrics(port: int) -> set[str]:
    with urlopen(f"http://{LOOPBACK}:{port}/metrics", timeout=180) as answer:
        return set(answer.read().decode().splitlines())


def test_a_box_counts_who_came_and_who_was_refused(empty_box: Box) -> None:
    port = free_port()
    with serving(empty_box, "--metrics", str(port)) as box:
        assert box.ssh("anna", "next").returncode != 255
        assert box.ssh("stranger", "next").returncode == 255
        told = {"coach_logins_total 1", "coach_refusals_total 1", "coach_sessions 0"}
        # A visitor may be gone before the box has counted that they were here.
        eventually(lambda: told <= _metrics(port), "the box to count who came")
        (refused,) = box.events("not let in")
        assert refused["address"] == "127.0.0.1"
        with box.log_in("anna") as there:
            there.wait_for("Leave")
            # The list is written a moment after each change, and a coach may be there sooner.
            eventually(
                lambda: json.loads(box.host("status", "--json"))["counts"]["logins"] == 2, "the list to be written"
            )
