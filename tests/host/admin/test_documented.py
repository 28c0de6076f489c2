"""What docs/ tells a host to write down is what sshd and systemd take."""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from host.box import SSHD, make_key
from host.documented import SERVICE, block, sshd_block


@pytest.mark.skipif(SSHD is None, reason="sshd is not installed (openssh-server)")
def test_sshd_takes_the_blocks_and_does_what_they_say(tmp_path: Path) -> None:
    make_key(tmp_path / "key")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    user = pwd.getpwuid(os.geteuid()).pw_name
    keys_by_command = [line.replace("User coach", f"User {user}") for line in block("AuthorizedKeysCommand /")]
    lines = [f"HostKey {tmp_path / 'key'}", "AcceptEnv LANG LC_*", *sshd_block(user), *keys_by_command]
    config = tmp_path / "sshd_config"
    config.write_text("\n".join(lines) + "\n")
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


def test_the_unit_allows_as_many_tasks_as_the_largest_box_has() -> None:
    from coach.host.guests.sandbox import PROCESSES

    (tasks,) = [line for line in SERVICE.read_text().splitlines() if line.startswith("TasksMax=")]
    assert int(tasks.removeprefix("TasksMax=")) == PROCESSES
