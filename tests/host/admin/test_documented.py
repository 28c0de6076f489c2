"""What docs/ tells a host to write down is what sshd and systemd take."""

import os
import pwd
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coach.host.server.journal import Journal
from host.box import SSHD, make_key
from host.documented import DOCS, SERVICE, block, sshd_block


@pytest.mark.skipif(SSHD is None, reason="sshd is not installed (openssh-server)")
def test_sshd_takes_the_blocks_and_does_what_they_say(tmp_path: Path) -> None:
    make_key(tmp_path / "key")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    user = pwd.getpwuid(os.geteuid()).pw_name
    keys_by_command = [line.replace("User coach", f"User {user}") for line in block("AuthorizedKeysCommand /")]
    lines = [f"HostKey {tmp_path / 'key'}", "AcceptEnv LANG LC_*", *sshd_block(user), *keys_by_command]
    config = tmp_path / "sshd_config"
    config.write_text("\n".join([*block("MaxStartups"), *lines]) + "\n")
    told = subprocess.run(
        [str(SSHD), "-T", "-f", str(config), "-C", f"user={user},host=x,addr=192.0.2.1"],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    does = told.stdout.splitlines()
    assert {"disableforwarding yes", "permituserrc no", "authenticationmethods publickey"} <= set(does)
    assert [line for line in does if line.startswith("acceptenv")] == [
        "acceptenv COLORTERM",
        "acceptenv LANG",
        "acceptenv NO_COLOR",
    ]
    assert {"persourcemaxstartups 20", "maxstartups 100:30:400", "persourcenetblocksize 32:64"} <= set(does)
    assert "authorizedkeyscommand /usr/local/bin/coach host key list --openssh" in does
    assert "authorizedkeysfile none" in does


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_knows_every_word_of_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / SERVICE.name
    unit.write_text(
        SERVICE.read_text().replace("/opt/coach/bin/coach", sys.executable).replace("User=coach", "User=root")
    )
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, timeout=180, check=False
    )
    mine = [line for line in told.stderr.splitlines() if SERVICE.name in line]
    assert (told.returncode, mine) == (0, []), told.stderr


def test_a_filter_finds_the_address_of_every_refusal_and_of_nothing_else(tmp_path: Path) -> None:
    (line,) = [line for line in block("[Definition]") if line.startswith("failregex = ")]
    finds = re.compile(line.removeprefix("failregex = ").replace("<HOST>", r"(?P<host>[0-9a-f.:]+)"))
    journal = Journal(tmp_path / "log")
    journal.write("turned away", address="192.0.2.7", why="banned")
    journal.write("not let in", address="2001:db8::1", why="PermissionDenied")
    journal.write("cut off", address="192.0.2.8", profile="anna")
    journal.write("came", visit=1, profile="anna", address="192.0.2.9")
    found = [match["host"] for each in (tmp_path / "log").read_text().splitlines() if (match := finds.search(each))]
    assert found == ["192.0.2.7", "2001:db8::1", "192.0.2.8"]


@pytest.mark.skipif(shutil.which("logrotate") is None, reason="logrotate is not installed")
def test_logrotate_takes_the_block(tmp_path: Path) -> None:
    lines = [line for line in block("/var/lib/coach/log.jsonl {") if not line.startswith("su ")]
    config = tmp_path / "coach-host"
    config.write_text("\n".join(lines).replace("coach coach", "root root") + "\n")
    told = subprocess.run(
        ["logrotate", "--debug", "--state", str(tmp_path / "state"), str(config)],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert (told.returncode, "error" in told.stderr) == (0, False), told.stderr


def test_from_nothing_to_the_first_guest_are_ten_lines_at_most_and_each_begins_as_the_account() -> None:
    lines = block("apt-get install -y python3-venv")
    assert len(lines) <= 10
    assert lines[-1] == "runuser -u coach -- coach host invite anna"
    text = (DOCS / "hosting.md").read_text()
    shown = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    assert [line for line in shown if line.startswith("coach host")] == []


def test_the_unit_allows_as_many_tasks_as_the_largest_box_has() -> None:
    from coach.host.guests.sandbox import PROCESSES

    (tasks,) = [line for line in SERVICE.read_text().splitlines() if line.startswith("TasksMax=")]
    assert int(tasks.removeprefix("TasksMax=")) == PROCESSES
