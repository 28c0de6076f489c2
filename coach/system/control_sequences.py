"""Patterns for terminal control sequences, whole and in pieces, after ECMA-48 and xterm's own additions.

They are texts: ``re`` compiles each when it is first used, which for most is after the first frame. Left out:
reassembling what a terminal sends (``byte_sifter``).
"""

ESC, BEL = "\x1b", "\x07"
C1 = {0x8F: "O", 0x90: "P", 0x98: "X", 0x9B: "[", 0x9D: "]", 0x9E: "^", 0x9F: "_"}
"""The introducers as single characters, with the character that follows an escape character to the same effect."""
STRING_END = 0x9C
PASTE_BEGINS = "\x1b[200~"
PASTE_ENDS = ("\x1b[201~", "\x9b201~", "\udc9b201~")
STRINGS = frozenset("]PX^_")
INTRODUCERS = STRINGS | frozenset("[O")
KNOWN_FINALS = frozenset("ABCDEFGHIJKLMOPQRSTZabcdmnrtuxy~^@$")
"""The final characters of the sequences that terminals send; after any other it was probably no sequence."""
ANSWERS = frozenset("0123456789tTsS")
"""Characters that answer or skip a question."""
FREE = frozenset("hqep ")
"""Keys that matter for safety, which work at once even in doubt."""
SHIFTED_OLD = r"\x1b\[\d+\$"
"""A key of rxvt, which ends with a character that never ends a sequence elsewhere."""
DIGIT = "[0-9]"
TYPED_TEXT = r"[^\x00-\x1f\x7f-\x9f\udc80-\udc9f]*"
AFTER_ESCAPE = r"(?s)[\[\]!-/].|P[0-9!$+<=>?|]|_G|O(?:\d|[A-Za-z](?![ -~]))|[PX^_].*(?:\x1b\\|\x9c|\udc9c)"
"""How the rest of a sequence begins if its escape character came long before."""
STRING_ENDING = r"[^\x00-\x1f]?(?:\x07|\x1b\\|\x9c|\udc9c)"
LOST_BEGINNING = r"[^\x00-\x1f\x7f-\x9f]{2,}(?:\x07|\x1b\\|\x9c|\udc9c)"
LOST_ESCAPE = r"\[[<>?][\d;]|\]\d{1,4};|P[01][+$!]r"
"""The same if the escape character never came: nobody types this, and no TOML begins with it."""
ODDLY_TYPED = r"(?s)(?=.*\d)(?=.*[;:/])..+"
"""One read with digits and the separators of replies: perhaps text, but no answer."""
HAS_SEQUENCES = r"[\x1b\x80-\x9f\udc80-\udc9f]"
PASTE_ENDING = r"(?:\x1b(?:\[(?:2(?:01?)?)?)?)?\Z"
