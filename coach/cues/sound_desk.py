"""Provides a front end with its sound: bell, voice and a screen that stays awake, as the settings ask for.

What the machine offers is passed in as an ``Outfit``; without one there is silence, as in tests and pictures.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from msgspec import Struct

from coach.cues.awake import Awake, find_holder
from coach.cues.bell import Bell
from coach.cues.conductor import Conductor
from coach.cues.cue import Cue, Sound
from coach.cues.engines import Engine, find_engines
from coach.cues.terminal_place import is_remote
from coach.cues.voice import Voice
from coach.library.formats.settings import sound_settings
from coach.library.formats.settings.settings_file import Settings


def _no_engines(_own: Sequence[str]) -> tuple[Engine, ...]:
    return ()


class Outfit(Struct, frozen=True):
    """What there is to make sound with: the bell, the speech programs (given the runner's own command).

    ``holder``: the command that keeps the screen awake. ``is_remote``: the runner sits at another machine, where this
    machine's voice is not heard.
    """

    ring: Callable[[], None] | None = None
    engines: Callable[[Sequence[str]], tuple[Engine, ...]] = _no_engines
    holder: tuple[str, ...] = ()
    is_remote: bool = False


def outfit_here(ring: Callable[[], None] | None, environ: Mapping[str, str] = os.environ) -> Outfit:
    """What this machine offers. ``ring`` rings the runner's terminal, None: there is none."""
    return Outfit(ring, find_engines, find_holder(environ), is_remote(environ))


def terminal_bell() -> Callable[[], None] | None:
    """A function that rings the terminal on standard error; None: standard error is no terminal."""
    stream = sys.stderr

    def ring() -> None:
        stream.write("\a")
        stream.flush()

    with suppress(AttributeError, ValueError):
        if stream.isatty():
            return ring
    return None


class Desk:
    """The sound of one coach, for all its sessions. ``speaks`` False: no voice, because another one may read along."""

    def __init__(self, outfit: Outfit, *, speaks: bool = True) -> None:
        self._outfit = outfit
        self._speaks = speaks and not outfit.is_remote
        self._bell: Cue = Bell(outfit.ring) if outfit.ring else Silence()
        self._voice: Voice | None = None
        self._own: tuple[str, ...] = ()
        self._awake = Awake(outfit.holder)

    @property
    def is_remote(self) -> bool:
        """Whether the runner sits at another machine."""
        return self._outfit.is_remote

    @property
    def rings(self) -> bool:
        """Whether there is a bell."""
        return self._outfit.ring is not None

    @property
    def has_voice(self) -> bool:
        """Whether a voice was ever started."""
        return self._voice is not None

    @property
    def trouble(self) -> str | None:
        """What went wrong with the voice last; None: nothing."""
        return self._voice.trouble if self._voice else None

    def speaker(self, settings: Settings) -> str | None:
        """The program that would speak; None: there is none."""
        engines = self._outfit.engines(settings.command) if self._speaks else ()
        return engines[0].name if engines else None

    def can_sound(self, settings: Settings) -> bool:
        """Whether there is anything that could be heard."""
        return self.rings or self.speaker(settings) is not None

    def sounds(self, settings: Settings) -> bool:
        """Whether a session would be heard at all."""
        return (settings.bell and self.rings) or (self._is_on(settings) and self.speaker(settings) is not None)

    def attend(
        self, settings: Settings, *, speed: float = 1.0, reads: Callable[[str], None] | None = None
    ) -> Conductor:
        """Begin to serve a session; returns its conductor. The screen stays awake until ``leave``.

        ``reads``: called with every word, whether or not it sounds.
        """
        self._awake.hold()
        bell = self._bell if settings.bell else Silence()
        voice = self._voice_of(settings) if self._is_on(settings) else Silence()
        return Conductor((bell, voice), settings, speed=speed, reads=reads)

    def leave(self) -> None:
        """End of the session. The last words are still spoken to their end."""
        self._awake.release()

    def ring(self, rings: int = 1) -> None:
        """Ring the bell, whatever the settings."""
        self._bell.give(Sound(rings))

    def speak(self, text: str, settings: Settings) -> None:
        """Speak a text, whatever the settings."""
        self._voice_of(settings).give(Sound(text=text))

    def close(self) -> None:
        """Stop everything and free all resources."""
        self._awake.release()
        self._bell.close()
        if self._voice:
            self._voice.close()

    def _is_on(self, settings: Settings) -> bool:
        return self._speaks and settings.voice is sound_settings.VoiceChoice.ON

    def _voice_of(self, settings: Settings) -> Cue:
        """The voice, created once; created again if it has given up or the runner's own command has changed."""
        if not self._speaks:
            return Silence()
        if self._voice is None or self._own != settings.command or self._voice.is_given_up:
            if self._voice:
                self._voice.close()
            self._own = settings.command
            self._voice = Voice(self._outfit.engines(settings.command))
        return self._voice


class Silence:
    """A cue that does nothing. Implements ``Cue``."""

    def give(self, sound: Sound) -> None:
        """Do nothing."""

    def hush(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""
