"""What the app is told of a terminal's bytes: every reply as nothing, keys as keys, on any keyboard."""

import pytest
from noise import ANSWERS, REPLIES, splits
from textual.drivers.linux_driver import LinuxDriver
from textual.events import AppBlur, AppFocus, Key, MouseDown, MouseMove, MouseUp, Paste, Resize
from textual.message import Message
from textual.messages import InBandWindowResize

from coach.system.byte_sifter import ESCAPE_S
from coach.system.terminal_kind import IS_ATTRIBUTES, is_light
from coach.tui.terminal.ground import TerminalReply
from coach.tui.terminal.keyboard import let_through
from coach.tui.terminal.layouts import Keyboard
from coach.tui.terminal.reader import Reader

from .test_driver import Listening, typed

MEANT = (MouseDown, MouseMove, MouseUp, AppFocus, AppBlur, InBandWindowResize, Paste, TerminalReply)
"""What is no key, and may come of a reply all the same."""


def told(*reads: bytes, gap: float = 0.1) -> list[Message]:
    """The messages that come of these reads, ``gap`` seconds apart, and of silence."""
    now = [0.0]
    reader = Reader(lambda: now[0])
    messages: list[Message] = []
    for data in reads:
        now[0] += gap
        messages += reader.read(data)
    now[0] += 60
    return messages + list(reader.wake())


def keys(*reads: bytes) -> list[tuple[str, str | None]]:
    return [(each.key, each.character) for each in told(*reads) if isinstance(each, Key)]


@pytest.mark.parametrize("said", REPLIES.values(), ids=REPLIES)
def test_a_reply_is_no_key(said: bytes) -> None:
    for parts in ((said,), *splits(said), (*(bytes([byte]) for byte in said),)):
        for message in told(*parts):
            assert isinstance(message, MEANT), (parts, message)
    assert keys(said, b"5") == [("5", "5")]


@pytest.mark.parametrize("end", [b"\x07", b"\x1b\\", b"\xc2\x9c"])
@pytest.mark.parametrize(("said", "light"), [(b"fafa/fafa/f6f6", True), (b"14/18/1c", False), (b"f/f/f", True)])
def test_the_ground_is_told_however_its_answer_is_cut(said: bytes, light: bool, end: bytes) -> None:
    reply = b"\x1b]11;rgb:" + said + end
    for parts in ((reply,), *splits(reply)):
        (answer,) = [each for each in told(*parts) if isinstance(each, TerminalReply)]
        assert is_light(answer.reply) is light
    assert not any(isinstance(each, TerminalReply) for each in told(reply[:-1], b"5" * 200, gap=20))
    assert not any(
        isinstance(each, TerminalReply) for each in told(b"\x1b]11;?;" + said + end, b"\x1b]52;c;" + said + end)
    )


@pytest.mark.parametrize("end", [b"\x1b\\", b"\xc2\x9c"])
def test_a_name_is_told_however_its_answer_is_cut_and_the_attributes_end_the_asking(end: bytes) -> None:
    reply = b"\x1bP>|kitty(0.26.5)" + end + b"\x1b[?62;22c"
    for parts in ((reply,), *splits(reply)):
        said = [each.reply for each in told(*parts) if isinstance(each, TerminalReply)]
        assert said == ["P>|kitty(0.26.5)", IS_ATTRIBUTES], parts
        assert not keys(*parts)
    much = b"\x1bP>|" + b"5" * 100_000 + end
    assert not told(much)
    assert not any(isinstance(each, TerminalReply) for each in told(reply[:-15], b"t" * 200, gap=20))


async def test_without_it_textual_makes_keys_of_them() -> None:
    """When this fails, Textual reads them itself: then much of this may go."""
    made = [typed(Listening, said) for said in (REPLIES["OSC 11, ST"], REPLIES["XTGETTCAP"])]
    assert all(set(each) & ANSWERS for each in made)


