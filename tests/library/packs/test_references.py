"""Ids in files: where one stands, and the same text with another, comments and layout kept."""

import tomllib

import pytest

from coach.library.formats.reading import Kind
from coach.library.formats.template import UnusualError
from coach.library.packs.id_places import renamed, spots, things_named

ROUTINE = """\
id = "x"   # its own
extends = "base"
leave_out = ["plank", 'plank#2', "other"]

[[step]]
exercise="plank"# here
easier  =  'plank'
note = "plank stays"
[[step]]
"exercise" = "other"
after = "plank#2"
[exercise.plank]  # a table
name = "plank"
[exercise.plank.dose]
hold = 20
[ exercise . "plank" . figure ]
[[exercise.plank.figure.pose]]
lean = 1
[change."plank#2"]
hold = 3
[change.other]
harder = "plank"
"""
COURSE = """\
id = "c"
between = ["care", "rest-care",
  # the second
  "care"]
a_day = { care = 2, other = 1 }
running = "care"
[[block]]
id = "care"
train = ["care"]
weekdays = { mon = "care", tue = "other" }
a_day.care = 3
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "of", "kind", "old", "stays"),
    [
        (ROUTINE, "routine", "exercise", "plank", ('note = "plank stays"', 'name = "plank"')),
        (ROUTINE, "routine", "routine", "base", ()),
        (COURSE, "course", "routine", "care", ('id = "care"', '"rest-care"', "# the second")),
        ('id = "e"\neasier = "plank"\nharder="e"\n', "exercise", "exercise", "plank", ('id = "e"',)),
    ],
)
def test_every_place_follows_and_nothing_else(
    text: str, of: Kind, kind: Kind, old: str, stays: tuple[str, ...], newline: str
) -> None:
    text = text.replace("\n", newline)
    found = spots(tomllib.loads(text), of, kind, old)
    after = renamed(text, found, old, "new-id")
    data = tomllib.loads(after)
    assert (kind, old) not in things_named(data, of)
    assert (kind, "new-id") in things_named(data, of)
    assert all(words in after for words in stays)
    assert after.count("new-id") - text.count("new-id") >= len(found)
    assert after.count(newline) == text.count(newline)
    back = renamed(after, spots(data, of, kind, "new-id"), "new-id", old)
    assert back == text


def test_what_is_written_in_an_unusual_way_is_left_to_its_runner() -> None:
    text = '[[step]]\nexercise = """\nplank"""\n'
    with pytest.raises(UnusualError, match="change the file yourself"):
        renamed(text, spots(tomllib.loads(text), "routine", "exercise", "plank"), "plank", "new-id")


@pytest.mark.parametrize(
    "data", [{"step": 3}, {"step": [3, {"exercise": 4}]}, {"exercise": 1, "change": [], "block": ""}]
)
def test_tables_that_are_none_name_nothing(data: dict[str, object]) -> None:
    for of in ("routine", "exercise", "course", "lessons"):
        assert spots(data, of, "exercise", "x") == []  # type: ignore[arg-type]
        assert list(things_named(data, of)) == []  # type: ignore[arg-type]
