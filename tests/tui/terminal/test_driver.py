"""The driver that outlives what a terminal may send: what follows bytes that cannot be read is read all the same."""

import os
from collections.abc import Callable
from threading import Event

import pytest
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from coach.tui.terminal.driver import AT_ONCE, is_half, sturdy, wait_for

UNREADABLE = {
    "a size of no cells, then the mouse": b"\x1b[48;0;0;0;0t\x1b[<0;3;3M",
    "a size of no pixels, then the mouse": b"\x1b[48;24;80;0;0t\x1b[<0;3;3M",
    "a key without a number": b"\x1b[:u",
    "a key with two numbers": b"\x1b[1:2u",
    "a key beyond all characters": b"\x1b[99999999u",
    "a text beyond all numbers": b"\x1b[;;99999999999u",
    "no UTF-8": b"\xff\xfe",
    "half of a character": b"\x1b[55296u",
}


class Listening(LinuxDriver):
    """Textual's own driver, with its messages kept instead of posted."""

    def __init__(self) -> None:
        super().__init__(App())
        self.messages: list[Message] = []

    def process_message(self, message: Message) -> None:
        self.messages.append(message)


class Busy:
    """An app that is through after it was asked ``looks`` times. ``asked``: how often it was waited for."""

    def __init__(self, looks: int = 0) -> None:
        self.looks = looks
        self.asked = 0
        self.screen_stack: list[Busy] = []
        self.focused: Busy | None = None

    @property
    def message_queue_size(self) -> int:
        self.looks -= 1
        return AT_ONCE + 1 if self.looks >= 0 else 0

    def call_later(self, act: Callable[[], None]) -> None:
        self.asked += 1
        act()


class AfterOneLook(Event):
    """The app ends as soon as its input was looked at once."""

    def is_set(self) -> bool:
        was = super().is_set()
        self.set()
        return was


def typed(kind: type[LinuxDriver], *parts: bytes) -> str:
    """The keys that a driver of this kind makes of these bytes, each part read by itself, the app begun anew."""
    driver = kind()
    for part in parts:
        driver.fileno, into = os.pipe()
        driver.exit_event = AfterOneLook()
        os.write(into, part)
        try:
            driver.run_input_thread()
        finally:
            os.close(driver.fileno)
            os.close(into)
    return "".join(each.character or "" for each in driver.messages if isinstance(each, Key))


@pytest.mark.parametrize("said", UNREADABLE.values(), ids=UNREADABLE)
async def test_what_cannot_be_read_is_lost_and_nothing_else(said: bytes) -> None:
    assert "after" in typed(sturdy(Listening, Busy()), b"before", said, b"after")


async def test_half_of_a_character_is_no_key() -> None:
    assert typed(sturdy(Listening, Busy()), b"a\x1b[55296ub") == "ab"
    assert typed(Listening, b"a\x1b[55296ub") == "a\ud800b"


async def test_without_it_the_reader_of_keys_falls() -> None:
    """When this fails, Textual reads them itself: then ``sturdy`` may go."""
    for said in (UNREADABLE["a key without a number"], UNREADABLE["a size of no pixels, then the mouse"]):
        with pytest.raises((ValueError, ArithmeticError)):
            typed(Listening, said)


async def test_whoever_types_without_end_is_waited_for_at_every_so_many_keys() -> None:
    app = Busy()
    assert len(typed(sturdy(Listening, app), b"x" * (AT_ONCE - 1))) == AT_ONCE - 1
    assert app.asked == 0
    assert len(typed(sturdy(Listening, app), b"x" * (3 * AT_ONCE))) == 3 * AT_ONCE
    assert app.asked == 3


@pytest.mark.parametrize("where", ["app", "screen", "focused"])
def test_it_waits_until_all_is_taken_up_wherever_it_lies(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.tui.terminal.driver.LOOK_S", 0)
    app = Busy(4 if where == "app" else 0)
    app.screen_stack = [Busy(), Busy(4 if where == "screen" else 0)]
    app.focused = Busy(4 if where == "focused" else 0)
    wait_for(app, Event())
    assert all(each.looks < 0 for each in (app, app.screen_stack[-1], app.focused))


def test_an_app_that_ends_is_waited_for_no_longer() -> None:
    ends = Event()
    app = Busy(1_000_000)
    app.call_later = lambda _: ends.set()  # type: ignore[method-assign]
    wait_for(app, ends)
    assert ends.is_set()


@pytest.mark.parametrize(("character", "half"), [("\ud800", True), ("a\udfff", True), ("é", False), (None, False)])
def test_halves(character: str | None, half: bool) -> None:
    assert is_half(character) is half
