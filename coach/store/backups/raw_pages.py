"""Reads the rows in a SQLite file from its pages, without SQLite: for a file that SQLite can no longer read.

Only pages with rows of tables are read, wherever they are, in the order of the file and then of its write-ahead log.
Everything is checked against the page it is in; what does not fit is skipped. The format: sqlite.org/fileformat2.html.
"""

import struct
from collections.abc import Callable, Iterator

Cell = tuple[int, tuple[object, ...]]
"""A row's number (rowid) and its values: None, int, float, str or bytes."""
_PAGE_OF_ROWS = 0x0D
_HEADER, _USUAL_SIZE = 100, 4096
_WAL_HEADER, _FRAME_HEADER = 32, 24
_MOST_PARTS = 10_000
_LENGTHS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
"""The length of a value in bytes, by its serial type."""


def cells_in(data: bytes, log: bytes | None = None) -> Iterator[Cell]:
    """Yield every row that can be read, of any table. A row may come more than once: the later one is newer."""
    size = _page_size(data)
    reserved = data[20] if data[:6] == b"SQLite" else 0
    usable = size - reserved

    def page(number: int) -> bytes:
        return data[(number - 1) * size : number * size]

    for number in range(1, len(data) // size + 1):
        yield from _rows(page(number), usable, page, _HEADER if number == 1 else 0)
    for number, content in _frames(log, size):
        yield from _rows(content, usable, page, _HEADER if number == 1 else 0)


def _page_size(data: bytes) -> int:
    (said,) = struct.unpack(">H", data[16:18]) if len(data) >= _HEADER else (0,)
    size = 65536 if said == 1 else said
    return size if 512 <= size <= 65536 and size & (size - 1) == 0 and data[:6] == b"SQLite" else _USUAL_SIZE


def _frames(log: bytes | None, size: int) -> Iterator[tuple[int, bytes]]:
    """The pages in the latest run of a write-ahead log, up to the last that was committed, each with its number."""
    if log is None or len(log) < _WAL_HEADER:
        return
    salt, waiting = log[16:24], []
    for at in range(_WAL_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        number, committed = struct.unpack(">II", log[at : at + 8])
        if log[at + 8 : at + 16] != salt:
            return
        waiting.append((number, log[at + _FRAME_HEADER : at + _FRAME_HEADER + size]))
        if committed:
            yield from waiting
            waiting = []


def _rows(page: bytes, usable: int, pages: Callable[[int], bytes], at: int) -> Iterator[Cell]:
    if len(page) < usable or page[at] != _PAGE_OF_ROWS:
        return
    (count,) = struct.unpack(">H", page[at + 3 : at + 5])
    pointers = at + 8
    if pointers + 2 * count > usable:
        return
    for index in range(count):
        (start,) = struct.unpack(">H", page[pointers + 2 * index : pointers + 2 * index + 2])
        if pointers + 2 * count <= start < usable:
            try:
                yield _cell(page[:usable], start, pages)
            except (IndexError, ValueError, struct.error):
                continue


def _cell(page: bytes, start: int, pages: Callable[[int], bytes]) -> Cell:
    """Parse one row. Raises IndexError, ValueError or struct.error if the bytes are not a row."""
    length, at = _varint(page, start)
    number, at = _varint(page, at)
    usable = len(page)
    most = usable - 35
    if length <= most:
        payload = page[at : at + length]
    else:
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = local if local <= most else least
        payload = page[at : at + local] + _overflow(page[at + local : at + local + 4], length - local, usable, pages)
    if len(payload) != length:
        raise ValueError("it is cut short")
    return number, _values(payload)


def _overflow(pointer: bytes, length: int, usable: int, pages: Callable[[int], bytes]) -> bytes:
    """The rest of a row that does not fit on its page, from overflow pages. Raises ValueError, struct.error."""
    found = b""
    for _ in range(_MOST_PARTS):
        if len(found) >= length:
            return found[:length]
        (number,) = struct.unpack(">I", pointer)
        page = pages(number) if number else b""
        if len(page) < usable:
            raise ValueError("its rest is not there")
        pointer, found = page[:4], found + page[4:usable]
    raise ValueError("its rest has no end")


def _values(payload: bytes) -> tuple[object, ...]:
    """The values of one record. Raises ValueError if they do not fit, IndexError if it is cut short."""
    header, at = _varint(payload, 0)
    if not 0 < header <= len(payload):
        raise ValueError("its header does not fit")
    kinds = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        length = _LENGTHS[kind] if kind in _LENGTHS else (kind - 12) // 2
        raw = payload[at : at + length]
        if kind in (10, 11) or len(raw) != length:
            raise ValueError("its values do not fit")
        values.append(_value(kind, raw))
        at += length
    if at != len(payload):
        raise ValueError("there is more than its values")
    return tuple(values)


def _value(kind: int, raw: bytes) -> object:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind == 7:
        return float(struct.unpack(">d", raw)[0])
    if kind < 7:
        return int.from_bytes(raw, "big", signed=True)
    return raw.decode(errors="replace") if kind % 2 else raw


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's integer of one to nine bytes, and the position after it. Raises IndexError."""
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    value = value << 8 | data[at + 8]
    return (value - (1 << 64) if value >> 63 else value), at + 9
