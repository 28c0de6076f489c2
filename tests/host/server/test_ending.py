"""How a host ends: by HUP as by TERM, drained, and with its log turned over; and who is banned meanwhile."""

import signal
import socket
from contextlib import suppress

import pytest

from host.box import Box, eventually
from host.server.test_server import serving, train

pytest.importorskip("asyncssh", reason="the extra [host] is not installed")


def test_a_hangup_says_goodbye_as_an_end_does(empty_box: Box) -> None:
    with serving(empty_box) as box, box.log_in("anna") as there:
        train(there)
        below = box.processes()
        assert box.stop(signal.SIGHUP) == 0
        there.wait_for("This host is stopping")
        there.wait_exit()
        assert not any(each.is_running() for each in below)


def test_a_drained_host_lets_a_session_come_to_its_end_and_nobody_new_in(empty_box: Box) -> None:
    empty_box.let_in("ben")
    with serving(empty_box) as box, box.log_in("anna") as trains, box.log_in("ben") as rests:
        train(trains)
        rests.wait_for("Leave")
        box.host("drain", "--wait", "1", code=1)
        rests.wait_for("about to be restarted")
        rests.wait_exit()
        with socket.socket() as late:
            assert late.connect_ex(("127.0.0.1", box.port)) != 0
        assert "anna" in box.host("status")
        trains.press("space")
        trains.wait_for("about to be restarted")
        trains.wait_exit()
        eventually(lambda: not (box.data / "host" / "sessions.json").exists(), "the server to end by itself")


def test_a_log_is_turned_over_under_the_whole_house_and_a_ban_holds_at_once(empty_box: Box) -> None:
    with serving(empty_box) as box, box.log_in("anna") as there:
        there.wait_for("Leave")
        old = box.log.with_name("log.1")
        box.log.rename(old)
        for each in (*box.processes(), *box.coaches()):
            each.send_signal(signal.SIGUSR1)  # systemctl kill sends it to all of the unit
        box.send(signal.SIGUSR1)
        eventually(box.log.exists, "the log to be made anew")
        box.host("ban", "127.0.0.0/8")
        eventually(lambda: _is_turned_away(box), "the ban to hold")
        refused = box.events("turned away")[-1]
        assert (refused["address"], refused["why"]) == ("127.0.0.1", "banned")
        assert all('"came"' in line or '"open"' in line for line in old.read_text().splitlines())
        there.press("ctrl+q")  # who is in stays
        there.wait_exit()
        assert box.events("left")


def _is_turned_away(box: Box) -> bool:
    with socket.create_connection(("127.0.0.1", box.port), timeout=180) as line, suppress(ConnectionError):
        return line.recv(100) == b""
    return True
