"""What the tests of the library share."""

import pytest


@pytest.fixture(scope="module", autouse=True)
def _what_is_shipped_is_read_once() -> None:
    """Not here: reading is what is tested."""
