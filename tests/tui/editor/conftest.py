"""An app with a routine of one's own in its editor."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from coach.library.disk.last_good import Kept
from coach.library.disk.layers import layers
from coach.library.shelf.library import Shelf

from ..playing import Player, playing
from .editing import MINE, Edit


@pytest.fixture
def own(own: Path) -> Path:
    """The folder of one's own routines, with one of them."""
    (own / "mine.toml").write_text(MINE)
    return own


@pytest.fixture
def edit(own: Path, tmp_path: Path) -> Edit:
    """``async with edit("mine") as player``: the app with that file in its editor; with None, at Home."""

    @asynccontextmanager
    async def opened(
        identity: str | None = "mine",
        kind: str = "routine",
        given: Path | None = None,
        group: str | None = None,
        **how: object,
    ) -> AsyncIterator[Player]:
        shelf = Shelf(layers(given, group=group), Kept(tmp_path / "kept"), advise=False)
        shelf.refresh()
        async with playing(shelf=shelf, **how) as player:  # type: ignore[arg-type]
            if identity is not None:
                player.app.go.edit(kind, identity)  # type: ignore[arg-type]
                await player.pilot.pause()
            yield player

    return opened
