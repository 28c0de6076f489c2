"""Keys, invitations, verbs and terminals: what is taken, what is refused, as tables."""

import base64
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.host.accounts.authorized_keys import forced_line
from coach.host.accounts.invites import Invites
from coach.host.accounts.keys import MOST_KEYS, Keys
from coach.host.accounts.public_key import PublicKey, parse_key
from coach.host.base.errors import BoxError
from coach.host.base.terminal import checked_environment
from coach.host.guests.verbs import ADDING, THE_APP, understood
from coach.system.terminal_size import clamped
from host.box import KEYGEN, make_key


def ed25519(number: int, comment: str = "") -> str:
    data = b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + number.to_bytes(32, "big")
    return f"ssh-ed25519 {base64.b64encode(data).decode()} {comment}"


ONE = ed25519(1, "anna@laptop")


@pytest.mark.skipif(KEYGEN is None, reason="ssh-keygen is not installed")
@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_what_ssh_keygen_makes_is_taken_with_its_fingerprint(tmp_path: Path, kind: str) -> None:
    make_key(tmp_path / "k", kind)
    key = parse_key((tmp_path / "k.pub").read_text())
    shown = subprocess.run([str(KEYGEN), "-lf", str(tmp_path / "k.pub")], capture_output=True, text=True, check=True)
    assert key.fingerprint in shown.stdout
    assert key.line == (tmp_path / "k.pub").read_text().strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "ssh-dss AAAAB3NzaC1kc3M=",
        f'command="sh" {ONE}',
        f"no-pty {ONE}",
        f"{ONE}\n{ed25519(2)}",
        f"cert-authority {ONE}",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        ONE.replace("ssh-ed25519 ", "ssh-rsa "),
        ONE[:50],
        "x" * 20_000,
        ed25519(1)[:-3] + "===",
    ],
)
def test_what_is_not_one_bare_key_is_refused(text: str) -> None:
    with pytest.raises(BoxError):
        parse_key(text)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        key = parse_key(f"{ed25519(3)}{text}")
    except BoxError:
        return
    assert "\n" not in key.line
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in key.line)


def test_a_comment_cannot_steer() -> None:
    assert parse_key(ed25519(1, "a\x1b[2Jb\u202e")).comment == "a[2Jb"


def test_a_key_opens_one_profile(tmp_path: Path) -> None:
    keys, one, two = Keys(tmp_path / "keys"), parse_key(ONE), parse_key(ed25519(2))
    assert keys.add("anna", one)
    assert not keys.add("anna", one)
    with pytest.raises(BoxError, match="anna"):
        keys.add("ben", one)
    keys.add("ben", two)
    assert (keys.profile_of(one.data), keys.profile_of(two.data)) == ("anna", "ben")
    keys.remove("anna", one.fingerprint)
    assert keys.profile_of(one.data) is None
    assert [profile for profile, _ in keys.all()] == ["ben"]
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "keys" / "ben.pub").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["../ben", "Anna", "a b", "", "a/b", "-a", "a" * 65, "ä", "a\n", "."])
def test_what_is_no_name_opens_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(BoxError):
        Keys(tmp_path / "keys").add(name, parse_key(ONE))
    assert not list(tmp_path.rglob("*.pub"))


def test_a_profile_has_so_many_keys_at_most(tmp_path: Path) -> None:
    keys = Keys(tmp_path)
    for number in range(MOST_KEYS):
        keys.add("anna", parse_key(ed25519(number)))
    with pytest.raises(BoxError):
        keys.add("anna", parse_key(ed25519(99)))


def test_a_spoilt_line_of_the_store_opens_nothing_and_spoils_no_other(tmp_path: Path) -> None:
    (tmp_path / "anna.pub").write_text(f'command="x" {ed25519(1)}\n{ed25519(2)}\n')
    (tmp_path / "..ben.pub").write_text(ed25519(3))
    keys = Keys(tmp_path)
    opens = {number: keys.profile_of(parse_key(ed25519(number)).data) for number in (1, 2, 3)}
    assert opens == {1: None, 2: "anna", 3: None}


def test_the_forced_line_cannot_be_left(tmp_path: Path) -> None:
    line = forced_line("anna", parse_key(ONE), 'env "X=1" coach')
    assert line.startswith('restrict,pty,command="env \\"X=1\\" coach --profile anna host login" ssh-ed25519 ')
    with pytest.raises(BoxError):
        forced_line("anna", parse_key(ONE), 'coach"\nssh-ed25519 AAAA')