@pytest.mark.parametrize(
    ("sent", "key", "character"),
    [
        (b"5", "5", "5"),
        (b"\x1b[53u", "5", "5"),
        (b"\x1b[53;;53u", "5", "5"),
        (b"\x1b[53;1:1;53u", "5", "5"),
        (b"\x1b[53;1:2;53u", "5", "5"),
        (b"\x1b[38:50;2;50u", "2", "2"),  # AZERTY: Shift and the key of & and 1, here of 2
        (b"\x1b[38:50;2u", "2", "2"),  # from a terminal that does not tell the text
        (b"\x1b[53:37;2u", "percent_sign", "%"),  # and elsewhere Shift and 5 is no 5
        (b"\x1b[38:50;65u", "ampersand", "&"),  # Caps Lock is no Shift
        (b"\x1b[233::50;;233u", "é", "é"),  # AZERTY without Shift: é is no 2
        (b"\x1b[57404;;53u", "5", "5"),  # the keypad
        (b"\x1bOu", "5", "5"),
        (b"\x1b[27;2;72~", "H", "H"),
        (b"\x1b[104;65;72u", "H", "H"),  # Caps Lock
        (b"\x1b[1088::104;;1088u", "h", "р"),
        (b"\x1b[1088:1056:104;2;1056u", "h", "Р"),
        (b"\x1b[1089::99;5u", "ctrl+c", None),
        (b"\x1b[1513::97;;1513u", "a", "ש"),
        (b"\x1b[3627::115;;3627u", "s", "ห"),
        (b"\x1b[113::97;;113u", "q", "q"),  # AZERTY: q is q, wherever it is
        (b"\x1b[27u", "escape", None),
        (b"\x1b[13u", "enter", "\r"),
        (b"\x1b[57414u", "enter", "\r"),
        (b"\x1b[32;;32u", "space", " "),
        (b"\x1b[15~", "f5", None),
        (b"\x1b[1;5C", "ctrl+right", None),
        (b"\x1b[3~", "delete", None),
        (b"\x1b[A", "up", None),
        (b"\x1b[1;1:2A", "up", None),
        (b"\x1b[[A", "f1", None),
        (b"\x1b[Z", "shift+tab", None),
    ],
)
def test_a_key_in_all_its_forms(sent: bytes, key: str, character: str | None) -> None:
    assert keys(sent) == [(key, character)]
    for parts in splits(sent):
        assert keys(*parts) == keys(sent), parts


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[53;1:3u",
        "\x1b[1;1:3A",
        "\x1b[53;1~",
        "\x1b[99999999u",
        "\x1b[55296u",
        "\x1b[1114112u",
        "\x1b[7u",
        "\x1b[:u",
        "\x1b[1:2u",
        "\x1b[12;40R",
        "\x1b[1;5R",
        "\x1b[48;0;0;0;0t",
        "\x1b[48;24;80;0;0t",
        "\x1b[<0;12;-8M",
        "\x1b[0;;7u",
        "\x1b[1;2;3u4",
        "\x1b[200~",
    ],
)
def test_what_is_dropped(sequence: str) -> None:
    assert let_through(sequence) is None


def test_what_an_input_method_gives_is_text_and_no_answer() -> None:
    assert [type(each) for each in told(b"\x1b[0;;53u", b"\x1b[97;;49:50u")] == [Paste, Paste]


def test_the_mouse_the_window_and_its_size() -> None:
    kinds = [type(each) for each in told(b"\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<35;5;4M\x1b[I\x1b[O\x1b[48;24;80;480;800t")]
    assert kinds == [MouseDown, MouseUp, MouseMove, AppFocus, AppBlur, Resize]


def test_the_escape_key_takes_a_moment_and_alt_none() -> None:
    now = [0.0]
    reader = Reader(lambda: now[0])
    assert list(reader.read(b"\x1b")) == []
    assert reader.wait_s(5.0) == ESCAPE_S
    now[0] = ESCAPE_S
    assert [each.key for each in reader.wake() if isinstance(each, Key)] == ["escape"]
    assert reader.wait_s(5.0) == 5.0
    assert keys(b"\x1bx") == [("alt+x", "x")]


