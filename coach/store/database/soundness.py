"""Checks of an entry beyond its types: that its text is unchanged, and that a runner can have said it."""

import zlib

from coach.domain.records.entries import Answered, Entry, Measure

YEARS = range(1970, 2200)
_PAINS = ("before", "worst", "after", "morning", "effort", "soreness", "elsewhere")
"""The fields of ``Answered`` that are answers from 0 to 10."""


def checksum(text: bytes) -> int:
    """The checksum stored beside a text, so that a change by the disk is noticed even where the text still parses."""
    return zlib.crc32(text)


def check_entry(entry: Entry) -> None:
    """Raise ValueError for an answer that no runner can have given, or a time that no clock can have shown."""
    if entry.at.year not in YEARS:
        raise ValueError("its time is none")
    if isinstance(entry, Answered):
        for name in _PAINS:
            pain = getattr(entry, name)
            if pain is not None and not 0 <= pain <= 10:
                raise ValueError(f"{name} is {pain}, which is not from 0 to 10")
    elif isinstance(entry, Measure):
        told = (*((each.name, each.value) for each in entry.activity or ()), ("pain", entry.pain))
        for name, value in told:
            if value is not None and not 0 <= value <= 10:
                raise ValueError(f"{name} is {value}, which is not from 0 to 10")
