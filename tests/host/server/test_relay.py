"""The pump copies no more than can be passed on, in either direction; idle counts as it should."""

import asyncio
import os
from types import SimpleNamespace

import pytest

from coach.host.server import relay as pumping
from coach.host.server.middleware import idle
from coach.host.server.middleware.idle import Idle
from coach.host.server.relay import BURST, CHUNK, Pump
from coach.host.server.run_visit import _Listener
from coach.host.server.visit import Reason, Visit


class Guest:
    """A connection that takes in what it is told to. Implements ``Sink``."""

    def __init__(self) -> None:
        self.took = bytearray()
        self.takes = True
        self.reads = True

    def write(self, data: bytes, *, error: bool) -> None:
        self.took += data

    def takes_more(self) -> bool:
        return self.takes

    def pause_reading(self) -> None:
        self.reads = False

    def resume_reading(self) -> None:
        self.reads = True


async def until(is_so) -> None:
    async with asyncio.timeout(180):
        while not is_so():
            await asyncio.sleep(0.005)


async def test_a_guest_who_takes_in_nothing_is_cut_off_and_the_coach_can_still_end(monkeypatch) -> None:
    monkeypatch.setattr(pumping, "SLOW_S", 0.1)
    guest, slow, (out, coach) = Guest(), asyncio.Event(), os.pipe()
    pump = Pump(guest, {out: False}, None, rate=1000, on_slow=slow.set)
    os.set_blocking(coach, False)
    os.write(coach, b"first")
    await until(lambda: bytes(guest.took) == b"first")
    guest.takes = False
    written = 0
    while not slow.is_set():
        try:
            written += os.write(coach, bytes(CHUNK))
        except BlockingIOError:
            await asyncio.sleep(0.01)
    assert len(guest.took) == len(b"first")
    assert written <= 65_536  # what a pipe holds
    await until(lambda: _takes(coach))
    os.close(coach)
    await asyncio.wait_for(pump.drained, 180)
    pump.close()
    os.close(out)


def _takes(descriptor: int) -> bool:
    try:
        return os.write(descriptor, bytes(CHUNK)) == CHUNK
    except BlockingIOError:
        return False


async def test_who_types_too_fast_must_wait_and_nothing_is_lost() -> None:
    guest, (coach, into) = Guest(), os.pipe()
    pump = Pump(guest, {}, into, rate=200_000, on_slow=lambda: None)
    sent = bytes(range(256)) * (BURST // 256 + 80)
    pump.feed(sent)
    assert not guest.reads
    got = b""
    while len(got) < len(sent):
        got += await asyncio.to_thread(os.read, coach, 65_536)
        await asyncio.sleep(0)
    assert got == sent
    await until(lambda: guest.reads)
    pump.close()
    os.close(coach)
    os.close(into)


class Silent:
    """A line to nobody."""

    def say(self, sentence: str) -> None:
        raise AssertionError(sentence)

    def repair(self) -> None:
        raise AssertionError


@pytest.mark.parametrize(("runs", "ended"), [(False, Reason.IDLE), (True, None)])
async def test_a_pause_is_an_absence_and_a_running_hold_is_none(runs: bool, ended: Reason | None) -> None:
    visit = Visit(1, "anna", b"", "", "", None, (80, 24), {}, Silent(), runs=runs)

    async def stay(each: Visit) -> int:
        await asyncio.wait([each.ended], timeout=0.3 if runs else 180)
        return 0

    assert await Idle(0.05)(visit, stay) == 0
    assert visit.reason is ended


async def test_every_key_puts_the_end_off(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = Visit(1, "anna", b"", "", "", None, (80, 24), {}, Silent())
    now, keys = [0.0], [4.0, 9.0, 18.0, 20.0]

    async def sleep(seconds: float) -> None:
        now[0] += seconds
        visit.touched = max([0.0, *(key for key in keys if key <= now[0])])

    clock = SimpleNamespace(time=lambda: now[0])
    monkeypatch.setattr(idle, "asyncio", SimpleNamespace(get_running_loop=lambda: clock, sleep=sleep))
    visit.touched = 0.0
    await Idle(10)._watch(visit)
    assert (visit.reason, now[0]) == (Reason.IDLE, 30.0)


async def _heard(told: bytes) -> Visit:
    """A visit whose coach has told this of itself, and is gone."""
    visit = Visit(1, "anna", b"", "", "", None, (80, 24), {}, Silent())
    ours, theirs = os.pipe()
    listener = _Listener(visit, ours)
    os.write(theirs, told)
    os.close(theirs)
    for _ in range(3):
        listener.close()
    os.close(ours)
    return visit


_TOLD = {
    "nothing": b"{}",
    "a list": b"[]",
    "numbers": b'{"error": 1, "at": 2}',
    "lists without end": b"[" * 8000,
    "no text": b"\xff",
    "no JSON": b"no JSON",
}


@pytest.mark.parametrize("told", _TOLD.values(), ids=_TOLD)
async def test_whatever_a_guests_process_tells_of_itself_breaks_nothing(told: bytes) -> None:
    visit = await _heard(b"+" + told + b"\n")
    assert visit.crash is None
    assert visit.runs


async def test_a_crash_is_heard_with_its_places() -> None:
    visit = await _heard(b'{"error": "ValueError", "at": ["coach/a.py:1 b"]}\n')
    assert visit.crash == {"error": "ValueError", "at": ["coach/a.py:1 b"]}
