"""Files that are no plain text, or text of another encoding, though they are called ``.toml``: told by their bytes.

Left out: single bytes that are no UTF-8 (``source``). Loaded only for a file that is odd.
"""

_PACKED = b"PK\x03\x04"
"""The signature of a zip archive (PKWARE, APPNOTE.TXT 4.3.7), and so of .docx and .odt files."""
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""The signature of old Office files ([MS-CFB] 2.2)."""
_LOOKED_AT = 4_000
"""Bytes at the start by which an encoding is told."""

_COPY = "copy its words into a new file, and save that as plain text (UTF-8)"


def no_text(content: bytes) -> str | None:
    """Why these bytes are not read, and what to do; None: they may be a text."""
    if content.startswith(_COMPOUND) or (content.startswith(_PACKED) and b"word/" in content[:_LOOKED_AT]):
        return f"this is a Word document, not plain text; {_COPY}"
    if content.startswith(_PACKED):
        return f"this is a packed file (zip, or a text processor's document), not plain text; unpack it, or {_COPY}"
    if content.startswith(b"{\\rtf"):
        return f"this is a text processor's document (RTF), not plain text; {_COPY}"
    if content.startswith(b"%PDF"):
        return f"this is a PDF, not plain text; {_COPY}"
    return "this is not UTF-8 text (UTF-16); save the file as UTF-8" if _wide_encoding(content) else None


def wide_text(content: bytes) -> str | None:
    """The text of bytes in UTF-16, with or without a byte order mark; None: they are no such text."""
    encoding = _wide_encoding(content)
    return content.decode(encoding, errors="replace") if encoding else None


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16, told by its mark; else by every other byte being 0, as in text of mostly plain letters."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = content[:_LOOKED_AT]
    even, odd = start[::2].count(0), start[1::2].count(0)
    enough = len(start) * 2 // 5  # four in five of one half
    if len(start) < 4 or max(even, odd) < enough or min(even, odd) > len(start) // 20:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
