"""The driver that outlives what a terminal may send: what follows bytes that cannot be read is read all the same."""

import os
from threading import Event

import pytest
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from coach.tui.sturdy import is_half, sturdy

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


class AfterOneLook(Event):
    """The app ends as soon as its input was looked at once."""

    def is_set(self) -> bool:
        was = super().is_set()
        self.set()
        return was


def typed(kind: type[LinuxDriver], *parts: bytes) -> str:
    """The keys that a driver of this kind makes of these bytes, each part read by itself."""
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
    assert "after" in typed(sturdy(Listening), b"before", said, b"after")


async def test_half_of_a_character_is_no_key() -> None:
    assert typed(sturdy(Listening), b"a\x1b[55296ub") == "ab"
    assert typed(Listening, b"a\x1b[55296ub") == "a\ud800b"


async def test_without_it_the_reader_of_keys_falls() -> None:
    """When this fails, Textual reads them itself: then ``sturdy`` may go."""
    for said in (UNREADABLE["a key without a number"], UNREADABLE["a size of no pixels, then the mouse"]):
        with pytest.raises((ValueError, ArithmeticError)):
            typed(Listening, said)


@pytest.mark.parametrize(("character", "half"), [("\ud800", True), ("a\udfff", True), ("é", False), (None, False)])
def test_halves(character: str | None, half: bool) -> None:
    assert is_half(character) is half
