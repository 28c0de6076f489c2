"""What terminals send that nobody typed, and storms of it with keys in between that somebody did.

For tests at the level of bytes, and for ``make soak``: ``storm(seed)`` gives reads, one after the other, of which it is
known whether a key was typed. Nothing else may answer, skip or decide anything.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

REPLIES: dict[str, bytes] = {
    "mouse, SGR": b"\x1b[<0;12;8M",
    "mouse, SGR, let go": b"\x1b[<0;12;8m",
    "mouse, SGR, moved": b"\x1b[<35;100;42M",
    "mouse, X10": b"\x1b[M !8",
    "mouse, X10, far": b"\x1b[M\x20\xe9\xd0",
    "mouse, X10, two bytes that are a letter": b"\x1b[M \xc3\xa9",
    "mouse, urxvt": b"\x1b[32;12;8M",
    "OSC 10, BEL": b"\x1b]10;rgb:e5e5/e5e5/0505\x07",
    "OSC 11, ST": b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "OSC 11, rgba": b"\x1b]11;rgba:0000/0000/0000/ffff\x07",
    "OSC 4, ST": b"\x1b]4;1;rgb:8080/0000/0000\x1b\\",
    "OSC 12": b"\x1b]12;#00ff00\x07",
    "OSC 52, a clipboard": b"\x1b]52;c;MTIzNDU2Nzg5MHRz\x1b\\",
    "OSC, a title": b"\x1b]l10 t 8\x1b\\",
    "OSC in UTF-8": "\x1b]l\u201c5\u201d\u009c".encode(),
    "OSC 11, 8 bits": b"\x9d11;rgb:1e1e/1e1e/1e1e\x9c",
    "OSC 11, C1 in UTF-8": "\u009d11;rgb:1e1e/1e1e/1e1e\u009c".encode(),
    "XTGETTCAP": b"\x1bP1+r524742=382F382F38\x1b\\",
    "XTGETTCAP, unknown": b"\x1bP0+r544E\x1b\\",
    "XTGETTCAP, 8 bits": b"\x901+r544e=787465726d\x9c",
    "DECRQSS": b"\x1bP1$r0;1;4m\x1b\\",
    "DECRQSS, the cursor": b"\x1bP1$r2 q\x1b\\",
    "XTVERSION": b"\x1bP>|XTerm(388)\x1b\\",
    "DA1": b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
    "DA1, 8 bits": b"\x9b?62;4c",
    "DA2": b"\x1b[>41;388;0c",
    "DA3": b"\x1bP!|7E565445\x1b\\",
    "cursor": b"\x1b[12;40R",
    "cursor, with its page": b"\x1b[?12;40;1R",
    "all is well": b"\x1b[0n",
    "mode, DEC": b"\x1b[?1016;2$y",
    "mode, ANSI": b"\x1b[4;2$y",
    "kitty's flags": b"\x1b[?1u",
    "modifyOtherKeys": b"\x1b[>4;2m",
    "the window has the focus": b"\x1b[I",
    "the window has it no more": b"\x1b[O",
    "a paste": b"\x1b[200~0 8 t\r5\x1b[201~",
    "a paste, 8 bits": b"\x9b200~0123\x9b201~",
    "window, cells": b"\x1b[8;24;80t",
    "window, pixels": b"\x1b[4;600;800t",
    "window, place": b"\x1b[3;10;5t",
    "locator": b"\x1b[1;2;3;4;0&w",
    "colours, light or dark": b"\x1b[?997;1n",
    "terminal's parameters": b"\x1b[2;1;1;112;112;1;0x",
    "checksum": b"\x1bP1!~0A8F\x1b\\",
    "APC, a picture": b"\x1b_Gi=31;OK 5\x1b\\",
    "PM": b"\x1b^5 9 t\x1b\\",
    "SOS": b"\x1bX1 2 3\x1b\\",
    "keys up": b"\x1b[53;1:3u",
    "unknown, CSI": b"\x1b[?5;8z",
    "unknown, a number and a tilde": b"\x1b[53;1~",
    "unknown, intermediates": b"\x1b[5 8!p",
    "unknown, charset": b"\x1b(0",
    "unknown, SS3": b"\x1bO5~",
}
"""Replies and reports by name, each whole."""
BROKEN: dict[str, bytes] = {
    "mouse, no bracket": b"\x1b<0;12;8M",
    "mouse, no escape": b"[<0;12;8M",
    "mouse, only its end": b"0;12;8M",
    "OSC, no escape": b"]11;rgb:1e1e/1e1e/1e1e\x07",
    "OSC, only its end": b"1e1e/1e1e/1e1e\x07",
    "mouse, cut by another": b"\x1b[<0;1\x1b[<0;12;8M",
    "OSC, cut by another": b"\x1b]11;rgb:1e\x1b[?62;4c",
    "no UTF-8": b"\xff\xfe\x80",
}
"""What lost bytes, and does not wait for more."""
ANSWERS = frozenset("0123456789tTsS")


@dataclass(frozen=True)
class Read:
    """What comes at once, ``after_s`` seconds of silence. ``typed``: the character, if somebody typed one."""

    data: bytes
    after_s: float
    typed: str | None = None


def splits(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """All ways to cut it in two."""
    return ((data[:at], data[at:]) for at in range(1, len(data)))


def storm(
    seed: int, length: int = 200, typed: Sequence[str] = ("h", "5", "x", "t", "\r"), *, broken: bool = True
) -> Iterator[Read]:
    """Replies whole and in pieces, with silences of a slow line, and keys somebody typed when the line was at rest.

    ``broken``: and replies that lost bytes. Then a key that was typed may be lost with them; else each one counts.
    """
    chance = random.Random(seed)
    for _ in range(length):
        kind = chance.random()
        if kind < 0.2 and typed:
            key = chance.choice(typed)
            yield Read(key.encode(), 0.6, key)
        elif kind < 0.3 and broken:
            yield Read(chance.choice(list(BROKEN.values())), 0.6)
        else:
            said = chance.choice(list(REPLIES.values()))
            cuts = sorted(chance.sample(range(1, len(said)), min(len(said) - 1, chance.choice((0, 0, 1, 1, 2, 5)))))
            for begin, end in zip([0, *cuts], [*cuts, len(said)], strict=True):
                yield Read(said[begin:end], chance.choice((0.0, 0.01, 0.2, 0.28)) if begin else 0.6)