def test_an_invitation_is_good_once_and_for_a_time(tmp_path: Path) -> None:
    invites, keys = Invites(tmp_path / "invites"), Keys(tmp_path / "keys")
    code = invites.make("cleo", hours=1, now=1000.0)
    assert code not in "".join(path.name for path in (tmp_path / "invites").iterdir())
    assert invites.profile_of(f"join-{code}", now=4599.0) == "cleo"
    assert invites.profile_of(f"join-{code}", now=4601.0) is None
    code = invites.make("cleo", hours=1)
    assert invites.redeem(f"join-{code}", parse_key(ONE), keys) == "cleo"
    assert invites.redeem(f"join-{code}", parse_key(ed25519(2)), keys) is None
    assert keys.profile_of(parse_key(ONE).data) == "cleo"


def test_an_invitation_is_not_used_up_by_a_key_for_which_there_is_no_room(tmp_path: Path) -> None:
    invites, keys = Invites(tmp_path / "invites"), Keys(tmp_path / "keys")
    user = f"join-{invites.make('cleo', hours=1)}"
    others = [parse_key(ed25519(number)) for number in range(MOST_KEYS)]
    for key in others:
        keys.add("cleo", key)
    new = parse_key(ed25519(MOST_KEYS))
    assert invites.redeem(user, new, keys) is None
    keys.remove("cleo", others[0].fingerprint)
    assert invites.redeem(user, new, keys) == "cleo"
    assert invites.redeem(user, new, keys) is None


@pytest.mark.parametrize(
    "user", ["", "join-", "join-../../keys/anna.pub", "anna", "join-" + "a" * 20, "join-" + "é" * 20]
)
def test_what_is_no_code_invites_nobody(tmp_path: Path, user: str) -> None:
    assert Invites(tmp_path).profile_of(user) is None


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("next", ("next",)),
        ("export", ("export", "-")),
        ("add", ("add",)),
        ("morning 0", ("morning", "0")),
        ("morning 10", ("morning", "10")),
        (" next ", ("next",)),
        ("add --yes --theirs", ("add", "--yes", "--theirs")),
        ("pack my-care", ("pack", "my-care", "--to", "-")),
        ("remove my-care --kind exercise --yes", ("remove", "my-care", "--kind", "exercise", "--yes")),
        ("remove --undo my-care", ("remove", "--undo", "my-care")),
        ("remove --for-good --yes", ("remove", "--for-good", "--yes")),
        (f"rename {'a' * 64} {'b' * 64}", ("rename", "a" * 64, "b" * 64)),
    ],
)
def test_the_verbs(command: str, words: tuple[str, ...]) -> None:
    assert understood(command, terminal=False).words == words


@given(st.text())
def test_any_other_command_is_refused(command: str) -> None:
    try:
        verb = understood(command, terminal=True)
    except BoxError:
        return
    known = (
        "plain",
        "next",
        "export",
        *(f"remove {option}" for option in ("--list", "--undo", "--for-good")),
        *(verb.name for verb in ADDING),
        "share",
        "team",
        *_mornings(),
    )
    assert verb is THE_APP or command.strip(" ") in known or verb.name in ("share", "team")


@pytest.mark.parametrize(
    "command",
    [
        "pack a b",
        "pack ../a",
        "pack a --to x",
        "remove",
        "remove a b",
        "remove a --kind x",
        "rename a",
        "rename a ../b",
    ],
)
def test_a_file_is_named_by_its_id_and_nothing_else(command: str) -> None:
    with pytest.raises(BoxError):
        understood(command, terminal=True)


def _mornings() -> list[str]:
    return [f"morning {number}" for number in range(11)]


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_every_size_can_be_drawn(columns: int, rows: int) -> None:
    width, height = clamped(columns, rows)
    assert 10 <= width <= 400
    assert 3 <= height <= 150


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("TERM", "xterm-256color", "../x"),
        ("COLORTERM", "truecolor", "x"),
        ("LANG", "de_DE.UTF-8", "../../x"),
        ("NO_COLOR", "1", "\x1b[2J"),
    ],
)
def test_variables_get_in_by_name_and_value(name: str, good: str, bad: str) -> None:
    assert checked_environment({name: good, "HOME": "/root", "LD_PRELOAD": "x"}) == {name: good}
    assert checked_environment({name: bad}) == {}
    assert checked_environment({name: good + "\n"}) == {}


def test_a_key_is_a_value() -> None:
    assert parse_key(ONE) == PublicKey("ssh-ed25519", parse_key(ONE).data, "anna@laptop")
