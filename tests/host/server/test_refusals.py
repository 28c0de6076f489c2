"""A flood from one network fills no disk: after a burst of lines, one a second stands for all."""

import json
from pathlib import Path

import pytest

from coach.host.server.journal import Journal
from coach.host.server.refusals import A_SECOND, AT_ONCE, EVENT, Refusals


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Door:
    """What is written of refusals, at a clock that a test moves."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._seen = 0
        self.clock = Clock()
        self.journal = Journal(log)
        self.refusals = Refusals(self.journal, self.clock)

    def refuse(self, *addresses: str) -> list[int]:
        """How many refusals each new line stands for."""
        for address in addresses:
            self.refusals.note(address, "too many")
        lines = [json.loads(line) for line in self._log.read_text().splitlines()]
        new, self._seen = lines[self._seen :], len(lines)
        assert {line["event"] for line in new} <= {EVENT}
        return [line.get("times", 1) for line in new]


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path / "log.jsonl")


def test_each_refusal_is_a_line_until_it_is_a_flood(door: Door) -> None:
    assert door.refuse(*["192.0.2.7"] * 700) == [1] * AT_ONCE
    door.clock.now += 1 / A_SECOND
    assert door.refuse("192.0.2.7", "192.0.2.7") == [700 - AT_ONCE + 1]
    assert door.journal.counts[EVENT] == 702


def test_no_refusal_is_left_out_of_what_the_lines_stand_for(door: Door) -> None:
    told = 0
    for _ in range(1000):
        door.clock.now += 0.01
        told += sum(door.refuse("192.0.2.7"))
    door.clock.now += 60
    assert told + sum(door.refuse("192.0.2.7")) == 1001


def test_one_network_silences_no_other_and_an_ipv6_household_is_one(door: Door) -> None:
    door.refuse(*["2001:db8::1"] * AT_ONCE)
    assert door.refuse("2001:db8::2") == []
    assert door.refuse("2001:db8:0:1::1", "192.0.2.7") == [1, 1]


def test_after_a_quiet_time_each_is_a_line_again(door: Door) -> None:
    door.refuse(*["192.0.2.7"] * AT_ONCE)
    door.clock.now += AT_ONCE / A_SECOND
    assert door.refuse(*["192.0.2.7"] * (AT_ONCE + 1)) == [1] * AT_ONCE


def test_of_very_many_networks_the_oldest_is_forgotten(door: Door) -> None:
    for number in range(5000):
        door.refusals.note(f"10.0.{number // 250}.{number % 250}", "too many")
    assert len(door.refusals._floods) <= 4096
