"""What a terminal lacks is replaced on the app's last stretch to it."""

import pytest
from textual.driver import Driver

from coach.system.glyphs import GlyphTable
from coach.tui.terminal.glyphs import in_signs

from ..conftest import Play


def test_a_driver_sends_them() -> None:
    sent: list[str] = []

    class Fake:
        def write(self, data: str) -> None:
            sent.append(data)

    fake: type[Driver] = Fake  # type: ignore[assignment]
    assert in_signs(fake, None) is fake
    in_signs(fake, GlyphTable())().write("▶ Go")  # type: ignore[call-arg, abstract]
    assert sent == ["> Go"]


@pytest.mark.parametrize("at", [None, "session"], ids=["preview", "session"])
@pytest.mark.parametrize("lang", ["C", "C.UTF-8"])
async def test_every_figure_is_drawn_in_what_the_terminal_has(
    play: Play, monkeypatch: pytest.MonkeyPatch, lang: str, at: str | None
) -> None:
    for name in ("LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", lang)
    monkeypatch.setenv("TERM", "xterm")
    async with play(size=(160, 50), at=at) as player:
        assert any("\u2801" <= char <= "\u28ff" for char in player.text()) is (lang == "C.UTF-8")


async def test_a_key_without_a_sign_is_named(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    for lang, shown in (("C", "Enter Get ready"), ("C.UTF-8", "⏎ Get ready")):
        monkeypatch.setenv("LANG", lang)
        async with play(size=(40, 12)) as player:
            assert shown in player.text()
            assert player.unreadable() == []
