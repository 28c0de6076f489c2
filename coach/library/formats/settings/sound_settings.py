"""What a runner can set about sound: voice, bell, amount of words, and the table of what sounds at which moment.

Left out: making any sound (``coach.cues``), and the rest of the settings (``settings_file``).
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct

from coach.library.toml.checker import Field, Table, shown_value
from coach.library.toml.fields import OneOf, Schema, Whole, table_schema
from coach.library.toml.lists import list_of

MOST_RINGS = 5
MOST_ARGUMENTS = 20
TEXT_HERE = "{text}"
"""The placeholder for the spoken text in a runner's own command; without it, the command reads the text from stdin."""


class VoiceChoice(StrEnum):
    """Whether the coach speaks. ``ASK``: silent, until the first session has asked."""

    ASK = "ask"
    ON = "on"
    OFF = "off"


class Words(StrEnum):
    """How much is spoken, from nothing to everything."""

    NONE = "none"
    COUNTS = "counts"
    BRIEF = "brief"
    ALL = "all"

    def includes(self, least: "Words") -> bool:
        """Whether something that needs the volume ``least`` is spoken at this one. With ``NONE`` it never is."""
        order = list(Words)
        return least is not Words.NONE and order.index(self) >= order.index(least)


class SoundMoment(StrEnum):
    """A moment in a session that may be heard, as the sound table names it."""

    GET_READY = "get-ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"
    HALFWAY = "halfway"
    COUNT = "count"
    REP = "rep"
    TEMPO = "tempo"
    SET_DONE = "set-done"
    PAUSED = "paused"
    GO_ON = "go-on"
    LONGER = "longer"
    EASIER = "easier"
    END = "end"


class Signal(Struct, frozen=True):
    """What one moment sounds like: ``bell`` is the number of rings; words are spoken from the volume ``say`` on."""

    bell: int = 0
    say: Words = Words.NONE


SIGNALS: Mapping[SoundMoment, Signal] = MappingProxyType(
    {
        SoundMoment.GET_READY: Signal(say=Words.BRIEF),
        SoundMoment.WORK: Signal(bell=2, say=Words.BRIEF),
        SoundMoment.SWITCH: Signal(bell=3, say=Words.BRIEF),
        SoundMoment.REST: Signal(bell=1, say=Words.BRIEF),
        SoundMoment.HALFWAY: Signal(say=Words.BRIEF),
        SoundMoment.COUNT: Signal(bell=1, say=Words.COUNTS),
        SoundMoment.REP: Signal(say=Words.COUNTS),
        SoundMoment.TEMPO: Signal(say=Words.ALL),
        SoundMoment.SET_DONE: Signal(),
        SoundMoment.PAUSED: Signal(bell=1, say=Words.BRIEF),
        SoundMoment.GO_ON: Signal(say=Words.BRIEF),
        SoundMoment.LONGER: Signal(say=Words.BRIEF),
        SoundMoment.EASIER: Signal(say=Words.BRIEF),
        SoundMoment.END: Signal(bell=3, say=Words.BRIEF),
    }
)
"""The default sound table."""


class Signals:
    """``[sound.table]``: rows such as ``work = { bell = 2, say = "brief" }``; missing moments keep their defaults."""

    fields: Mapping[str, Field]

    def __init__(self) -> None:
        self.fields = dict.fromkeys(map(str, SoundMoment), _OneSignal())

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return table_schema(self.fields)

    def read(self, value: object, table: Table, key: str) -> Mapping[SoundMoment, Signal] | None:
        """The whole table, every moment included."""
        if type(value) is not dict:
            table.wrong(key, f"must be a table [sound.{key}]")
            return None
        given = table.inside(key, value).read(self.fields)
        return {moment: given.get(str(moment), SIGNALS[moment]) for moment in SoundMoment}


class _OneSignal:
    """One row of the table. Missing keys keep their defaults."""

    fields: Mapping[str, Field] = {"bell": Whole(0, MOST_RINGS, "rings"), "say": OneOf(Words)}

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return table_schema(self.fields)

    def read(self, value: object, table: Table, key: str) -> Signal | None:
        """The signal."""
        if type(value) is not dict:
            table.wrong(key, f'must be written as {{ bell = 1, say = "brief" }}, got {shown_value(value)}')
            return None
        usual = SIGNALS[SoundMoment(key)]
        given = table.inside(key, value).read(self.fields)
        return Signal(given.get("bell", usual.bell), given.get("say", usual.say))


class VoiceCommand:
    """A runner's own voice: a program and its arguments, never a shell command line."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "array", "maxItems": MOST_ARGUMENTS, "items": {"type": "string", "pattern": "^[^\\u0000]+$"}}

    def read(self, value: object, table: Table, key: str) -> tuple[str, ...] | None:
        """The program with its arguments; empty for none."""
        words = list_of(value, table, key, MOST_ARGUMENTS)
        if words is None:
            return None
        for index, word in enumerate(words):
            if type(word) is not str or not word or "\0" in word:
                table.wrong(key, f"must be text in quotes, got {shown_value(word)}", index)
                return None
        return tuple(words)


def table_values(signals: Mapping[SoundMoment, Signal]) -> dict[str, dict[str, object]]:
    """The rows that differ from the defaults, as the file holds them."""
    return {
        str(moment): {"bell": signal.bell, "say": str(signal.say)}
        for moment, signal in signals.items()
        if signal != SIGNALS[moment]
    }
