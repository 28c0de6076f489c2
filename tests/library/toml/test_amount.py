"""How many things a text holds, told without parsing it."""

import pytest

from coach.library.toml.amount import holds_more, things


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a = 1\nb.c = 2\n", 3),
        ("[[step]]\nhold = 30 # = , [ not counted\n", 4),
        ('a = "= , [ \\" {"\nb = \'=,[\'\n', 4),
        ("a = '''\n[[step]]\nb = 1\n''c''''\nd = 1\n", 3),
        ('a = """\n[[step]] \\""" x ""\n"""""\nd = 1\n', 3),
        ('a = "no end\n[[[[[[', 2),
        ("a = [1, 2, 3]\n", 4),
    ],
)
def test_what_stands_outside_texts_is_counted(text: str, count: int) -> None:
    assert things(text, 1000) == count
    assert holds_more(text, count - 1) or not count
    assert not holds_more(text, count)


def test_counting_stops() -> None:
    assert things("[" * 100, 7) == 7
