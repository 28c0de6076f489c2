"""What the tests of the services share."""

import pytest

from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.in_use import Library
from coach.library.shelf.library import load_library


@pytest.fixture(scope="module")
def library() -> Library:
    """What is shipped."""
    return load_library([Layer("shipped", shipped_folder())])
