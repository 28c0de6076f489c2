"""Sorts the bytes that a terminal sends into keys, whole sequences and pastes; anything else is dropped.

A terminal's replies and reports arrive on the same line as the keys, and a slow line can split them anywhere. Here they
are reassembled before anything is read as a key: what begins as a sequence never comes out as keys, however late its
rest arrives. A sequence that never ends is given up after a silence. Pure: time is passed in.

Left out: how sequences begin and end (``control_sequences``), which of them are keys (``tui.terminal.keyboard``), and
reading (``tui.terminal``, ``plain.talk``).
"""

import codecs
import re
from enum import Enum, auto
from typing import NamedTuple

from coach.system.control_sequences import (
    AFTER_ESCAPE,
    ANSWERS,
    BEL,
    C1,
    DIGIT,
    ESC,
    FREE,
    HAS_SEQUENCES,
    INTRODUCERS,
    KNOWN_FINALS,
    LOST_BEGINNING,
    LOST_ESCAPE,
    ODDLY_TYPED,
    PASTE_BEGINS,
    PASTE_ENDING,
    PASTE_ENDS,
    SHIFTED_OLD,
    STRING_END,
    STRING_ENDING,
    STRINGS,
    TYPED_TEXT,
)

ESCAPE_S = 0.3
"""Seconds of silence after which an escape character was the Esc key."""
ALT_S = 0.05
"""Seconds within which a character after an escape character was typed together with Alt."""
ALONE_S = 0.5
"""Seconds of silence within a sequence after which a single letter was probably typed."""
DIGIT_S = 1.5
"""Seconds after the last part of a sequence until a lone digit counts as typed; a sooner one is lost, delaying none."""
REST_S = 3.0
"""Seconds of silence for which a sequence may continue with anything."""
LATE_S = 12.0
"""Seconds for which its late rest is still known if it comes in one read: several characters that begin nothing new."""
LONGEST = 96
"""Characters of a sequence that may be a key or the mouse; of longer ones only the end is looked for."""
MOST_REPLIES = 8
"""The most replies that are kept; nobody asks for more at once."""
LONGEST_PASTE = 1 << 20
"""Characters of a paste that are delivered at once."""


class PieceKind(Enum):
    """The kind of a piece."""

    KEY = auto()
    """A single character that was typed."""
    ALT = auto()
    """A character with Alt."""
    ESCAPE = auto()
    """The Esc key."""
    SEQUENCE = auto()
    """A whole sequence, its introducer as two characters. It may be a key, the mouse, or something else."""
    PASTE = auto()
    """Pasted text, or a part of it."""


class BytePiece(NamedTuple):
    """A piece of the input."""

    kind: PieceKind
    text: str


class _In(Enum):
    """The state of the parser: where in a sequence it is."""

    GROUND = auto()
    ESCAPE = auto()
    DOUBT = auto()
    CSI = auto()
    SS3 = auto()
    STRING = auto()
    STRING_ESCAPE = auto()
    MOUSE = auto()
    PASTE = auto()


_LEFT_AS = {_In.STRING_ESCAPE: _In.STRING, _In.DOUBT: None, _In.GROUND: None}
"""The state under which an abandoned sequence is remembered; None: nothing of it can follow."""
_STANDS_STILL = frozenset({_In.CSI, _In.SS3, _In.STRING})
"""States in which a single digit may belong to the sequence or be typed. The oldest mouse report may end with one."""


