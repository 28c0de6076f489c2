from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.toml.sanitize import clean, short


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("Grüße, 日本 × – ½", "Grüße, 日本 × – ½"),
        ("no\u00a0break", "no\u00a0break"),
        ("esc\x1b[2J", "esc\ufffd[2J"),
        ("c1\x9b31m", "c1\ufffd31m"),
        ("del\x7f", "del\ufffd"),
        ("bidi\u202eevil\u2066", "bidi\ufffdevil\ufffd"),
        ("zero\u200bwidth\ufeff", "zero\ufffdwidth\ufffd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("pla\u200dnk", "pla\ufffdnk"),
        ("é\u200d", "é\ufffd"),
        ("\u200cé", "\ufffdé"),
        ("é\u200d\u200dé", "é\ufffd\ufffdé"),
        ("é\u200d\u202eé", "é\ufffd\ufffdé"),
        ("lone\ud800", "lone\ufffd"),
        ("private\ue000", "private\ufffd"),
        ("para\u2029graph\u2028line", "para\ufffdgraph\ufffdline"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("windows\r\nlines", "windows lines"),
        ("bare\rreturn", "bare\ufffdreturn"),
        ("[@click=app.quit]markup stays[/]", "[@click=app.quit]markup stays[/]"),
        ("", ""),
    ],
)
def test_cleans(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_nothing_unsafe_is_left_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    cleaned = clean(text)
    without_joiners = "".join(char for char in cleaned if char not in "\u200c\u200d")
    assert not {category(char) for char in without_joiners} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert clean(cleaned) == cleaned


@given(st.text(max_size=200))
def test_short_is_short(text: str) -> None:
    assert len(short(text)) <= 40
