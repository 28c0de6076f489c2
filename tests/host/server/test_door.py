"""The door: who is answered, who gives way, and what the log has of it; the places at OpenSSH's door."""

import asyncio
import json
import os
import signal
from pathlib import Path

import pytest

from coach.host.accounts.bans import Bans
from coach.host.base.errors import BoxError
from coach.host.guests import login, patience
from coach.host.guests.patience import IDLE_S, LONGEST_S, Patience, open_visits, take_place
from coach.host.guests.presence import Presence
from coach.host.server.admission import AT_THE_DOOR, OF_ONE_AT_THE_DOOR, Door, network_of
from coach.host.server.journal import MOST_WAITING, Journal
from coach.host.server.lobby import Lobby


def nothing() -> None:
    pass


def test_the_door_forgets_with_time_and_counts_each_address_alone() -> None:
    now = [0.0]
    door = Door(2, clock=lambda: now[0])
    assert [door.opens("192.0.2.1", nothing) is not None for _ in range(3)] == [True, True, False]
    assert door.opens("192.0.2.2", nothing)
    now[0] = 0.11
    assert door.opens("192.0.2.1", nothing)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("somewhere", "somewhere"),
    ],
)
def test_an_address_counts_as_its_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_two_addresses_that_stand_in_the_door_do_not_shut_it() -> None:
    door, gone = Door(10_000, clock=lambda: 0.0), []
    for number in range(250):
        for each in ("192.0.2.1", "192.0.2.2"):
            assert door.opens(each, lambda who=(each, number): gone.append(who))
    assert gone[0] == ("192.0.2.1", 0)  # the oldest first
    assert door.opens("192.0.2.3", lambda: gone.append("the third"))
    assert "the third" not in gone
    assert 500 - len(gone) == 2 * OF_ONE_AT_THE_DOOR


def test_many_addresses_that_stand_in_the_door_do_not_shut_it_either() -> None:
    door, gone = Door(10_000, clock=lambda: 0.0), []
    for number in range(AT_THE_DOOR * 2):
        name = f"2001:db8:0:{number % 7:x}::{number:x}"
        assert door.opens(name, lambda name=name: gone.append(network_of(name)))
    assert len(gone) == AT_THE_DOOR
    assert door.opens("192.0.2.3", lambda: gone.append("the third"))
    assert "the third" not in gone


def test_whoever_is_logged_in_or_gone_makes_room_once() -> None:
    door, gone = Door(10_000, clock=lambda: 0.0), []
    all_of_them = [door.opens("192.0.2.1", lambda: gone.append(1)) for _ in range(OF_ONE_AT_THE_DOOR)]
    for _ in range(3):
        door.passed(all_of_them[0])
    door.opens("192.0.2.1", nothing)
    assert not gone
    door.opens("192.0.2.1", nothing)
    assert len(gone) == 1


# --- bans -------------------------------------------------------------------------------------------------------------


def test_a_ban_holds_for_its_network_and_is_lifted(tmp_path: Path) -> None:
    bans = Bans(tmp_path / "host" / "bans")
    assert not bans.holds("192.0.2.1")
    assert bans.add("192.0.2.0/24")
    assert not bans.add("192.0.2.77/24")
    bans.add("2001:db8:1:2::/64")
    told = {each: bans.holds(each) for each in ("192.0.2.9", "::ffff:192.0.2.9", "192.0.3.9", "2001:db8:1:2::5", "x")}
    assert list(told.values()) == [True, True, False, True, False]
    assert bans.remove("192.0.2.0/24")
    assert not bans.holds("192.0.2.9")


@pytest.mark.parametrize("text", ["0.0.0.0/0", "::/0", "anna", "", "192.0.2.1; sh", "192.0.2.300"])
def test_nobody_bans_everybody_or_nonsense(tmp_path: Path, text: str) -> None:
    with pytest.raises(BoxError):
        Bans(tmp_path / "bans").add(text)


# --- the log ----------------------------------------------------------------------------------------------------------


