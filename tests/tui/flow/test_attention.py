"""What the desktop is told, and which colours a terminal gets: only where it may be, and where somebody chose it."""

import re
from pathlib import Path
from time import monotonic

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from coach.domain.session.segments import SegmentKind
from coach.library.formats.settings.settings_file import Motion, Notify, Settings, Theme, read_settings
from coach.system.terminal_kind import IS_ATTRIBUTES
from coach.tui.flow import attention
from coach.tui.flow.inquiry import linking
from coach.tui.terminal import title
from coach.tui.terminal.ground import TerminalReply
from coach.tui.terminal.program import environ_of

from ..conftest import Play

FOOT, SSH = {"TERM": "foot"}, {"SSH_CONNECTION": "1 2 3 4"}


@pytest.mark.parametrize(
    ("environ", "notify", "hosted", "focus", "told"),
    [
        (FOOT, Notify.HERE, False, False, True),
        (FOOT, Notify.HERE, False, True, False),
        (FOOT, Notify.OFF, False, False, False),
        (FOOT | SSH, Notify.HERE, False, False, False),
        (FOOT | SSH, Notify.ON, False, False, True),
        (FOOT, Notify.HERE, True, False, False),
        (FOOT, Notify.ON, True, False, True),
        ({"TERM": "xterm-256color"}, Notify.ON, False, False, False),
        (FOOT | {"TMUX": "/x"}, Notify.ON, False, False, False),
    ],
)
async def test_the_end_is_told_where_nobody_looks(
    play: Play,
    monkeypatch: pytest.MonkeyPatch,
    environ: dict[str, str],
    notify: Notify,
    hosted: bool,
    focus: bool,
    told: bool,
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(attention, "write_raw", lambda _, sequence: sent.append(sequence))
    for name in ("TERM_PROGRAM", "KITTY_WINDOW_ID", "TMUX", "STY", *SSH):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    async with play(settings=Settings(notify=notify), hosted=hosted) as player:
        player.app.app_focus = focus
        attention.call_attention(player.app, "Psoas care is over. How was it?")
        assert sent == (["\x1b]777;notify;Coach;Psoas care is over. How was it?\x1b\\"] if told else [])


@pytest.mark.parametrize(
    ("environ", "notify", "told"),
    [
        (FOOT, Notify.HERE, True),
        (FOOT, Notify.OFF, False),
        (FOOT | SSH, Notify.HERE, False),
        (FOOT | SSH, Notify.ON, True),
        ({"TERM": "linux"}, Notify.ON, False),
    ],
)
async def test_the_title_has_the_time_left_where_it_may_be_told(
    play: Play, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], notify: Notify, told: bool
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(title, "write_raw", lambda _, sequence: sent.append(sequence))
    for name in ("TMUX", "STY", *SSH):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    async with play(at="session", settings=Settings(notify=notify)):
        pass
    assert any(re.match(r"\x1b\]0;\d+ min left · [A-Z]", each) for each in sent) == told
    assert ("\x1b[23;0t" in sent) == told


async def test_in_a_session_words_stand_on_the_screen_it_lights_up_and_a_long_rest_is_told(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(attention, "call_attention", lambda _, text: calls.append(text))
    settings = Settings(explain=False, captions=True, flash=True, rest_percent=300)
    async with play(at="session", settings=settings) as player:
        assert player.shown("caption").startswith("Next: Psoas stretch, left side.")
        await player.wait_for(lambda state: state.segment.is_work)
        assert player.shown("caption") == "Go."
        assert player.session.query_one("#stage").has_class("-flash")
        await player.wait_for(lambda state: state.segment.kind is SegmentKind.REST and state.segment.length_s >= 45)
        assert player.shown("caption").startswith("Rest. Next: ")
        assert not calls
        await player.wait_for(lambda state: state.segment.kind is not SegmentKind.REST)
        (said,) = calls
        assert said.startswith("The rest is over: ")


@pytest.mark.parametrize(("ground", "theme"), [("fafa/fafa/f6f6", "coach-light"), ("1414/1818/1c1c", "coach-dark")])
async def test_a_light_ground_chooses_once(play: Play, tmp_path: Path, ground: str, theme: str) -> None:
    path = tmp_path / "settings.toml"
    async with play(settings=Settings(), settings_path=path) as player:
        player.app.post_message(TerminalReply(f"11;rgb:{ground}"))
        await player.pilot.pause()
        assert player.app.theme == "coach-dark", "nobody asked"
        player.app._colours.asked_at = 0.0
        for _ in range(2):
            player.app.post_message(TerminalReply(f"11;rgb:{ground}"))
            await player.pilot.pause()
        assert player.app.theme == theme
        assert read_settings(path)[0].theme is (Theme.LIGHT if theme == "coach-light" else Theme.DARK)


async def test_the_terminals_own_colours_follow_its_ground(play: Play) -> None:
    async with play(settings=Settings(theme=Theme.TERMINAL)) as player:
        assert player.app.theme == "coach-terminal-dark"
        styles = {segment.style for strip in player.strips() for segment in strip if segment.style}
        assert all(style.color is None or style.color.triplet is None for style in styles), "sixteen, and its own"
        player.app._colours.asked_at = 0.0
        player.app.post_message(TerminalReply("11;rgb:ff/ff/ff"))
        await player.pilot.pause()
        assert player.app.theme == "coach-terminal-light"


@pytest.mark.parametrize(
    ("theme", "few", "on_light"),
    [(Theme.DARK, "coach-few-dark", "coach-few-dark"), (Theme.LIGHT, "coach-few-light", "coach-terminal-light")],
)
async def test_sixteen_colours_are_read_on_any_ground(
    play: Play, monkeypatch: pytest.MonkeyPatch, theme: Theme, few: str, on_light: str
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name in ("COLORTERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    async with play(settings=Settings(theme=theme, motion=Motion.REDUCED)) as player:
        assert player.app.theme == few
        styles = {segment.style for strip in player.strips() for segment in strip if segment.text.strip()}
        assert all(style and style.color and style.bgcolor for style in styles), "an ink and a ground in each cell"
        assert not any(colour.is_default for style in styles for colour in (style.color, style.bgcolor))
        player.app._colours.asked_at = 0.0
        player.app.post_message(TerminalReply("11;rgb:ff/ff/ff"))
        await player.pilot.pause()
        assert player.app.theme == on_light
        await player.press("ctrl+t")
        assert player.app.theme == ("coach-few-dark" if theme is Theme.LIGHT else "coach-terminal-light"), (
            "the other one"
        )


@pytest.mark.parametrize(
    ("environ", "notify", "hosted", "linked"),
    [
        (FOOT, Notify.HERE, False, True),
        (FOOT, Notify.OFF, False, False),
        (FOOT | SSH, Notify.HERE, False, False),
        (FOOT | SSH, Notify.ON, True, True),
        ({"TERM": "xterm-256color"}, Notify.ON, False, False),
    ],
)
async def test_links_and_a_name_go_where_they_are_chosen(
    play: Play, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], notify: Notify, hosted: bool, linked: bool
) -> None:
    sent: list[str] = []
    of_programs = ("TERM_PROGRAM", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "VTE_VERSION", "WT_SESSION")
    for name in (*of_programs, "TMUX", "STY", *SSH):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    class Sending(HeadlessDriver):
        def write(self, data: str) -> None:
            sent.append(data)

    async with play(settings=Settings(notify=notify), hosted=hosted) as player:
        app = player.app
        driver = linking(Sending, app)(app)
        link = "\x1b]8;id=1;https://example.org\x1b\\here\x1b]8;;\x1b\\"
        driver.write(link)
        assert sent.pop() == (link if linked else "here")
        # Its own word counts as TERM_PROGRAM does, once it was asked for, and only before its attributes.
        app.post_message(TerminalReply("P>|kitty(0.26)"))
        await player.pilot.pause()
        assert "kitty" not in environ_of(app).values(), "nobody asked"
        app._inquiry._asked_at = monotonic()
        for reply in ("P>|kitty(0.26)", IS_ATTRIBUTES, "P>|foot(1)"):
            app.post_message(TerminalReply(reply))
            await player.pilot.pause()
        assert environ_of(app)["TERM_PROGRAM"] == "kitty"
