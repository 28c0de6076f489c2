"""Sifted bytes: no reply of a terminal, cut wherever, comes out as a key; and keys come out, each as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from noise import ANSWERS, BROKEN, REPLIES, Read, splits, storm

from coach.system.byte_sifter import (
    ALONE_S,
    DIGIT_S,
    ESCAPE_S,
    LATE_S,
    LONGEST_PASTE,
    REST_S,
    BytePiece,
    PieceKind,
    Sifter,
    keys_of_line,
)

AT_ONCE, SLOW, SLOWER, LATE = 0.0, ESCAPE_S - 0.05, REST_S - 0.1, REST_S + 2


def sifted(*reads: bytes | Read, gap: float = SLOW, then: float = 60.0) -> list[BytePiece]:
    """What comes of these reads, ``gap`` seconds apart, and of silence."""
    sifter, now, out = Sifter(), 100.0, []
    for read in reads:
        data, after = (read, gap) if isinstance(read, bytes) else (read.data, read.after_s)
        if sifter.due is not None and sifter.due <= now + after:
            out += sifter.wake(sifter.due)
        now += after
        out += sifter.feed(data, now)
    return out + sifter.wake(now + then)


def keys(pieces: list[BytePiece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in (PieceKind.KEY, PieceKind.ALT))


def answers(pieces: list[BytePiece]) -> str:
    return "".join(char for char in keys(pieces) if char in ANSWERS)


@pytest.mark.parametrize("said", REPLIES.values(), ids=REPLIES)
def test_a_reply_is_no_key_whole_or_cut_wherever(said: bytes) -> None:
    assert keys(sifted(said)) == ""
    for parts in splits(said):
        for gap in (AT_ONCE, SLOW):
            assert keys(sifted(*parts, gap=gap)) == "", (parts, gap)
        for gap in (ESCAPE_S + 0.1, 1.0, SLOWER, *([LATE] if len(parts[1]) > 1 else [])):
            assert answers(sifted(*parts, gap=gap)) == "", (parts, gap)


@pytest.mark.parametrize("said", REPLIES.values(), ids=REPLIES)
def test_a_reply_is_no_key_byte_by_byte(said: bytes) -> None:
    for gap in (AT_ONCE, 0.02, SLOW):
        assert keys(sifted(*(bytes([byte]) for byte in said), gap=gap)) == "", gap


@pytest.mark.parametrize("said", [*REPLIES.values()], ids=REPLIES)
def test_after_a_reply_a_key_is_a_key(said: bytes) -> None:
    for key in (b"5", b"h", b"t", "р".encode()):
        assert keys(sifted(said, key)) == key.decode(), said
        assert keys(sifted(said + key)) == key.decode(), said
        assert keys(sifted(key, said)) == key.decode(), said


@pytest.mark.parametrize("said", BROKEN.values(), ids=BROKEN)
def test_what_lost_bytes_answers_nothing(said: bytes) -> None:
    assert answers(sifted(said)) == ""
    assert keys(sifted(b"h", said, b"h", gap=ALONE_S)).replace("M", "").replace("\x07", "") == "hh"


@pytest.mark.parametrize("said", REPLIES.values(), ids=REPLIES)
def test_what_never_ends_is_given_up_after_a_silence(said: bytes) -> None:
    for begun, _ in splits(said):
        if begun not in (b"\x1b", b"\xc2"):  # the Esc key, and no UTF-8
            assert answers(sifted(begun, b"5", gap=1.0)) == "", begun
        assert keys(sifted(begun, b"5", gap=REST_S + 0.1))[-1:] == "5", begun
        for keys_of_safety in (b"\x1b[15~", b"\x1b[A"):
            assert BytePiece(PieceKind.SEQUENCE, keys_of_safety.decode()) in sifted(begun, keys_of_safety, gap=1.0) or (
                b"200~" in begun
            ), begun


@pytest.mark.parametrize("said", REPLIES.values(), ids=REPLIES)
def test_a_digit_waits_for_a_reply_that_never_ends_but_a_moment(said: bytes) -> None:
    may_end_with_one = said.startswith((b"\x1b[M", b"\x1b[200~", b"\x9b200~", b"\x1b("))
    for begun, _ in [] if may_end_with_one else splits(said):
        if begun in (b"\x1b", b"\xc2") or begun.endswith(b"\x1b"):  # the Esc key, and no UTF-8
            continue
        assert keys(sifted(begun, b"5", gap=DIGIT_S)) == "5", begun
        pressed_again_and_again = [Read(b"5", ALONE_S + 0.2) for _ in range(6)]
        assert keys(sifted(begun, *pressed_again_and_again)) == "5555", begun
        assert keys(sifted(begun, Read(b"5", 1.0), Read(b"2;8M", 0.3))) == "", begun


@pytest.mark.parametrize("begun", [b"\x1b[<0;1", b"\x1b]11;rgb:1e", b"\x1bP1+r5", b"\x1b[200~5", b"\x1b_G"])
def test_keys_of_safety_work_at_once_and_the_rest_is_known_all_the_same(begun: bytes) -> None:
    for key in (b"h", b"q", b" ", "р".encode()):
        out = sifted(begun, Read(key, ALONE_S), Read(b"2;8M", 0.2), Read(b"5", REST_S + 0.1))
        assert keys(out) == key.decode() + "5", begun


def test_what_is_late_is_put_together_and_means_nothing_any_more() -> None:
    for begun, rest in splits(b"\x1b[<0;12;8M"):
        out = sifted(begun, Read(rest, LATE_S - 1), b"\x1b[<0;3;3M")
        assert [piece.text for piece in out if piece.kind is PieceKind.SEQUENCE] == ["\x1b[<0;3;3M"], begun


@pytest.mark.parametrize("between", [b"\r", b"\x03", b"\x1b[A"])
def test_a_key_between_two_halves_is_a_key_and_the_second_half_is_none(between: bytes) -> None:
    for first, second in (
        (b"\x1b[<0;1", b"2;8M"),
        (b"\x1b]11;rgb:1e", b"1e/1e1e/8888\x07"),
        (b"\x1bP1+r5", b"3=5\x1b\\"),
    ):
        out = sifted(first, between, second)
        assert answers(out) == "", first
        assert BytePiece(PieceKind.SEQUENCE if between[0] == 27 else PieceKind.KEY, between.decode()) in out


def test_the_escape_key() -> None:
    escape = BytePiece(PieceKind.ESCAPE, "\x1b")
    sifter = Sifter()
    assert sifter.feed(b"\x1b", 10.0) == []
    assert sifter.due == 10.0 + ESCAPE_S
    assert sifter.wake(10.0 + ESCAPE_S - 0.01) == []
    assert sifter.wake(10.0 + ESCAPE_S) == [escape]
    assert sifter.due is None
    assert sifted(b"\x1b", b"h", gap=0.1) == [escape, BytePiece(PieceKind.KEY, "h")]
    assert sifted(b"\x1bh") == [BytePiece(PieceKind.ALT, "h")]
    assert sifted(b"\x1b\x1b[A") == [escape, BytePiece(PieceKind.SEQUENCE, "\x1b[A")]
    assert sifted(b"\x1b", b"\x1b", gap=0.1) == [escape, escape]
    assert sifted(b"\x1b ") == [BytePiece(PieceKind.ALT, " ")]


@pytest.mark.parametrize(
    "key",
    [
        b"\x1b[A",
        b"\x1bOA",
        b"\x1b[[A",
        b"\x1b[15~",
        b"\x1b[7$",
        b"\x1b[1;5C",
        b"\x1b[1088::104;;1088u",
        b"\x1b[Z",
        b"\x1bOp",
    ],
)
def test_sequences_come_out_whole_however_they_were_cut(key: bytes) -> None:
    whole = [BytePiece(PieceKind.SEQUENCE, key.decode())]
    assert sifted(key) == whole
    for parts in splits(key):
        assert sifted(*parts) == whole, parts


def test_text_comes_out_as_it_was_typed_however_it_was_cut() -> None:
    text = "Ünïcode, рус 漢字 🙂 0 8 t\r\x7f"
    for parts in splits(text.encode()):
        assert keys(sifted(*parts)) == text


def test_a_paste_is_one_and_none_is_lost() -> None:
    assert sifted(b"\x1b[200~a\x1b[31m\n5\x1b[201~h") == [
        BytePiece(PieceKind.PASTE, "a[31m\n5"),
        BytePiece(PieceKind.KEY, "h"),
    ]
    for parts in splits(b"\x1b[200~0 8\x1b[201~"):
        assert sifted(*parts, gap=1.0)[-1:] == [BytePiece(PieceKind.PASTE, "0 8")], parts
    long = sifted(b"\x1b[200~" + b"x" * (LONGEST_PASTE + 9) + b"\x1b[201~")
    assert [piece.kind for piece in long] == [PieceKind.PASTE] * 2
    assert sum(len(piece.text) for piece in long) == LONGEST_PASTE + 9
    assert sifted(b"\x1b[200~lost its end\x1b[2") == [BytePiece(PieceKind.PASTE, "lost its end")]


def test_what_is_endless_takes_no_memory() -> None:
    sifter = Sifter()
    for number in range(300):
        for begun in (b"\x1b]", b"\x1b["):
            assert sifter.feed((begun if not number else b"") + b"1" * 4096, number) == []
    assert len(sifter._held or "") < 100


@given(st.lists(st.tuples(st.binary(max_size=12), st.sampled_from([0.0, 0.1, 0.4, 2.0, 4.0])), max_size=12))
def test_whatever_comes_ends_in_rest(reads: list[tuple[bytes, float]]) -> None:
    out = sifted(*(Read(*read) for read in reads), Read(b"h", REST_S + LATE_S), Read(b"5", 1.0))
    assert keys(out)[-2:] == "h5"


@pytest.mark.parametrize("seed", range(30))
def test_of_a_storm_what_was_typed_answers(seed: int) -> None:
    reads = list(storm(seed, broken=False))
    typed = "".join(read.typed or "" for read in reads if (read.typed or "x") in ANSWERS)
    assert answers(sifted(*reads)) == typed


@pytest.mark.parametrize("seed", range(30))
def test_of_a_storm_that_lost_bytes_nothing_else_answers(seed: int) -> None:
    sifter, now = Sifter(), 0.0
    for read in storm(seed, typed=("h", "5", "t")):
        if sifter.due is not None and sifter.due <= now + read.after_s:
            assert answers(sifter.wake(sifter.due)) == ""
        now += read.after_s
        assert answers(sifter.feed(read.data, now)) in ("", read.typed), read


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        (b"5", "5"),
        (b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\5", "5"),
        (b"\x1b[A5\x1b[?62;4c", "5"),
        (b"\x1b[<0;12;8M\x1b[M !8", ""),
        (b"\x1b]11;rgb:1e1e5", None),
        (b"\x1b[<0;1", None),
        (b"\x1b5", None),
        (b"\x1b[?5;8z5", None),
        (b"caf\xe9 5", "caf\ufffd 5"),
        ("Schmerz “5”".encode(), "Schmerz “5”"),
    ],
)
def test_a_line_without_its_sequences(line: bytes, typed: str | None) -> None:
    assert keys_of_line(line) == typed