def events(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize("how", ["moved", "told", "replaced"])
def test_a_log_that_is_turned_over_loses_no_line(tmp_path: Path, how: str) -> None:
    path, old = tmp_path / "log", tmp_path / "log.1"
    journal = Journal(path)
    journal.write("came", number=1)
    path.rename(old)
    if how == "told":
        journal.reopen()
    if how == "replaced":
        path.touch(mode=0o600)
    journal.write("came", number=2)
    assert [each["number"] for each in events(old)] == [1]
    assert [each["number"] for each in events(path)] == [2]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_keeps_lines_back_and_cuts_none_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log"
    journal = Journal(path)
    room = [50]
    write = os.write

    def as_far_as_it_goes(descriptor: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(28, "No space left on device")
        took = write(descriptor, data[: room[0]])
        room[0] -= took
        return took

    monkeypatch.setattr(os, "write", as_far_as_it_goes)
    for number in range(3):
        journal.write("came", number=number)
    assert path.stat().st_size == 50
    room[0] = 100_000
    journal.write("came", number=3)
    assert [each["number"] for each in events(path)] == [0, 1, 2, 3]
    room[0] = 0
    for number in range(MOST_WAITING + 5):
        journal.write("left", number=number)
    room[0] = 10_000_000
    journal.write("left", number=-1)
    told = events(path)
    assert [each["lines"] for each in told if each["event"] == "lines lost"] == [5]
    assert told[-1]["number"] == -1


# --- OpenSSH's door ---------------------------------------------------------------------------------------------------


def test_a_profile_has_so_many_places_and_they_are_free_when_its_processes_end(tmp_path: Path) -> None:
    held = [take_place(tmp_path / "doors", "anna", 2) for _ in range(2)]
    with pytest.raises(BoxError, match="logged in 2 times already"):
        take_place(tmp_path / "doors", "anna", 2)
    other = take_place(tmp_path / "doors", "ben", 2)
    assert [each.profile for each in open_visits(tmp_path / "doors")] == ["anna", "anna", "ben"]
    assert {each.pid for each in open_visits(tmp_path / "doors")} == {os.getpid()}
    for each in (*held, other):
        os.close(each)
    assert list(open_visits(tmp_path / "doors")) == []
    os.close(take_place(tmp_path / "doors", "anna", 2))


@pytest.mark.parametrize(
    ("typed", "runs", "said"),
    [
        (IDLE_S - 1, False, ""),
        (IDLE_S, False, patience.AWAY),
        (IDLE_S * 2, True, ""),
        (LONGEST_S, True, patience.VERY_LONG),
    ],
)
def test_who_is_away_from_openssh_is_logged_out_and_a_session_is_no_absence(
    monkeypatch: pytest.MonkeyPatch, typed: float, runs: bool, said: str
) -> None:
    presence, sent = Presence(None), []
    presence._said = b"+" if runs else b"-"
    monkeypatch.setattr(os, "kill", lambda pid, number: sent.append((pid, number)))
    looked = Patience(presence, 0)
    monkeypatch.setattr(patience, "_read_at", lambda _: looked._began)
    for _ in range(2):
        looked.look(looked._began + typed)
    assert looked.said == said
    assert sent == ([(os.getpid(), signal.SIGHUP)] if said else [])


def test_without_a_terminal_nobody_can_be_said_to_be_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "kill", None)
    looked = Patience(Presence(None), None)
    looked.look(looked._began + IDLE_S * 3)
    assert looked.said == ""


def test_when_the_visit_is_over_nothing_goes_off_that_could_kill_what_shuts_down(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Python forgets its handlers as it ends, and the timer's signal would be the process's end: 255 for the client."""
    seen: list[bool] = []

    def receive(*_of: object) -> int:
        seen.append(signal.getitimer(signal.ITIMER_REAL)[0] > 0)
        raise KeyboardInterrupt

    monkeypatch.setattr(login, "receive", receive)
    monkeypatch.setattr(login, "take_place", lambda *_: 0)
    monkeypatch.setattr(login, "profile_folder", lambda _: tmp_path)
    before = signal.getsignal(signal.SIGALRM)
    try:
        with pytest.raises(KeyboardInterrupt):
            login.serve_guest("anna", {login.ASKED: "next"}, lambda _: 0)
        assert (seen, signal.getitimer(signal.ITIMER_REAL)) == ([True], (0.0, 0.0))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# --- the lobby --------------------------------------------------------------------------------------------------------


async def test_a_newcomer_waits_for_no_flood_and_each_network_keeps_its_order() -> None:
    lobby: Lobby[str] = Lobby()
    for number in range(3):
        lobby.put("192.0.2.1", f"a{number}")
        lobby.put("192.0.2.2", f"b{number}")
    lobby.put("192.0.2.3", "the third")
    assert [await lobby.take() for _ in range(3)] == ["the third", "a0", "a1"]
    assert sorted(lobby.empty()) == ["a2", "b0", "b1", "b2"]
    later = asyncio.create_task(lobby.take())
    await asyncio.sleep(0)
    lobby.put("192.0.2.1", "later")
    assert await later == "later"