# --- keys by their place ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("char", "latin"),
    [
        *zip("рйузь", "hqepm", strict=True),  # Russian: hurts, stop, easier, back, mute
        *zip("ηρπεμ", "hrpem", strict=True),  # Greek
        *zip("יקפצ", "hepm", strict=True),  # Hebrew
        *zip("اضحثة", "hqpem", strict=True),  # Arabic
        *zip("HQPEM", "hqpem", strict=True),  # Caps Lock
        *zip("РЙ", "hq", strict=True),
        ("і", "s"),
        ("ｈ", "h"),
        ("ჰ", "h"),
        ("ㅗ", "h"),
    ],
)
def test_a_letter_is_known_by_its_place_and_types_itself(char: str, latin: str) -> None:
    key = Keyboard({}).by_place(Key(char, char))
    assert (key.key, key.character) == (latin, char)


@pytest.mark.parametrize("key", ["5", "é", "ü", "ß", "&", "٥", "５", "enter", "f5", "ctrl+c", "plus", "h"])
def test_others_are_what_they_are(key: str) -> None:
    assert Keyboard({}).by_place(Key(key, key if len(key) == 1 else None)).key == key


def test_with_ctrl_and_the_like() -> None:
    assert Keyboard({}).by_place(Key("ctrl+й", None)).key == "ctrl+q"


@pytest.mark.parametrize(
    ("locale", "char", "latin"),
    [
        ("bg_BG.UTF-8", "г", "h"),
        ("sr_RS", "х", "h"),
        ("be_BY.UTF-8", "і", "b"),
        ("ru_RU.UTF-8", "р", "h"),
        ("", "р", "h"),
    ],
)
def test_layouts_with_the_same_letters_elsewhere_are_told_by_the_language(locale: str, char: str, latin: str) -> None:
    assert Keyboard({"LANG": locale}).by_place(Key(char, char)).key == latin


def test_textual_asks_for_keys_as_it_did_when_this_was_written() -> None:
    """What is changed on its way to the terminal, so that keys tell their place."""
    from coach.tui.terminal import unix_driver

    written: list[str] = []

    class Writing(LinuxDriver):
        def __init__(self) -> None: ...

        def write(self, data: str) -> None:
            written.append(data)

    driver = unix_driver.on_terminal(Writing, None)()  # type: ignore[arg-type]
    driver.write("\x1b[>25u")
    driver.write("25")
    assert written == ["\x1b[>29u", "25"]


@pytest.mark.parametrize(
    ("locale", "typed_before", "sign", "name", "latin"),
    [
        ("el_GR.UTF-8", "", ";", "semicolon", "q"),
        ("el_GR.UTF-8", "", ":", "colon", "q"),
        ("he_IL.UTF-8", "", "/", "slash", "q"),
        ("he_IL.UTF-8", "", "'", "apostrophe", "w"),
        ("C", "η", ";", "semicolon", "q"),
        ("C", "ש", "/", "slash", "q"),
        ("C", "η", "/", "slash", None),
        ("C", "", ";", "semicolon", None),
        ("el_GR.UTF-8", "h", ";", "semicolon", None),
        ("C", "ηh", ";", "semicolon", None),
        ("bg_BG.UTF-8", "я", ",", "comma", None),
    ],
)
def test_a_sign_is_a_letter_where_its_layout_is_in_use(
    locale: str, typed_before: str, sign: str, name: str, latin: str | None
) -> None:
    keyboard = Keyboard({"LANG": locale})
    for char in typed_before:
        keyboard.by_place(Key(char, char))
    moved = keyboard.by_place(Key(name, sign))
    assert (moved.key, moved.character) == (latin or name, sign)
