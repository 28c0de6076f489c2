"""Turns what was read from a terminal into messages for the app: sifted first, then parsed by Textual's parser.

Textual's parser gets complete sequences and keys, one at a time. So it is never in the middle of one, and never has to
guess or to wait.
"""

import re
import time
from collections.abc import Callable, Iterator

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._parser import Read1
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste
from textual.message import Message

from coach.system.byte_sifter import BytePiece, PieceKind, Sifter
from coach.system.terminal_kind import ATTRIBUTES, IS_ATTRIBUTES
from coach.tui.terminal.keyboard import Let, let_through


class Reader:
    """One terminal's input. ``monotonic``: returns the time in seconds."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._sifter = Sifter()
        self._parser = XTermParser()

    def wait_s(self, longest: float) -> float:
        """How many seconds to wait for input, at most, before calling ``wake``."""
        due = self._sifter.due
        return longest if due is None else max(0.0, min(longest, due - self._monotonic()))

    def read(self, data: bytes) -> Iterator[Message]:
        """Yield the messages of ``data``, the bytes of one read."""
        pieces = self._sifter.feed(data, self._monotonic())
        if self._sifter.replies:
            from coach.system.terminal_kind import is_light, program_of

            heard = [each for each in self._sifter.replies if is_light(each) is not None or program_of(each)]
            self._sifter.replies.clear()
            yield from map(_told, heard)  # first, as a name counts only before the attributes
        yield from self._messages(pieces)

    def wake(self) -> Iterator[Message]:
        """Yield the messages due because no more input came."""
        return self._messages(self._sifter.wake(self._monotonic()))

    def _messages(self, pieces: list[BytePiece]) -> Iterator[Message]:
        for piece in pieces:
            yield from self._message(piece)

    def _message(self, piece: BytePiece) -> Iterator[Message]:
        if piece.kind is PieceKind.KEY:
            yield from self._parsed(piece.text)
        elif piece.kind is PieceKind.ESCAPE:
            yield Key("escape", "\x1b")
        elif piece.kind is PieceKind.PASTE:
            yield Paste(piece.text)
        elif piece.kind is PieceKind.ALT:
            known = f"\x1b{piece.text}" in ANSI_SEQUENCES_KEYS
            yield from (
                self._parsed(f"\x1b{piece.text}")
                if known
                else self._parser._sequence_to_key_events(piece.text, alt=True)
            )
        else:
            if re.fullmatch(ATTRIBUTES, piece.text):
                yield _told(IS_ATTRIBUTES)
                return
            let = let_through(piece.text)
            if isinstance(let, Let):
                yield from self._moved(self._parsed(let.sequence), let.base)
            elif let is not None:
                yield Paste(let.text)

    def _moved(self, messages: Iterator[Message], base: str | None) -> Iterator[Message]:
        """Yield the messages; a key with another letter on the base layout gets that name, but keeps its character."""
        for message in messages:
            if base is not None and isinstance(message, Key):
                yield Key(base, message.character)
            else:
                yield message

    def _parsed(self, text: str) -> Iterator[Message]:
        """Yield what Textual's parser makes of it. If that fails or waits, start a new one with the window state."""
        try:
            yield from self._parser.feed(text)
            waits = isinstance(self._parser._awaiting, Read1) and self._parser._awaiting.timeout is not None
        except (ValueError, ArithmeticError):
            waits = True
        if waits:
            former, self._parser = self._parser, XTermParser()
            for name in ("mouse_pixels", "terminal_size", "terminal_pixel_size", "last_x", "last_y"):
                setattr(self._parser, name, getattr(former, name))


def _told(reply: str) -> Message:
    """Wrap a reply as a message."""
    from coach.tui.terminal.ground import TerminalReply

    return TerminalReply(reply)
