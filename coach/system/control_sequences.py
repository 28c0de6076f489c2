"""How the sequences of terminals begin and end, whole and in pieces, after ECMA-48 and xterm's own additions.

Left out: putting them together again (``byte_sifter``).
"""

import re

ESC, BEL = "\x1b", "\x07"
C1 = {0x8F: "O", 0x90: "P", 0x98: "X", 0x9B: "[", 0x9D: "]", 0x9E: "^", 0x9F: "_"}
"""The introducers as single characters, and what follows an escape character to the same effect."""
STRING_END = 0x9C
PASTE_BEGINS = "\x1b[200~"
PASTE_ENDS = ("\x1b[201~", "\x9b201~", "\udc9b201~")
STRINGS = frozenset("]PX^_")
INTRODUCERS = STRINGS | frozenset("[O")
KNOWN_FINALS = frozenset("ABCDEFGHIJKLMOPQRSTZabcdmnrtuxy~^@$")
"""What ends the sequences that terminals send; of any other it is doubtful that it was one."""
ANSWERS = frozenset("0123456789tTsS")
"""What answers or skips a question."""
FREE = frozenset("hqep ")
"""Keys of safety, which work at once where there is doubt."""
SHIFTED_OLD = re.compile(r"\x1b\[\d+\$")
"""A key of rxvt's: it ends with what elsewhere never ends a sequence."""
DIGIT = re.compile("[0-9]")
TYPED_TEXT = re.compile(r"[^\x00-\x1f\x7f-\x9f\udc80-\udc9f]*")
AFTER_ESCAPE = re.compile(
    r"[\[\]!-/].|P[0-9!$+<=>?|]|_G|O(?:\d|[A-Za-z](?![ -~]))|[PX^_].*(?:\x1b\\|\x9c|\udc9c)", re.DOTALL
)
"""How the rest of a sequence begins whose escape character came long before."""
STRING_ENDING = re.compile(r"[^\x00-\x1f]?(?:\x07|\x1b\\|\x9c|\udc9c)")
LOST_BEGINNING = re.compile(r"[^\x00-\x1f\x7f-\x9f]{2,}(?:\x07|\x1b\\|\x9c|\udc9c)")
LOST_ESCAPE = re.compile(r"\[[<>?][\d;]|\]\d{1,4};|P[01][+$!]r")
"""The same where that character never came: nobody types it, nor does TOML begin so."""
ODDLY_TYPED = re.compile(r"(?=.*\d)(?=.*[;:/])..+", re.DOTALL)
"""What came at once, and holds digits and what stands between numbers in replies: text perhaps, but no answer."""
HAS_SEQUENCES = re.compile(r"[\x1b\x80-\x9f\udc80-\udc9f]")
PASTE_ENDING = re.compile(r"(?:\x1b(?:\[(?:2(?:01?)?)?)?)?\Z")
