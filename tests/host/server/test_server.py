"""A server of ours, as a guest with the real OpenSSH client meets it, and as its host does."""

import json
import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from e2e.terminal import Terminal

from host.box import Box, eventually

AS_IT_IS = True
"""The server of these tests is the whole of it (``box`` in the conftest)."""


def train(terminal: Terminal) -> None:
    """From Home into the first hold of a desk break, at least two seconds of it."""
    terminal.wait_for_home()
    terminal.press("desk")
    terminal.wait_gone("Psoas care  ")
    terminal.press("enter")
    terminal.wait_for("Pain now")
    terminal.press("1")
    terminal.wait_for("[1]")
    terminal.press("enter")
    terminal.wait_for("HOLD")
    for _ in range(2):
        before = terminal.text
        terminal.wait_until(lambda text, before=before: text != before, "a second of the hold")


def checkpoints(box: Box, profile: str) -> list[dict]:
    database = sqlite3.connect(box.data / "profiles" / profile / "coach.db")
    try:
        return [json.loads(data) for (data,) in database.execute("SELECT data FROM checkpoint")]
    finally:
        database.close()


def forget(box: Box, profile: str) -> None:
    """No session under way, for the next test."""
    with sqlite3.connect(box.data / "profiles" / profile / "coach.db") as database:
        database.execute("DELETE FROM checkpoint")
    database.close()


@contextmanager
def serving(box: Box, *options: str) -> Iterator[Box]:
    pytest.importorskip("asyncssh")
    box.let_in("anna")
    box.serve(*options)
    yield box


def test_a_line_cut_in_a_hold_saves_the_very_second_and_it_is_offered_again(box: Box) -> None:
    with box.log_in("anna") as away:
        train(away)
        away.kill()
        eventually(lambda: not box.coaches(), "the coach to leave")
    (kept,) = checkpoints(box, "anna")
    assert kept["state"]["status"] == "paused"
    assert kept["state"]["held_s"] > 0
    with box.log_in("anna") as back:
        back.wait_for("You stopped in the middle of Desk break")
        back.press("enter")
        back.wait_for("PAUSED")
        back.press("ctrl+q")
        back.wait_exit()
    forget(box, "anna")
    assert box.events("left")[-2]["reason"] == "lost"


def test_a_coach_left_behind_on_a_dead_line_writes_over_nothing(box: Box) -> None:
    with box.log_in("anna") as away:
        train(away)
        away.signal(signal.SIGSTOP)  # no goodbye: as a laptop that fell asleep
        (old,) = box.coaches()
        with box.log_in("anna") as back:
            back.wait_for("You stopped in the middle of Desk break")
            back.press("enter")
            back.wait_for("PAUSED")
            before = back.settle()
            back.press("n")  # on to what comes next, which stands still, too
            back.wait_until(lambda text: text != before, "the next exercise")
            back.press("ctrl+q")
            back.wait_exit()
        (kept,) = checkpoints(box, "anna")
        away.signal(signal.SIGCONT)
        away.press("space")
        away.wait_for("elsewhere")
        old.send_signal(signal.SIGHUP)
        eventually(lambda: not box.coaches(), "the old coach to leave")
    assert checkpoints(box, "anna") == [kept]
    assert kept["state"]["index"] > 0
    forget(box, "anna")


def test_leaving_gives_the_terminal_back_and_the_coachs_exit_code(box: Box) -> None:
    with box.log_in("ben", size=(100, 30)) as there:
        there.wait_for("Leave")
        there.press("ctrl+q")
        assert there.wait_exit() == 0
    assert bytes(there.raw).rfind(b"\x1b[?1049l") > bytes(there.raw).rfind(b"\x1b[?1049h")
    assert not box.events("crashed")


def test_ctrl_z_and_ctrl_c_lead_to_no_shell(box: Box) -> None:
    with box.log_in("ben") as there:
        there.wait_for("Leave")
        there.press("ctrl+z")
        there.settle()
        assert "Leave" in there.text
        assert there.process.poll() is None
        assert {coach.status() for coach in box.coaches()} <= {"sleeping", "running"}
        there.press("ctrl+q")
        there.wait_exit()


