import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.library.toml.positions import MAX_KEY_PARTS, KeyPath, Positions

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


class Writer:
    """Writes TOML and remembers where it put each key."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.places: dict[KeyPath, tuple[int, int]] = {}

    def mark(self, path: KeyPath) -> None:
        line = self.text.count("\n") + 1
        self.places[path] = (line, len(self.text) - (self.text.rfind("\n") + 1) + 1)

    def put(self, *texts: str) -> None:
        self.text += self.draw(st.sampled_from(texts))

    def pair(self, path: KeyPath, depth: int = 0, *, broken_lines: bool = True) -> None:
        self.mark(path)
        self.text += self.draw(st.sampled_from(SPELLINGS[str(path[-1])]))
        self.put(" = ", "=", "\t=  ")
        self.value(path, depth, broken_lines=broken_lines)

    def value(self, path: KeyPath, depth: int, *, broken_lines: bool) -> None:
        kind = self.draw(st.sampled_from(["scalar", "scalar", "list", "table"] if depth < 3 else ["scalar"]))
        if kind == "list":
            self.text += "["
            count = self.draw(st.integers(0, 3))
            for index in range(count):
                self.put("", " ", *(["\n  ", " # ] } ''' = [[x]]\n\t", "\n\n"] if broken_lines else []))
                self.mark((*path, index))
                self.value((*path, index), depth + 1, broken_lines=broken_lines)
                self.put("", *([" # , ]\n"] if broken_lines else []))
                self.text += "," if index < count - 1 else self.draw(st.sampled_from(["", ","]))
            self.put("", " ", *(["\n"] if broken_lines else []))
            self.text += "]"
        elif kind == "table":
            self.text += "{"
            names = self.draw(st.lists(st.sampled_from(sorted(SPELLINGS)), max_size=3, unique=True))
            for number, name in enumerate(names):
                self.put("", " ")
                # Inside { } only a list's items, or a text of several lines, may break the line.
                self.pair((*path, name), depth + 1, broken_lines=broken_lines)
                self.text += "," if number < len(names) - 1 else ""
            self.put("", " ")
            self.text += "}"
        else:
            self.put(*SINGLE_LINE, *MULTI_LINE)


SPELLINGS = {
    "a": ["a", '"a"', "'a'", '"\\u0061"'],
    "b-1": ["b-1", '"b-1"'],
    "c d": ['"c d"', "'c d'"],
    "e.f": ['"e.f"', "'e.f'"],
    "é#=[": ['"é#=["', "'é#=['"],
}
SINGLE_LINE = ["1", "-0.5", "true", "inf", "2026-11-01", "2026-11-01 07:30:00Z", "0x1F", '"x # ] } ="', "'\\'", '"\\""']
MULTI_LINE = ['"""\n[[step]]\na = 1\n"""', "'''\n# x = [\n'''", '"""a\\\n   b""""', "'''it's'''", '"""\\"""\n"" """']


@st.composite
def written(draw: st.DrawFn) -> Writer:
    writer = Writer(draw)
    names = sorted(SPELLINGS)
    for name in draw(st.lists(st.sampled_from(names), max_size=3, unique=True)):
        writer.pair((name,))
        writer.put("\n", " # x = 1\n", "\n\n  ")
    counts: dict[str, int] = {}
    for table in draw(st.lists(st.sampled_from(["step", "list"]), max_size=4)):
        index = counts.get(table, 0)
        counts[table] = index + 1
        writer.text += "\n" if writer.text and not writer.text.endswith("\n") else ""
        writer.mark((table, index))
        writer.put(f"[[{table}]]", f'[[ "{table}" ]] # [[x]]')
        writer.text += "\n"
        for name in draw(st.lists(st.sampled_from(names), max_size=3, unique=True)):
            writer.put("", "  ")
            writer.pair((table, index, name))
            writer.put("\n", " # ]]\n")
    return writer


@settings(max_examples=4 * settings.default.max_examples)
@given(written(), st.booleans())
def test_every_key_is_found_where_it_was_written(writer: Writer, windows: bool) -> None:
    assert set(writer.places) <= set(paths(tomllib.loads(writer.text)))
    positions = Positions(writer.text.replace("\n", "\r\n") if windows else writer.text)
    assert {path: positions.of(path) for path in writer.places} == writer.places
    assert positions.unfinished is None
    assert positions.repeated is None
