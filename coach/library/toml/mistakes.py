"""Recognises typical mistakes of people new to TOML, from the text around the place where the parser stopped.

Left out: the parser's own complaints in plain words (``syntax``).
"""

import re
import unicodedata

from coach.library.toml.sanitize import short

_CURLY = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb"
_SIZED = re.compile(r"=\s*[+-]?[0-9][0-9_]*\s*$")
"""Text that ends in a number as a value."""
_RANGE = re.compile(r"\s*(?:[-\u2012-\u2014\u2212\u2026]|\.\.+|to\b)\s*[0-9]")
_MINUS = re.compile(r"([\u2010-\u2014\u2212\ufe63\uff0d])[0-9]")
"""The characters that word processors put in place of the minus before a number."""
_UNIT = re.compile(r"(:[0-5][0-9])(?![0-9:])|\s*(s|sec|secs|seconds|min|mins|minutes)\b")
_PLACE_OF_A_STEP = re.compile(r"\s*\[\s*change\s*\.\s*([a-z0-9-]+)$")
_TYPED = frozenset(map(chr, range(0x21, 0x7F)))
"""The characters that stand on any keyboard, one by one."""
_NOTHING = re.compile(r"(?i)(?:null|nil|undefined)\s*(?:#|$)")
_WORDS = re.compile(r"[A-Za-z_-]+(?:\s+[A-Za-z_-]+)*")
_YES = re.compile(r"(?i)(?:yes|no|on|off)\s*(?:#|$)")
_CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")
"""The conflict markers of version control systems."""


def slip(before: str, after: str) -> str | None:
    """The advice for a line, given its text before and after the error's place; None when no mistake is recognised."""
    here = after[:1]
    if not before.strip() and (left := _left_over(after)):
        return left
    if after.startswith(("//", "/*")):
        return "a remark begins with #, not with /"
    if (minus := _MINUS.match(after)) and not _SIZED.search(before):
        return f"this minus is another sign (U+{ord(minus[1]):04X}); type the plain -"
    if here and here in _CURLY:
        return 'these quotes are curly ones; text stands in straight ones, as in kind = "mixed"'
    if here and not here.isascii() and unicodedata.category(here) in ("Cf", "Zs"):
        return f"a hidden character stands here (U+{ord(here):04X}); delete it, and type a space if one is meant"
    if here and not here.isascii() and (plain := unicodedata.normalize("NFKC", here)) in _TYPED:
        return f"this sign only looks like {plain} (U+{ord(here):04X}); type the plain {plain}"
    if (step := _PLACE_OF_A_STEP.match(before)) and (place := re.match(r"#[0-9]+", after)):
        return f'a step\'s place stands in quotes with its name: [change."{step[1]}{place[0]}"]'
    if here == "}" and before.rstrip().endswith(","):
        return "the last comma before a } is one too many"
    if re.fullmatch(r"\s*\[+\s*", before) and here == "[":
        return "a list of tables has two brackets on both sides, with nothing between them, as in [[step]]"
    if re.search(r"=\s*$", before) and (missing := _no_value(after)):
        return missing
    if re.search(r"=.*[\"']$", before) and here.isalnum():
        return 'the text ended at this quote; to have one in it, put the other kind around: "Anna\'s"'
    if re.fullmatch(r"\s*[A-Za-z_-]+\s+", before) and (rest := re.match(rf"({_WORDS.pattern})\s*=", after)):
        return f"a key is one word: {'_'.join(short(before + rest[1]).split())}"
    if re.match(r"(?i)(?:true|false)\b", after):
        return "true and false are written in small letters"
    if _YES.match(after) and re.search(r"=\s*$", before):
        return 'yes is written true, and no is false; a word stands in quotes, as in "off"'
    if here == "(" and re.search(r"=\s*$", before):
        return "a list stands in square brackets, as in [1, 0, 3]"
    if re.match(r"[,;]\s*(?:#|$)", after):
        return "a line ends without a comma or semicolon"
    return _after_a_number(before, after) if _SIZED.search(before) else None


def _left_over(line: str) -> str | None:
    """The advice for a line that begins with something foreign: a conflict marker, a fence, the > of a mail."""
    if _CONFLICT.match(line):
        return (
            "two versions of this file met here: keep the lines that are right, "
            "and delete the others with all <<<<<<<, ======= and >>>>>>>"
        )
    if line.startswith(("```", "~~~")):
        return "this belongs to the page that the text was copied from; delete the line"
    if re.match(r"<[!?/A-Za-z]", line):
        return "this belongs to a web page (HTML), not plain text; copy its words into a new text file"
    if line.startswith(">"):
        return "a mail put this > before the line; take it away from all lines"
    return "a remark begins with #, not with ;" if line.startswith(";") else None


def _no_value(after: str) -> str | None:
    """The advice where a value should begin, and none does."""
    if re.match(r"\s*(?:#|$)", after):
        return "the value is missing behind the =; where there is none, leave the line out"
    if _NOTHING.match(after):
        return "where there is no value, leave the line out"
    return "one = is enough between a key and its value" if after[:1] in ("=", ">") else None


def _after_a_number(before: str, after: str) -> str | None:
    if re.match(r"-[0-9]+-", after):
        return "there is no such date or time"
    if _RANGE.match(after):
        return "a range is written as { from = 20, to = 30 }"
    if before.endswith("0") and re.match(r"[0-9]", after):
        return "a number does not begin with 0"
    if (unit := _UNIT.match(after)) and (number := re.search(r"([0-9]+)\s*$", before)):
        word = unit[1] or (" min" if unit[2].startswith("m") else " s")
        return f'a time with its unit stands in quotes, as in "{number[1]}{word}"'
    if re.match(r",[0-9]", after):
        return 'a number has no comma in it: one and a half minutes is 90, or "1:30"'
    if re.match(r"\s*[A-Za-z%:./]", after) and "=" not in after:
        return "a number stands alone, as in rest = 20: no unit or word behind it, and no colon or point in it"
    return None
