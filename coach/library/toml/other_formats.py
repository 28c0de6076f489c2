"""Recognises ``.toml`` files that are really documents, archives or UTF-16 text, by their bytes.

Left out: single bytes that are not UTF-8 (``source``). Imported only for such files.
"""

_PACKED = b"PK\x03\x04"
"""The signature of a zip archive (PKWARE, APPNOTE.TXT 4.3.7), and so of .docx and .odt files."""
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""The signature of old Office files ([MS-CFB] 2.2)."""
_LOOKED_AT = 4_000
"""The number of bytes at the start that are examined."""

_COPY = "copy its words into a new file, and save that as plain text (UTF-8)"


def no_text(content: bytes) -> str | None:
    """Why these bytes are not read, and what to do; None when they may be text."""
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
    """The text of bytes in UTF-16, with or without a byte order mark; None when they are something else."""
    encoding = _wide_encoding(content)
    return content.decode(encoding, errors="replace") if encoding else None


def _wide_encoding(content: bytes) -> str | None:
    """The codec if this is UTF-16: by its byte order mark, or by zeros in every other byte, as ASCII text has."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = content[:_LOOKED_AT]
    even, odd = start[::2].count(0), start[1::2].count(0)
    enough = len(start) * 2 // 5  # four fifths of every other byte
    if len(start) < 4 or max(even, odd) < enough or min(even, odd) > len(start) // 20:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
