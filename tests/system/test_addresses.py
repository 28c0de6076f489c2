"""Which part of a source's words is an address, and which terminals make a link of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.system.addresses import with_addresses
from coach.system.terminal_kind import notification, program_of, takes_links, tells_its_program

A = "https://example.org/a"
PARTS = [A, "https://", "a.b", ", ", ". ", "(", ")", "\x1b", "\x07", "é", "@", "/"]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("S1, coach", []),
        (A, [A]),
        (f"Sources: S1, {A}, {A}b.", [A, f"{A}b"]),
        (f"my physio ({A}_(b)), 2026", [f"{A}_(b)"]),
        ("http://[::1]/x http://u@example.org/ javascript:alert(1) file:///etc/passwd", []),
        ("https://exämple.org/ https://example.org/ä https://example.org\\@x", []),
        ("https://example.org/" + "a" * 2000, []),
        ("https://example.org:8080?a=1;b#c!", ["https://example.org:8080?a=1;b#c"]),
    ],
)
def test_an_address_is_what_can_be_given_exactly(text: str, addresses: list[str]) -> None:
    assert [address for _, address in with_addresses(text) if address] == addresses


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_the_words_stay_and_no_address_has_a_sign_of_control(text: str) -> None:
    parts = with_addresses(text)
    assert "".join(part for part, _ in parts) == text
    for part, address in parts:
        assert address is None or (address == part and address.isascii() and address.isprintable())


@pytest.mark.parametrize(
    ("environ", "links", "notices"),
    [
        ({"TERM": "xterm-256color"}, False, None),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "XTerm"}, False, None),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "kitty"}, True, "99"),
        ({"TERM": "xterm-kitty", "TERM_PROGRAM": "Apple_Terminal"}, True, "99"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm2"}, True, "9"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, True, "777"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7000"}, True, None),
        ({"TERM": "rxvt-unicode-256color"}, False, "777"),
        ({"TERM": "alacritty"}, True, None),
        ({"TERM": "foot", "TMUX": "/x"}, False, None),
        ({"TERM": "screen", "KITTY_WINDOW_ID": "1"}, False, None),
        ({}, False, None),
    ],
)
def test_what_is_not_known_is_told_nothing(environ: dict[str, str], links: bool, notices: str | None) -> None:
    assert takes_links(environ) is links
    notice = notification(environ, "Coach", "Over; go")
    assert (notice and notice[2:].split(";")[0]) == notices


@pytest.mark.parametrize(
    ("reply", "program"),
    [
        ("P>|kitty(0.26.5)", "kitty"),
        ("P>|WezTerm 20230712", "WezTerm"),
        ("P>|foot", "foot"),
        ("P>|", None),
        ("P>|5", None),
        ("P>|kitty(\x1b)", None),
        ("P>|" + "k" * 40, None),
        (">|kitty(1)", None),
        ("P1+r524742", None),
    ],
)
def test_a_name_is_a_word(reply: str, program: str | None) -> None:
    assert program_of(reply) == program


def test_who_answers_for_another_is_not_asked() -> None:
    assert tells_its_program({"TERM": "xterm"})
    assert not any(tells_its_program({"TERM": term}) for term in ("linux", "dumb", "tmux-256color", "screen"))
