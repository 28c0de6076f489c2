"""The box's own OpenSSH as the door: real sshd on loopback, the real client."""

import json
import os
import signal

import pytest

from host.box import SSH, SSHD, Box, eventually

ROUTINE = """\
format = 1
id = "bens-care"
name = "Ben's care"
about = "One plank."
kind = "strength"
phases = ["recovery", "maintenance"]
sources = ["coach"]

[[step]]
exercise = "plank"
hold = 20
sets = 1
"""


def test_a_runner_trains_loses_the_line_and_is_offered_the_same_step(own_sshd: Box) -> None:
    with own_sshd.log_in("anna") as away:
        away.wait_for_home()
        away.press("desk")
        away.wait_gone("Psoas care  ")
        away.press("enter")
        away.wait_for("Pain now")
        away.press("1")
        away.wait_for("[1]")
        away.press("enter")
        away.wait_for("HOLD")
        away.kill()
    with own_sshd.log_in("anna") as back:
        back.wait_for("You stopped in the middle of Desk break")
        back.press("d")
        back.settle()
        back.press("ctrl+q")


def test_without_a_terminal_there_is_a_sentence(own_sshd: Box) -> None:
    told = own_sshd.ssh("anna", options=["-T"])
    assert told.returncode == 2
    assert "needs a terminal" in told.stderr
    assert "plain" in told.stderr


@pytest.mark.parametrize(
    "words", ["sh", "next; id", "cat /etc/passwd", "export /tmp/x", "play --profile ben", "host key list", "morning 11"]
)
def test_what_is_no_verb_is_refused_with_their_list(own_sshd: Box, words: str) -> None:
    refused = own_sshd.ssh("anna", words)
    assert refused.returncode == 2
    assert refused.stdout == ""
    for verb in ("plain", "next", "export", "add", "morning N"):
        assert verb in refused.stderr


def test_the_verbs_go_without_a_terminal(own_sshd: Box) -> None:
    assert own_sshd.ssh("ben", "next").stdout.count("\n") == 1
    added = own_sshd.ssh("ben", "add", input=ROUTINE)
    assert added.returncode == 0, added.stderr
    own = own_sshd.data / "profiles" / "ben" / "config" / "coach" / "routines" / "bens-care.toml"
    assert own.read_text() == ROUTINE
    assert "[[session]]" not in own_sshd.ssh("ben", "export").stdout
    assert "bens-care" not in own_sshd.ssh("anna", "plain", input="l\nq\n").stdout


def test_each_key_opens_its_own_profile_alone(own_sshd: Box) -> None:
    own_sshd.ssh("ben", "next")
    own_sshd.ssh("anna", "next")
    profiles = own_sshd.data / "profiles"
    assert {path.name for path in profiles.iterdir()} == {"anna", "ben"}
    assert all(path.stat().st_mode & 0o777 == 0o700 for path in (profiles, *profiles.iterdir()))


def test_forwarding_is_refused_by_restrict(own_sshd: Box) -> None:
    refused = own_sshd.ssh("anna", options=["-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:22"])
    assert refused.returncode == 255


def test_the_line_is_installed_once_and_taken_out_again(empty_box: Box) -> None:
    box, file = empty_box, empty_box.home / "authorized_keys"
    file.write_text("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHxxxx me@laptop\n")
    public = f"{box.key('anna')}.pub"
    for _ in range(2):
        box.host("key", "add", "anna", public, "--install", str(file))
    first, line = file.read_text().splitlines()
    assert line.startswith('restrict,pty,command="coach --profile anna host login" ssh-ed25519 AAAA')
    assert box.host("key", "list", "--openssh").strip() == line
    assert json.loads(box.host("key", "list", "--json"))[0]["profile"] == "anna"
    box.host("key", "remove", "anna", "--uninstall", str(file))
    assert file.read_text().splitlines() == [first]
    eventually(lambda: not list((box.data / "host" / "keys").glob("*.pub")), "the key to be gone")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can write for another")
@pytest.mark.parametrize("is_there", [True, False])
def test_what_root_installs_for_an_account_stays_that_accounts(empty_box: Box, is_there: bool) -> None:
    home = empty_box.home / "home"
    folder = home / ".ssh"
    (folder if is_there else home).mkdir(parents=True)
    for path in (home, *([folder] if is_there else [])):
        os.chown(path, 65_534, 65_534)
    file = folder / "authorized_keys"
    public = f"{empty_box.key('anna')}.pub"
    empty_box.host("key", "add", "anna", public, "--install", str(file))
    empty_box.host("key", "remove", "anna", "--uninstall", str(file))
    assert {path.stat().st_uid for path in (folder, file)} == {65_534}
    assert (folder.stat().st_mode & 0o777 == 0o700) or is_there
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_client_that_fell_asleep_is_given_up_by_sshd_as_it_is_told(empty_box: Box) -> None:
    if SSHD is None or SSH is None:
        pytest.skip("OpenSSH is not installed (openssh-server, openssh-client)")
    box = empty_box
    box.sshd([box.let_in("anna")], ["ClientAliveInterval 1", "ClientAliveCountMax 2"])
    with box.log_in("anna") as there:
        there.wait_for("Leave")
        there.signal(signal.SIGSTOP)
        eventually(lambda: not box.processes(), "sshd to give the client up, and the coach to leave")
        there.signal(signal.SIGCONT)
