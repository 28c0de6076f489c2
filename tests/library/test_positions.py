import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.positions import MAX_KEY_PARTS, KeyPath, Positions

TEXT = '''\
# a comment = 1
top = "x" # after
"quoted key" = 1
'literal.key' = 2
"esc\\u0061ped" = 3
long = """
fake = 1
[[step]]
\\""" still inside ""
""""
raw = \'\'\'
fake = 2\'\'\'
a.b . "c" = 4

[[step]]
exercise = "one"
hold = { from = 1, to = [2,
  3], "st ep" = 5 }

  [[step]]
  list = [
    1, # one, [
    "]",
    { deep = { er = 1 } },
  ]
  when = 2026-11-01 07:30:00Z
  [step.sub]
  key = 1
  [[step.more]]
  key = 1
  [[step.more]]
  key = 2

[table . "na.me"]
key = true
'''


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("top",), (2, 1)),
        (("quoted key",), (3, 1)),
        (("literal.key",), (4, 1)),
        (("escaped",), (5, 1)),
        (("long",), (6, 1)),
        (("fake",), (1, 1)),
        (("raw",), (11, 1)),
        (("a",), (13, 1)),
        (("a", "b", "c"), (13, 1)),
        (("step", 0), (15, 1)),
        (("step", 0, "exercise"), (16, 1)),
        (("step", 0, "hold"), (17, 1)),
        (("step", 0, "hold", "from"), (17, 10)),
        (("step", 0, "hold", "to"), (17, 20)),
        (("step", 0, "hold", "to", 0), (17, 26)),
        (("step", 0, "hold", "to", 1), (18, 3)),
        (("step", 0, "hold", "st ep"), (18, 7)),
        (("step", 0, "missing"), (15, 1)),
        (("step", 0, "hold", "missing"), (17, 1)),
        (("step", 1), (20, 3)),
        (("step", 1, "list", 0), (22, 5)),
        (("step", 1, "list", 1), (23, 5)),
        (("step", 1, "list", 2, "deep", "er"), (24, 16)),
        (("step", 1, "when"), (26, 3)),
        (("step", 1, "sub"), (27, 3)),
        (("step", 1, "sub", "key"), (28, 3)),
        (("step", 1, "more", 0, "key"), (30, 3)),
        (("step", 1, "more", 1), (31, 3)),
        (("step", 1, "more", 1, "key"), (32, 3)),
        (("step", 1, "more", 7, "key"), (29, 3)),
        (("table", "na.me"), (34, 1)),
        (("table", "na.me", "key"), (35, 1)),
    ],
)
def test_places(path: KeyPath, place: tuple[int, int]) -> None:
    assert Positions(TEXT).of(path) == place


def test_windows_line_ends_change_no_place() -> None:
    windows = Positions(TEXT.replace("\n", "\r\n"))
    assert windows.of(("step", 1, "list", 2, "deep", "er")) == (24, 16)


def test_columns_count_characters() -> None:
    assert Positions('x = { "é日" = 1, b = 2 }').of(("x", "b")) == (1, 17)


def paths(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from paths(item, (*path, index))


def test_every_key_of_the_parser_has_a_place_of_its_own_or_its_tables() -> None:
    positions = Positions(TEXT)
    for path in paths(tomllib.loads(TEXT)):
        line, column = positions.of(path)
        assert (line, column) != (1, 1) or path == ()


KEYS = st.sampled_from(["a", "b", '"c d"', "'e.f'", "g.h", '"\\u0061b"'])
SCALARS = st.sampled_from(["1", "-1.5", "true", '"x"', "'#'", '"""\n]"""', "2026-01-01", "inf", '"\\""', "''''''"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[\n" + ",\n".join(items) + "# end\n]")
        | st.lists(st.tuples(KEYS, inner), max_size=2, unique_by=lambda pair: pair[0]).map(
            lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=6,
)
LINES = st.one_of(
    st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    KEYS.map(lambda key: f"[{key}]"),
    KEYS.map(lambda key: f"[[ {key} ]] # x"),
    st.just("# [comment]"),
)


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_the_scan_finds_the_keys_that_the_parser_finds(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    positions = Positions(text)
    known = set(positions._offsets)
    assert known == set(paths(data))
    assert positions.repeated is None


def test_a_key_given_twice() -> None:
    assert Positions("[t]\na = 1\nb = [\n2]\na = 3\n").repeated == (("t", "a"), (5, 1), (2, 1))


def test_where_a_value_is_not_finished() -> None:
    assert Positions("a = 1\nb = [1,\n2\nc = 3\n").unfinished == (2, 1)


def test_a_dotted_key_too_long() -> None:
    assert Positions("a = 1\n" + "k." * MAX_KEY_PARTS + "k = 1").overlong == (2, 2 * MAX_KEY_PARTS)
    assert Positions("k." * (MAX_KEY_PARTS - 1) + "k = 1").overlong is None


@given(st.text(alphabet="ab=\"'[]{}.,#\n \\1"))
def test_any_text_is_survived(text: str) -> None:
    line, column = Positions(text).of(("a", 0, "b"))
    assert line >= 1
    assert column >= 1