def test_the_window_is_followed_within_its_bounds(box: Box) -> None:
    with box.log_in("ben", size=(80, 24)) as there:
        there.wait_for("Leave")
        there.resize(120, 40)
        there.wait_until(lambda _: "Leave" in there.lines[39], "the keys on the last row")
        there.press("ctrl+q")
        there.wait_exit()


def test_two_sessions_of_one_profile_both_work_and_the_second_is_told(box: Box) -> None:
    with box.log_in("ben") as first:
        first.wait_for("Leave")
        with box.log_in("ben") as second:
            second.wait_for("logged in elsewhere")
            assert "logged in elsewhere" not in first.text
            assert box.ssh("ben", "next").returncode in (0, 3)
            for each in (second, first):
                each.press("ctrl+q")
                each.wait_exit()


def test_a_coach_that_is_killed_harms_no_other_and_says_sorry(box: Box) -> None:
    with box.log_in("anna") as one, box.log_in("ben") as other:
        one.wait_for("Leave")
        before = {coach.pid for coach in box.coaches()}
        other.wait_for("Leave")
        (victim,) = [coach for coach in box.coaches() if coach.pid in before and _is_of(coach.pid, "anna")]
        victim.send_signal(signal.SIGSEGV)
        one.wait_for("Something went wrong")
        assert one.wait_exit() == 1
        other.press("down")
        other.settle()
        assert other.process.poll() is None
        other.press("ctrl+q")
        other.wait_exit()
    crash = box.events("crashed")[-1]
    assert crash["signal"] == signal.SIGSEGV
    assert set(crash) == {"time", "event", "visit", "signal"}
    box.log.write_text("")


def _is_of(pid: int, profile: str) -> bool:
    return Path(f"/proc/{pid}/cwd").resolve().name == profile


def test_a_new_key_joins_once_with_a_code(box: Box) -> None:
    code = box.host("invite", "cleo").strip()
    assert box.ssh("cleo", "next").returncode == 255
    joined = box.ssh("cleo", "next", user=code)
    assert joined.returncode == 0, joined.stderr
    assert "opens the profile cleo" in joined.stderr
    assert box.ssh("cleo", "next").returncode == 0
    assert box.ssh("dora", "next", user=code).returncode == 255
    assert "cleo" in box.host("key", "list")


def test_routines_of_the_box_are_for_everybody_and_nobodys_to_change(box: Box) -> None:
    text = (Path(__file__).parents[3] / "routines" / "desk-break.toml").read_text()
    shared = box.home / "system" / "coach" / "routines" / "club-break.toml"
    shared.parent.mkdir(parents=True)
    shared.write_text(text.replace('id = "desk-break"', 'id = "club-break"').replace("Desk break", "Club break"))
    for who in ("anna", "ben"):
        assert "Club break" in box.ssh(who, "plain", input="l\nq\n").stdout
    theirs = shared.read_text().replace("Club break", "Mine")
    assert box.ssh("anna", "add", input=theirs).returncode == 0
    assert "Club break" in box.ssh("ben", "plain", input="l\nq\n").stdout
    assert "Mine" not in shared.read_text()


def test_status_names_who_is_here_and_their_memory(box: Box) -> None:
    with box.log_in("anna") as there:
        there.wait_for("Leave")
        eventually(lambda: "anna" in box.host("status"), "status to name anna")
        (row,) = json.loads(box.host("status", "--json"))["visits"]
        assert row["profile"] == "anna"
        assert 1 < row["memory_mb"] < 100
        there.press("ctrl+q")
        there.wait_exit()


def test_the_kernel_may_merge_what_is_equal_in_the_coaches(box: Box) -> None:
    with box.log_in("anna") as there:
        there.wait_for("Leave")
        (coach,) = box.coaches()
        try:
            merging = Path(f"/proc/{coach.pid}/ksm_stat").read_text()
        except OSError:
            merging = ""
        if "ksm_merge_any" not in merging:
            pytest.skip("this kernel does not tell whether it may merge (Linux 6.13+, with KSM)")
        assert "ksm_merge_any: yes" in merging
        there.press("ctrl+q")
        there.wait_exit()


