"""What a terminal lacks is sent as what it has, as wide as it was."""

import pytest
from rich.cells import cell_len
from textual.driver import Driver

from coach.tui.signs import Signs, has_braille, in_signs, signs_of, takes_utf8

from .conftest import Play

DRAWN = "⏎ ▶ ≡ ■ ● ▲ ▼ ○ ✓ ✕ ⇄ · – … ‹dark› “Go.” ━╌█ ╭─╮│ ←→↑↓ × ≥ ⣿ ▁▇▔ 🔎 é ü 日"


@pytest.mark.parametrize(
    ("environ", "encoding", "takes"),
    [
        ({"LANG": "en_GB.UTF-8"}, "utf-8", True),
        ({"LANG": "de_DE.utf8"}, "utf-8", True),
        ({}, "utf-8", True),
        ({"LC_CTYPE": "C.UTF-8"}, "utf-8", True),
        ({"LANG": "C", "LC_CTYPE": "en_GB.UTF-8"}, "utf-8", True),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, "utf-8", True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "utf-8", False),
        ({"LANG": "C"}, "utf-8", False),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "POSIX"}, "utf-8", False),
        ({"LANG": "en_GB.ISO-8859-1"}, "iso8859-1", False),
        ({"LANG": "en_GB.ISO-8859-1", "LC_CTYPE": "C.UTF-8"}, "utf-8", False),
        ({"LANG": "en_GB.UTF-8"}, "ascii", False),
        ({"LANG": "en_GB.UTF-8"}, None, False),
        ({"LANG": "en_GB.UTF-8", "TERM": "vt100"}, "utf-8", False),
        ({"LANG": "en_GB.UTF-8", "TERM": "linux"}, "utf-8", True),
    ],
)
def test_which_terminals_take_utf8(environ: dict[str, str], encoding: str | None, takes: bool) -> None:
    assert takes_utf8(environ, encoding) is takes


@pytest.mark.parametrize(
    ("term", "lang", "has"),
    [("xterm", "C.UTF-8", True), ("linux", "C.UTF-8", False), ("xterm", "C", False), ("dumb", "C.UTF-8", False)],
)
def test_which_terminals_have_braille(term: str, lang: str, has: bool) -> None:
    assert has_braille({"TERM": term, "LANG": lang}, "utf-8") is has


def test_most_terminals_are_sent_everything() -> None:
    assert signs_of({"LANG": "en_GB.UTF-8", "TERM": "xterm-256color"}, "utf-8") is None


def test_without_utf8_everything_is_ascii_and_keeps_its_place() -> None:
    signs = signs_of({"LANG": "C"}, "utf-8")
    assert signs is not None
    sent = DRAWN.translate(signs)
    assert sent.isascii()
    assert sent.isprintable()
    assert cell_len(sent) == cell_len(DRAWN)
    assert [len(sign.translate(signs)) for sign in DRAWN] == [cell_len(sign) for sign in DRAWN]


def test_the_console_keeps_what_its_font_has() -> None:
    signs = signs_of({"LANG": "en_GB.UTF-8", "TERM": "linux"}, "utf-8")
    assert signs is not None
    assert "█ ■ · × ↑↓ é".translate(signs) == "█ ■ · × ↑↓ é"
    assert "⏎⣿≡✓━…“".translate(signs) == '<?=+=-"'


def test_what_tells_things_apart_stays_apart() -> None:
    signs = Signs()
    for told in ("✓✕", "✓·", "▲▼", "●▲■○", "━╌", "█ "):
        assert len(set(told.translate(signs))) == len(told), told


def test_control_sequences_pass_untouched() -> None:
    sequence = "\x1b[1;31m\x1b]0;8 min left\x07\r\n"
    assert sequence.translate(Signs()) == sequence


def test_a_driver_sends_them() -> None:
    sent: list[str] = []

    class Fake:
        def write(self, data: str) -> None:
            sent.append(data)

    fake: type[Driver] = Fake  # type: ignore[assignment]
    assert in_signs(fake, None) is fake
    in_signs(fake, Signs())().write("▶ Go")  # type: ignore[call-arg, abstract]
    assert sent == ["> Go"]


async def test_a_key_without_a_sign_is_named(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    for lang, shown in (("C", "Enter Get ready"), ("C.UTF-8", "⏎ Get ready")):
        monkeypatch.setenv("LANG", lang)
        async with play(size=(40, 12)) as player:
            assert shown in player.text()
            assert player.unreadable() == []
