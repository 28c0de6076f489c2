"""What is said of a time that is none: what was probably meant."""

from pathlib import Path

import pytest

from coach.library.disk.layers import SHIPPED_LAYER, Layer, shipped_folder
from coach.library.shelf.library import load_library

from ..library_files import layer, lines

SHIPPED = Layer(SHIPPED_LAYER, shipped_folder())
TEXT = """\
format = 1
id = "a"
name = "A"
kind = "strength"
[[step]]
exercise = "plank"
hold = {}
"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"1:90"', 'its seconds go up to 59: did you mean "2:30"?'),
        ('"20-30 s"', 'did you mean { from = "20 s", to = "30 s" }?'),
        ('"1 - 2 min"', 'did you mean { from = "1 min", to = "2 min" }?'),
        ('"45 s - 1 min"', 'did you mean { from = "45 s", to = "1 min" }?'),
        ('"1.5 min"', 'did you mean "1:30"?'),
    ],
)
def test_what_was_meant(tmp_path: Path, written: str, meant: str) -> None:
    assert [
        line.endswith(f"got {written} ({meant})")
        for line in lines(load_library([SHIPPED, layer(tmp_path, a=TEXT.format(written))]))
    ] == [True]
