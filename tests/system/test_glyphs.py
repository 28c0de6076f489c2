"""What a terminal lacks is sent as what it has, as wide as it was."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from coach.system.glyphs import GlyphTable, has_braille, signs_of, speak_what_it_can, takes_utf8

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
    signs = GlyphTable()
    for told in ("✓✕", "✓·", "▲▼", "●▲■○", "━╌", "█ "):
        assert len(set(told.translate(signs))) == len(told), told


def test_control_sequences_pass_untouched() -> None:
    sequence = "\x1b[1;31m\x1b]0;8 min left\x07\r\n"
    assert sequence.translate(GlyphTable()) == sequence


class Output(io.TextIOWrapper):
    """A terminal, or a file, that keeps what it was sent."""

    def __init__(self, encoding: str, *, terminal: bool) -> None:
        self.sent = io.BytesIO()
        super().__init__(self.sent, encoding=encoding)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


SAID = "2 × 20 s – “Go” … é 日"


@pytest.mark.parametrize(
    ("encoding", "terminal", "locale", "expected"),
    [
        ("utf-8", True, "C.UTF-8", SAID.encode()),
        ("utf-8", True, "C", b'2 x 20 s - "Go" - e ? '),
        ("utf-8", False, "C", SAID.encode()),  # a file, whose reader was promised UTF-8
        ("ascii", False, "C.UTF-8", b'2 x 20 s - "Go" - e ? '),
        ("latin-1", True, "de_DE.ISO-8859-1", b'2 \xd7 20 s - "Go" - \xe9 ? '),
    ],
)
def test_an_output_is_sent_what_it_takes(
    encoding: str, terminal: bool, locale: str, expected: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setenv("TERM", "xterm")
    out = Output(encoding, terminal=terminal)
    speak_what_it_can(out)
    print(SAID, end="", file=out, flush=True)
    assert out.sent.getvalue() == expected


def test_an_output_that_cannot_be_changed_is_left_alone() -> None:
    out = io.StringIO()
    speak_what_it_can(out)
    print(SAID, end="", file=out)
    assert out.getvalue() == SAID


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system does not tell how it was started")
@pytest.mark.parametrize(
    ("environ", "takes"),
    [
        ({"LANG": "C", "LC_CTYPE": "UTF-8"}, True),
        ({"LC_CTYPE": "UTF-8"}, True),
        ({"LANG": "C"}, False),
        ({"LANG": "C", "LC_ALL": "C", "LC_CTYPE": "UTF-8"}, False),
    ],
)
def test_what_macos_sends_over_ssh_is_utf8_although_python_hides_it(environ: dict[str, str], takes: bool) -> None:
    code = "from coach.system.glyphs import *; print(takes_utf8(told_environment(), 'utf-8'))"
    environ = {**environ, "TERM": "xterm", "PYTHONPATH": str(Path(__file__).parents[2])}
    said = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == str(takes)
