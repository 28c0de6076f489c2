"""Links and the question for the terminal's name, at the level of bytes: only where they are known and chosen."""

import pytest

from coach.library.formats.settings.settings_file import Notify, Settings, save_settings
from e2e.terminal import COACH, Terminal

from .test_bytes import send

ADDRESS = "https://example.org/psoas"
NOT_SSH = {"SSH_CONNECTION": ""}
ASKS = b"\x1b[>0q\x1b[c"


@pytest.fixture
def card(run, home) -> str:
    """A card of the runner's own, whose source has an address."""
    run("new", "our-club", "--lessons")
    (path,) = home.rglob("our-club.toml")
    text = path.read_text()
    path.write_text(text.replace('sources = ["coach"]', f'sources = ["my physio, {ADDRESS}", "S1"]', 1))
    return "our-club-first"


def test_a_command_sends_a_link_only_to_a_terminal_that_takes_it(card, run, home):
    for env, linked in (
        (NOT_SSH | {"TERM": "foot"}, True),
        (NOT_SSH | {"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, True),
        (NOT_SSH | {"TERM": "xterm-256color"}, False),
        ({"TERM": "foot"}, False),
        (NOT_SSH | {"TERM": "foot", "TMUX": "/tmp/x"}, False),
    ):
        with Terminal([*COACH, "learn", card], home, env=env, draws=False) as terminal:
            assert terminal.wait_exit() == 0
        assert (f";{ADDRESS}\x1b\\".encode() in terminal.raw) is linked, env
        assert (b"\x1b]8;" in terminal.raw) is linked, env
        assert ADDRESS.encode() in terminal.raw.replace(b"\r\n", b""), env
    assert "\x1b" not in run("learn", card).stdout


@pytest.mark.parametrize(
    ("env", "notify", "answer", "asked", "linked"),
    [
        (NOT_SSH, Notify.HERE, b"\x1bP>|WezTerm 20240203\x1b\\\x1b[?65;4;6;18;22c", True, True),
        (NOT_SSH, Notify.HERE, b"\x1bP>|XTerm(388)\x1b\\\x1b[?64;1;2c", True, False),
        ({}, Notify.HERE, b"", False, False),
        ({}, Notify.ON, b"\x1bP>|kitty(0.36)\x1b\\", True, True),
    ],
    ids=["its name", "one without links", "over SSH", "over SSH, chosen"],
)
def test_the_app_asks_for_a_name_once_and_believes_it(card, start, home, env, notify, answer, asked, linked):
    save_settings(home / "config" / "coach" / "settings.toml", Settings(notify=notify))
    terminal = start(env=env, size=(120, 30))
    if asked:
        terminal.wait_until(lambda _: ASKS in terminal.raw, "its question")
    for byte in answer:
        send(terminal, bytes([byte]))
        terminal.receive(0.001)
    terminal.press("\x1b")
    terminal.wait_for_home()
    terminal.press("Learn")
    terminal.wait_until(lambda text: ")  Learn" in text, "the filter")
    terminal.press("\r")
    terminal.wait_for("Learn · ")
    terminal.settle()
    assert terminal.raw.count(ASKS) == asked
    terminal.press("\x1b[F", "\x1b[A")  # the last line is the quiz, the one above the runner's own card
    terminal.wait_for(ADDRESS)
    if linked:
        terminal.wait_until(lambda _: b"\x1b]8;" in terminal.raw, "the link")
    terminal.settle()
    assert (b"\x1b]8;" in terminal.raw) is linked
