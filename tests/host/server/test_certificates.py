"""Certificates of the club's own authority, by the real client and ssh-keygen; and the next key of the host."""

import subprocess
from pathlib import Path

import pytest

from coach.host.accounts.authorities import profile_named
from coach.host.accounts.revocations import Revocations, Shown
from host.box import KEYGEN, PATIENCE_S, Box, eventually, make_key

pytest.importorskip("asyncssh", reason="the extra [host] is not installed")


@pytest.mark.parametrize(
    ("principals", "profile"),
    [(["anna"], "anna"), ([], None), (["anna", "ben"], None), (["../ben"], None), (["Anna"], None), ([""], None)],
)
def test_a_certificate_opens_the_one_profile_that_it_names(principals: list[str], profile: str | None) -> None:
    assert profile_named(principals) == profile


def certificate(box: Box, authority: Path, *options: str, who: str = "visitor") -> list[str]:
    """A certificate for somebody's key; what the client needs to show it."""
    public = Path(f"{box.key(who)}.pub")
    subprocess.run(
        [str(KEYGEN), "-q", "-s", str(authority), "-I", who, *options, str(public)], check=True, timeout=PATIENCE_S
    )
    return ["-o", f"CertificateFile={public.with_name(public.stem + '-cert.pub')}"]


def test_what_an_authority_signed_comes_in_as_the_profile_that_it_names_and_nothing_else_does(box: Box) -> None:
    ours, others = box.home / "ca", box.home / "other-ca"
    for path in (ours, others):
        make_key(path)
    box.host("authority", "add", f"{ours}.pub")

    def comes_in(authority: Path, *options: str) -> bool:
        return box.ssh("visitor", "next", options=certificate(box, authority, *options)).returncode != 255

    assert comes_in(ours, "-n", "ben", "-V", "+1d")
    assert box.events("came")[-1]["profile"] == "ben"
    assert comes_in(ours, "-n", "ben", "-O", "source-address=192.0.2.0/24,127.0.0.0/8")
    for authority, options in (
        (others, ("-n", "ben")),
        (ours, ()),
        (ours, ("-n", "anna,ben")),
        (ours, ("-n", "../ben")),
        (ours, ("-n", "ben", "-V", "-2d:-1d")),
        (ours, ("-n", "ben", "-O", "source-address=192.0.2.0/24")),
        (ours, ("-h", "-n", "ben")),
    ):
        assert not comes_in(authority, *options), options
    forced = box.ssh("visitor", "next", options=certificate(box, ours, "-n", "ben", "-O", "force-command=sh"))
    assert "not available here" in forced.stderr
    (fingerprint,) = [line.split("  ")[0] for line in box.host("authority", "list").splitlines()]
    box.host("authority", "remove", fingerprint)
    assert not comes_in(ours, "-n", "ben", "-V", "+1d")


def test_a_single_certificate_is_taken_back_by_its_id_or_number_and_whoever_is_in_with_it_leaves(box: Box) -> None:
    ca = box.home / "revoking-ca"
    make_key(ca)
    box.host("authority", "add", f"{ca}.pub")

    def shows(who: str, serial: int) -> list[str]:
        return certificate(box, ca, "-n", "ben", "-V", "+1d", "-z", str(serial), who=who)

    def comes_in(who: str, serial: int) -> bool:
        return box.ssh(who, "next", options=shows(who, serial)).returncode != 255

    with box.log_in("inside", options=shows("inside", 5)) as inside:
        inside.wait_for("Help")
        box.host("authority", "revoke", "--id", "visitor", "--serial", "5-6")
        inside.wait_exit()
    assert box.host("authority", "revoke") == "id: visitor\nserial: 5-6\n"
    eventually(lambda: not comes_in("visitor", 9), "the list to be read again")
    assert not comes_in("guest", 6)
    assert comes_in("guest", 7)
    box.host("authority", "revoke", "--undo", "--id", "visitor", "--serial", "5-6")
    eventually(lambda: comes_in("visitor", 6), "the list to be read again")


@pytest.mark.parametrize(
    ("written", "is_out"),
    [
        ("", False),
        ("# a note\n\nserial: 8\n", False),
        ("id: anna\n", True),
        ("id: Anna\nid: anna b\n", False),
        ("serial: 1-7\n", True),
        ("serial: 7 # lost\n", True),
        ("key: AAAA\n", True),
        ("serial 8\n", True),
        ("\xff", True),
    ],
)
def test_a_list_that_is_not_understood_takes_every_certificate_back(tmp_path: Path, written: str, is_out: bool) -> None:
    path = tmp_path / "revoked"
    path.write_bytes(written.encode("latin-1"))
    assert Revocations(path).hold(Shown(7, "anna")) is is_out


@pytest.mark.parametrize("serials", ["0", "0-4", "7-5", "x", "", "-1", str(2**64)])
def test_what_is_no_serial_number_is_refused(empty_box: Box, serials: str) -> None:
    empty_box.host("authority", "revoke", f"--serial={serials}", code=1)


def test_openssh_gets_a_line_for_each_profile_and_authority(empty_box: Box) -> None:
    empty_box.let_in("anna")
    make_key(empty_box.home / "ca")
    empty_box.host("authority", "add", f"{empty_box.home / 'ca'}.pub")
    first = empty_box.host("key", "list", "--openssh").splitlines()[0]
    assert first.startswith('cert-authority,principals="anna",restrict,pty,command="coach --profile anna host login" ')


def test_openssh_takes_the_list_of_what_was_taken_back(empty_box: Box) -> None:
    ca, krl = empty_box.home / "ca", str(empty_box.home / "krl")
    make_key(ca)
    empty_box.host("authority", "revoke", "--id", "anna", "--serial", "7-20")
    listed = empty_box.host("authority", "revoke")
    words = [str(KEYGEN), "-k", "-f", krl, "-s", f"{ca}.pub", "-"]
    subprocess.run(words, input=listed, text=True, check=True, capture_output=True, timeout=PATIENCE_S)

    def is_out(who: str, serial: str) -> bool:
        _, path = certificate(empty_box, ca, "-n", "ben", "-z", serial, who=who)
        asked = [str(KEYGEN), "-Q", "-f", krl, path.partition("=")[2]]
        return subprocess.run(asked, check=False, capture_output=True, timeout=PATIENCE_S).returncode != 0

    assert [is_out("anna", "3"), is_out("ben", "9"), is_out("ben", "3")] == [True, True, False]


def test_a_client_learns_the_next_key_in_advance_and_is_not_frightened(empty_box: Box) -> None:
    box = empty_box
    box.let_in("anna")
    assert "no next key" in box.host("host-key", "rotate", code=1)
    box.host("host-key", "next")
    known = box.home / "learned"

    def comes_in() -> int:
        strict = "yes" if known.exists() else "accept-new"
        own = ("-o", f"UserKnownHostsFile={known}", "-o", "UpdateHostKeys=yes", "-o", f"StrictHostKeyChecking={strict}")
        client, *rest = box.client("anna")  # the first word on an option is the one that counts
        words = [client, *own, *rest, "next"]
        return subprocess.run(words, capture_output=True, timeout=PATIENCE_S, check=False).returncode

    box.serve()
    port = box.port
    assert comes_in() != 255  # a client learns nothing from whom it meets for the first time
    assert comes_in() != 255
    assert len(known.read_text().splitlines()) == 2
    box.stop()
    box.host("host-key", "rotate")
    box.serve("--port", str(port))
    assert comes_in() != 255