class Sifter:
    """Parses one terminal's bytes. ``feed`` it each read, and ``wake`` it at ``due``; times in seconds."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._at = _In.GROUND
        self._held: str | None = None
        """The sequence so far; None: it will be dropped, whatever follows."""
        self._pasted: list[str] = []
        self._comes_along = self._is_late = False
        self._wanted = 0
        self._string_of: str | None = None
        """The string so far, if it may be a reply; None: it will be dropped."""
        self.replies: list[str] = []
        """Whole OSC strings, and DCS strings with ``P`` before them, for whoever has asked."""
        self._now = self._last = float("-inf")
        self._left: _In | None = None
        self._left_held: str | None = None
        self._left_until = self._wary_until = self._digit_until = float("-inf")
        self._out: list[BytePiece] = []
        self._take = {
            _In.GROUND: self._ground,
            _In.ESCAPE: self._escape,
            _In.DOUBT: self._doubt,
            _In.CSI: self._csi,
            _In.SS3: self._ss3,
            _In.STRING: self._string,
            _In.STRING_ESCAPE: self._string_escape,
            _In.MOUSE: self._control,
            _In.PASTE: self._paste,
        }

    @property
    def is_whole(self) -> bool:
        """Whether nothing is unfinished, and nothing was abandoned."""
        return self._at is _In.GROUND and self._left is None and not self._decoder.getstate()[0]

    @property
    def due(self) -> float | None:
        """When to call ``wake`` unless something comes before; None: not needed."""
        if self._at is _In.GROUND:
            return None
        return self._last + (ESCAPE_S if self._at in (_In.ESCAPE, _In.DOUBT) else REST_S)

    def wake(self, now: float) -> list[BytePiece]:
        """The pieces that are certain now, because nothing came for so long."""
        if self.due is not None and now >= self.due:
            if self._at is _In.ESCAPE:
                self._out.append(BytePiece(PieceKind.ESCAPE, ESC))
            elif self._at is _In.DOUBT and self._held:
                self._out.append(BytePiece(PieceKind.ALT, self._held))
            self._break_off(self._last, wary=self._at is _In.DOUBT and self._held != " ")
        return self._flush()

    def feed(self, data: bytes, now: float) -> list[BytePiece]:
        """The pieces that result from ``data``, which was read at once."""
        out = self.wake(now)
        if now >= max(self._now + REST_S, self._left_until):
            self._decoder.reset()
        self._now = now
        text = data.decode(errors="surrogateescape")
        stood_still = self._at in _STANDS_STILL and now - self._last >= ALONE_S
        self._mind_what_was_left(text)
        if self._at is _In.GROUND and re.fullmatch(ODDLY_TYPED, text) and re.fullmatch(TYPED_TEXT, text.rstrip("\r")):
            self._pasted = [text.rstrip("\r")]
            self._hand_over_paste()
            data = b"\r" * text.count("\r")
        for byte in data:
            if self._at is _In.MOUSE and byte >= 0x20:
                self._mouse()
            else:
                self._take_decoded(self._decoder.decode(bytes([byte])))
        if self._at is not _In.GROUND and not (stood_still and re.fullmatch(DIGIT, text)):
            self._last = now
        self._end_of_read()
        return out + self._flush()

    # --- before the first character of a read -----------------------------------------------------------------------

    def _mind_what_was_left(self, text: str) -> None:
        """A single key ends a stalled sequence; the late rest of an abandoned one is appended to it."""
        typed = re.match(TYPED_TEXT, text)
        length = typed.end() if typed else 0
        self._comes_along = length > 1
        if self._at is not _In.GROUND:
            silence = self._now - self._last
            is_digit = silence >= DIGIT_S and self._at in _STANDS_STILL and re.fullmatch(DIGIT, text)
            if is_digit or (length == 1 and silence >= ALONE_S and self._is_free(text[0])):
                self._break_off(self._last)
        elif re.match(LOST_BEGINNING, text):
            self._at = _In.STRING
        elif self._goes_on(text, length):
            self._at, self._left, self._held = self._left or _In.GROUND, None, self._left_held
            self._is_late = True
        elif re.match(LOST_ESCAPE, text):
            self._at = _In.ESCAPE

    def _is_free(self, char: str) -> bool:
        """Whether a single character is more likely a key than part of the stalled sequence."""
        if self._at in (_In.ESCAPE, _In.MOUSE, _In.SS3):
            return False
        return char in FREE or (char > "\x9f" and char.isalpha())

    def _goes_on(self, text: str, length: int) -> bool:
        """Whether this is the late rest of the abandoned sequence."""
        if self._now >= self._left_until:
            self._left = None
        if self._left is _In.ESCAPE:
            soon = self._now < self._left_until - LATE_S + REST_S
            return bool(re.match(AFTER_ESCAPE, text)) or (soon and text in ("[", "]"))
        if self._left in (_In.CSI, _In.SS3):
            return length > 1 and (text[0] <= "?" or text[0] in "M~^@")
        if self._left is _In.PASTE:
            return length > 1 or "201~" in text
        is_more = len(text) > 1 and text[0] >= " "
        return self._left is not None and is_more and bool(length != 1 or re.match(STRING_ENDING, text))

    # --- character by character -------------------------------------------------------------------------------------

    def _take_decoded(self, chars: str) -> None:
        """Process what a byte completed; of several characters, all but the last were bytes of no valid UTF-8."""
        if chars:
            self._take_char(chars[-1])

    def _take_char(self, char: str) -> None:
        number = ord(char) - 0xDC00 if "\udc80" <= char <= "\udcff" else ord(char)
        if self._at is _In.PASTE:
            self._paste(char)
        elif char != ESC and not 0x80 <= number <= 0x9F:
            self._take[self._at](char)
        elif number == STRING_END:
            self._end_string()  # or of none, then nothing happens
        elif char == ESC:
            self._escape_comes()
        elif number in C1:
            self._anew()
            self._introduced(C1[number])

    def _escape_comes(self) -> None:
        if self._at is _In.STRING:
            self._at = _In.STRING_ESCAPE
            return
        if self._at is _In.ESCAPE:
            self._out.append(BytePiece(PieceKind.ESCAPE, ESC))
        else:
            self._anew()
        self._at = _In.ESCAPE
        self._last = self._now

    def _anew(self) -> None:
        """Something else begins: abandon what was begun before."""
        self._is_late = False
        if self._at not in (_In.GROUND, _In.ESCAPE):
            self._break_off(self._now, wary=False)
        self._at = _In.GROUND

    def _break_off(self, since: float, *, wary: bool = True) -> None:
        """Abandon the sequence; its rest may still come. ``since``: when the last of it came."""
        if self._at is _In.PASTE:
            self._hand_over_paste()
        self._string_of = None
        self._left = _LEFT_AS.get(self._at, self._at)
        self._left_held, self._left_until = self._held, since + LATE_S
        if wary:
            self._wary_until = since + REST_S
            self._digit_until = since + (DIGIT_S if self._at in _STANDS_STILL else REST_S)
        self._at = _In.GROUND

    def _ground(self, char: str) -> None:
        if "\ud800" <= char <= "\udfff":
            return  # not valid UTF-8
        by_itself = char.isdigit() and not self._comes_along
        if char in ANSWERS and self._now < (self._digit_until if by_itself else self._wary_until):
            return  # it may belong to the abandoned sequence
        self._out.append(BytePiece(PieceKind.KEY, char))

    def _escape(self, char: str) -> None:
        gap = self._now - self._last
        if char in INTRODUCERS:
            self._introduced(char)
        elif char == "\\":
            self._at = _In.GROUND  # the end of a string whose beginning was lost
        elif gap >= ALT_S and not ("!" <= char <= "/" or (self._comes_along and char <= "?")):
            self._out.append(BytePiece(PieceKind.ESCAPE, ESC))
            self._at = _In.GROUND
            self._ground(char)
        elif " " <= char <= "?":
            self._at, self._held = _In.DOUBT, char
        else:
            self._at = _In.GROUND
            self._out.append(BytePiece(PieceKind.ALT, char))

    def _introduced(self, char: str) -> None:
        if char in STRINGS:
            self._at, self._string_of = _In.STRING, {"]": "", "P": "P"}.get(char)
        else:
            self._at = _In.CSI if char == "[" else _In.SS3
            self._held = ESC + char

    def _doubt(self, char: str) -> None:
        """After an escape character and a sign or a digit: Alt, if nothing follows at once; else it was no key."""
        held, self._held = self._held or "", None
        if self._now - self._last >= ALT_S and char not in ANSWERS and char > "?":
            self._at = _In.GROUND
            self._out += [BytePiece(PieceKind.ALT, held)] if held else []
            self._ground(char)
        elif char < " ":
            self._at = _In.GROUND
            self._ground(char)
        elif held <= "/":
            self._at = _In.GROUND if char > "/" else _In.DOUBT
        else:
            self._at = _In.CSI  # a CSI whose bracket was lost
            self._csi(char)

    def _csi(self, char: str) -> None:
        if char < " ":
            self._control(char)
        elif char <= "?" or (char == "[" and self._held == "\x1b["):
            self._hold(char)
        elif char not in KNOWN_FINALS:
            self._break_off(self._now, wary=False)
        elif char == "M" and self._held == "\x1b[":
            self._at, self._wanted = _In.MOUSE, 3
        else:
            self._finish(char)

    def _ss3(self, char: str) -> None:
        if char < " ":
            self._control(char)
        elif char <= "?":
            self._hold(char)
        else:
            self._finish(char)

    def _hold(self, char: str) -> None:
        if self._held is not None:
            self._held = self._held + char if len(self._held) < LONGEST else None

    def _finish(self, final: str) -> None:
        whole, self._held, self._at = self._held, None, _In.GROUND
        is_late, self._is_late = self._is_late, False
        if whole is None:
            return
        if whole + final == PASTE_BEGINS:
            self._at = _In.PASTE
        elif not is_late and whole + final not in PASTE_ENDS:  # a late click could hit another screen
            self._out.append(BytePiece(PieceKind.SEQUENCE, whole + final))

    def _string(self, char: str) -> None:
        if char == BEL:
            self._end_string()
        elif char < " ":
            self._control(char)
        elif self._string_of is not None:
            self._string_of = self._string_of + char if len(self._string_of) < LONGEST else None

    def _end_string(self) -> None:
        if self._at in (_In.STRING, _In.STRING_ESCAPE) and self._string_of:
            self.replies.append(self._string_of)
            del self.replies[:-MOST_REPLIES]
        self._at, self._string_of = _In.GROUND, None

    def _string_escape(self, char: str) -> None:
        if char == "\\":
            self._end_string()
            return
        begins = char in INTRODUCERS or char == ESC  # then it begins something else
        self._break_off(self._last, wary=not begins)
        self._at = _In.ESCAPE if begins else _In.GROUND
        self._take_char(char)

    def _control(self, char: str) -> None:
        """Enter, Ctrl-C and other control characters are never part of a sequence."""
        self._break_off(self._now)
        self._ground(char)

    def _mouse(self) -> None:
        """One of the three bytes, of any value, in the oldest mouse report."""
        self._wanted -= 1
        if not self._wanted:
            self._at = _In.GROUND

    def _paste(self, char: str) -> None:
        self._pasted.append(char)
        if char == "~" and "".join(self._pasted[-6:]).endswith(PASTE_ENDS):
            text = "".join(self._pasted)
            ending = next(each for each in PASTE_ENDS if text.endswith(each))
            self._pasted = [text.removesuffix(ending)]
            self._hand_over_paste()
            self._at, self._pasted = _In.GROUND, []
        elif len(self._pasted) >= LONGEST_PASTE:
            self._hand_over_paste()

    def _hand_over_paste(self) -> None:
        """Deliver the paste, without what may be the beginning of its end marker."""
        pasted = "".join(self._pasted)
        text = re.split(PASTE_ENDING, pasted)[0]
        self._pasted = [*pasted[len(text) :]]
        shown = "".join(char for char in text if char in "\t\n\r" or char.isprintable())
        if shown:
            self._out.append(BytePiece(PieceKind.PASTE, shown))

    # --- after the last character of a read -------------------------------------------------------------------------

    def _end_of_read(self) -> None:
        """Finish what is only known to be complete because nothing came together with it."""
        if self._at is _In.CSI and self._held is not None and re.fullmatch(SHIFTED_OLD, self._held):
            self._out.append(BytePiece(PieceKind.SEQUENCE, self._held))
            self._at = _In.GROUND

    def _flush(self) -> list[BytePiece]:
        out, self._out = self._out, []
        return out


def keys_of_line(line: bytes) -> str | None:
    """What was typed into a line that the terminal delivered whole, without the sequences in it.

    None: a sequence in it is broken, so nobody can tell what was typed.
    """
    if not re.search(HAS_SEQUENCES, line.decode(errors="surrogateescape")):
        return line.decode(errors="replace")
    sifter = Sifter()
    pieces = sifter.feed(line, 0.0)
    if not sifter.is_whole or any(piece.kind in (PieceKind.ALT, PieceKind.ESCAPE) for piece in pieces):
        return None
    return "".join(piece.text for piece in pieces if piece.kind in (PieceKind.KEY, PieceKind.PASTE))