def test_a_backup_holds_every_profile_and_can_be_read(box: Box, tmp_path: Path) -> None:
    import tarfile

    box.ssh("anna", "next")
    archive = tmp_path / "box.tar.gz"
    box.host("backup", str(archive))
    assert archive.stat().st_mode & 0o777 == 0o600
    with tarfile.open(archive) as kept:
        names = kept.getnames()
        kept.extract("profiles/anna/coach.db", tmp_path, filter="data")
    assert {"profiles/ben/coach.db", "host/host_key", "host/keys/anna.pub"} <= set(names)
    with sqlite3.connect(tmp_path / "profiles/anna/coach.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_log_names_nothing_of_a_body(box: Box) -> None:
    box.ssh("anna", "morning 7")
    box.ssh("anna", "rm -rf /")
    lines = [json.loads(line) for line in box.log.read_text().splitlines()]
    known = {"time", "event", "visit", "profile", "address", "key", "terminal", "verb", "seconds", "code", "reason"}
    assert all(set(line) <= known for line in lines if line["event"] in ("came", "left"))
    assert "rm -rf" not in box.log.read_text()
    assert "morning 7" not in box.log.read_text()


def test_stopping_saves_and_says_goodbye(empty_box: Box) -> None:
    with serving(empty_box) as box, box.log_in("anna") as there:
        train(there)
        below = box.processes()
        assert box.stop(signal.SIGTERM) == 0
        there.wait_for("This host is stopping")
        assert there.wait_exit() == 130
        assert not any(each.is_running() for each in below)
        (kept,) = checkpoints(box, "anna")
        assert kept["state"]["held_s"] > 0
        assert not (box.data / "host" / "sessions.json").exists()


def test_a_server_that_is_killed_takes_its_coaches_along_and_comes_back_the_same(empty_box: Box) -> None:
    with serving(empty_box) as box:
        key = (box.data / "host" / "host_key").read_bytes()
        with box.log_in("anna") as there:
            train(there)
            below = box.processes()
            box.stop(signal.SIGKILL)
            eventually(lambda: not any(_lives(each) for each in below), "the coaches to leave")
        (kept,) = checkpoints(box, "anna")
        assert kept["state"]["status"] == "paused"
        box.serve()
        assert (box.data / "host" / "host_key").read_bytes() == key
        with box.log_in("anna") as back:
            back.wait_for("You stopped in the middle of Desk break")


def _lives(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def test_who_is_too_many_gets_a_sentence(empty_box: Box) -> None:
    with serving(
        empty_box, "--sessions", "1", "--sessions-a-key", "1", "--login-time", "15", "--connections", "6"
    ) as box:
        box.let_in("ben")
        with box.log_in("anna") as there:
            there.wait_for("Leave")
            full = box.ssh("ben", "next")
            assert (full.returncode, "places are taken" in full.stderr) == (1, True)
            again = box.ssh("anna", "next")
            assert (again.returncode, "logged in 1 times" in again.stderr) == (1, True)
            silent = [socket.create_connection(("127.0.0.1", box.port)) for _ in range(8)]
            assert any(b"Too many connections" in _first(each) for each in silent)
            for each, data in zip(
                silent, (b"GET / HTTP/1.1\r\n\r\n", b"\0" * 5000, b"SSH-2.0-x\r\n\xff", b""), strict=False
            ):
                with each, suppress(ConnectionError):  # the server's way of closing what it did not read
                    each.settimeout(180)
                    each.send(data)
                    while each.recv(4096):
                        pass
            for each in silent:
                each.close()


def _first(connection: socket.socket) -> bytes:
    connection.settimeout(180)
    with suppress(ConnectionError):
        return connection.recv(200)
    return b""


@pytest.mark.soak
def test_a_place_has_one_server_at_a_time_and_the_next_when_that_is_gone(empty_box: Box) -> None:
    with serving(empty_box) as box:
        assert "open here already" in box.host("serve", "--port", "0", code=1)
        assert json.loads(box.host("status", "--json"))["port"] == box.port
        box.stop(signal.SIGKILL)
        with socket.create_server(("127.0.0.1", 0)) as other:
            assert "in use" in box.host("serve", "--port", str(other.getsockname()[1]), code=1)
        box.serve()
        assert box.ssh("anna", "next").returncode == 0


def test_whose_key_is_removed_is_logged_out(empty_box: Box) -> None:
    with serving(empty_box) as box, box.log_in("anna") as there:
        there.wait_for("Leave")
        box.host("key", "remove", "anna")
        there.wait_for("Your key was removed")
        there.wait_exit()
