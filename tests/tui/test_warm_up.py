"""What is played before the forks gets as far as it says: into a session. It once stayed at Home, and nobody saw it."""

import re

import pytest
from textual import strip
from textual.cache import FIFOCache
from textual.strip import Strip

from coach.host.workers.warm_up import stand_in
from coach.system.control_sequences import LOST_BEGINNING, TYPED_TEXT
from coach.tui import guest
from coach.tui.base.lean_strips import make_strips_lean
from coach.tui.terminal import keyboard


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strip, "FIFOCache", FIFOCache)
    monkeypatch.setattr(guest, "_known_styles", [])
    monkeypatch.setattr("coach.library.shelf.library._warm", {})


def test_the_rehearsal_gets_into_a_session() -> None:
    coach = stand_in()
    guest.rehearse_app(coach)
    (paused,) = coach.training.store.checkpoints()
    assert "'status': 'paused'" in str(paused.data)


def test_the_rehearsal_reads_what_a_terminal_sends() -> None:
    """So no session has to compile the patterns of it anew."""
    re.purge()
    guest.rehearse_app(stand_in())
    patterns = {pattern for _, pattern, _ in re._cache}  # type: ignore[attr-defined]
    assert {TYPED_TEXT, LOST_BEGINNING, keyboard._SIZE, keyboard._CODE, keyboard._NAMED} <= patterns


def test_lean_strips_show_the_same_and_keep_nothing() -> None:
    def pieces(row: Strip) -> tuple[list[str], str, str]:
        parts = [part.text for part in row.divide([3, 9, 16])]
        return parts, row.crop(2, 9).text, row.crop_extend(4, 20, None).text

    text = "Psoas care, 9 min"
    full = Strip([strip.Segment(text)])
    make_strips_lean()
    lean = Strip([strip.Segment(text)])
    assert pieces(lean) == pieces(lean) == pieces(full)
    assert full._crop_cache
    assert not lean._crop_cache
    assert lean._crop_cache is lean._divide_cache
