"""Patterns kept for the next start: ``re`` finds them as it would have made them, whatever was kept."""

import marshal
import re
from collections.abc import Iterator
from typing import Any

import pytest

from coach.system.start_patterns import patterns_made, remember_patterns

PATTERNS: list[tuple[str | bytes, int]] = [
    ("plain", 0),
    (r"(?P<year>\d{4})-(?P<month>\d\d)(-\d\d)?", 0),
    (r"(?i)straße|[^\W\d_]+", re.MULTILINE),
    (r"(a|b)*?(?=c)(?<!d)\1", re.DOTALL),
    ("  blanks [ -~]  # and remarks", re.VERBOSE | re.ASCII),
    (r"[𝔸-𝕫\u0300-\u036f]", re.IGNORECASE),
    (rb"\x1b\[[0-9;]*m|[\x80-\xff]", 0),
]
TEXTS = ["plain", "2026-11-29", "2026-11", "STRASSE\nstraße", "abbac", "blanks~", "𝔹", ""]


@pytest.fixture(autouse=True)
def _with_nothing_remembered() -> Iterator[None]:
    re.purge()
    yield
    re.purge()


def compiled() -> list[re.Pattern[Any]]:
    return [re.compile(pattern, flags) for pattern, flags in PATTERNS]


def remembered() -> dict[Any, re.Pattern[Any]]:
    return re._cache  # type: ignore[attr-defined,no-any-return]


def found(pattern: re.Pattern[Any]) -> list[object]:
    texts = TEXTS if isinstance(pattern.pattern, str) else [text.encode() for text in TEXTS]
    return [(match.span(), match.groups(), match.groupdict()) for text in texts for match in pattern.finditer(text)]


def test_they_are_as_re_would_have_made_them(monkeypatch: pytest.MonkeyPatch) -> None:
    by_re = compiled()
    kept = marshal.loads(marshal.dumps(patterns_made()))
    assert len(kept) == len(PATTERNS)
    re.purge()
    remember_patterns(kept)
    monkeypatch.setattr(re, "_compiler", None)  # it makes no more
    again = compiled()
    assert again == by_re
    for one, other in zip(again, by_re, strict=True):
        assert (one.flags, one.groups, one.groupindex) == (other.flags, other.groups, other.groupindex)
        assert found(one) == found(other)


def test_what_re_has_made_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    before = compiled()
    remember_patterns(patterns_made())
    assert all(one is other for one, other in zip(compiled(), before, strict=True))


def test_patterns_that_depend_on_where_one_is_are_not_kept(capsys: pytest.CaptureFixture[str]) -> None:
    re.compile(rb"\w+", re.LOCALE)
    re.compile("said", re.DEBUG)
    assert patterns_made() == []


class Zero(int):
    """As the zero by which some versions of ``re`` know that no flags were told."""


class Words(str):
    """Text that is more than text."""


def test_what_is_kept_is_plain() -> None:
    re.compile("plain")
    compiled_already = remembered()
    compiled_already[str, "plain", Zero(0)] = compiled_already.pop((str, "plain", 0))
    compiled_already[Words, Words("more"), 0] = re.compile(Words("more"))
    (made,) = marshal.loads(marshal.dumps(patterns_made()))
    assert made[:2] == ("plain", 0)


@pytest.mark.parametrize("gone", ["_cache", "_compiler", "_parser"])
def test_another_re_keeps_nothing_and_works_as_ever(monkeypatch: pytest.MonkeyPatch, gone: str) -> None:
    compiled()
    kept = patterns_made()
    with monkeypatch.context() as without:
        without.delattr(re, gone)
        assert patterns_made() == []
        remember_patterns(kept)
    assert compiled()[0].match("plain")


def test_a_pattern_that_would_be_another_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this Python's compiler did more than what is known of it here."""
    re.compile("plain")
    remembered()[str, "plain", 0] = re.compile("other")
    assert "plain" not in {pattern for pattern, *_ in patterns_made()}


@pytest.mark.parametrize("what", [(), (1,), ("a", 0, 0, "code", 0, {}, ()), ("a", 0, 0, None, 0, {}, ())])
def test_what_is_no_pattern_at_all_harms_nothing(what: Any) -> None:
    remember_patterns([what])
    assert remembered() == {}
