"""A desk that makes no sound: what would be heard is written down."""

from dataclasses import dataclass, field

from coach.cues.cue import Sound
from coach.cues.engines import Engine
from coach.cues.sound_desk import Desk, Outfit

NOBODY = ("/nowhere/fake-voice",)


@dataclass
class Heard:
    """What a voice would say and a bell would ring, and whether the screen is held awake."""

    said: list[str] = field(default_factory=list)
    rung: int = 0
    hushed: int = 0
    awake: list[str] = field(default_factory=list)
    trouble: str | None = None
    is_given_up: bool = False

    def give(self, sound: Sound) -> None:
        if sound.text:
            self.said.append(sound.text)

    def hush(self) -> None:
        self.hushed += 1

    def close(self) -> None:
        self.said.append("(closed)")

    def ring(self) -> None:
        self.rung += 1

    def hold(self) -> None:
        self.awake.append("hold")

    def release(self) -> None:
        self.awake.append("release")


def listening(*, speaker: str | None = "fake-voice", bell: bool = True, is_remote: bool = False) -> tuple[Desk, Heard]:
    """A desk, and what is heard from it."""
    heard = Heard()
    engines = (Engine(speaker, NOBODY),) if speaker else ()
    desk = Desk(Outfit(heard.ring if bell else None, lambda _own: engines, is_remote=is_remote))
    desk._voice = heard  # type: ignore[assignment]
    desk._awake = heard  # type: ignore[assignment]
    return desk, heard
