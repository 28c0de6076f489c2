"""The voices that a system has: which programs can speak here, and how each is told what to say.

Text goes to a program as one argument or as its input, never through a shell. Left out: running them (``voice``).
"""

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from coach.cues.terminal_place import Which
from coach.library.formats.settings.sound_settings import TEXT_HERE

_POWERSHELL = (
    "Add-Type -AssemblyName System.Speech; "
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)
KNOWN: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "linux": (
        # Of priority "text", a message takes the place of the one before it.
        ("spd-say", "--priority", "text", "--", TEXT_HERE),
        ("espeak-ng", "--", TEXT_HERE),
        ("espeak", "--", TEXT_HERE),
    ),
    "darwin": (("say", "-f", "-"),),
    "win32": (("powershell", "-NoProfile", "-NonInteractive", "-Command", _POWERSHELL),),
}
"""The systems' own voices, in the order in which they are tried. Elsewhere those of Linux are looked for."""
SILENCED_BY: Mapping[str, tuple[str, ...]] = {"spd-say": ("-C",)}
"""Programs that hand a text to a server, which speaks on when they have ended: what to call them with to stop it.

speech-dispatcher can be told so by another client for all messages only, not for those of one.
"""


class Engine(Struct, frozen=True):
    """A program that speaks: ``words`` to run it, of which one may stand for the text.

    ``silencer``: what to run besides ending it, so that nothing is heard any more; empty: nothing.
    """

    name: str
    words: tuple[str, ...]
    silencer: tuple[str, ...] = ()

    def command(self, text: str) -> tuple[list[str], bytes]:
        """What to run, and what to give it as input. A text never looks like an option."""
        text = text.lstrip("- ")
        if TEXT_HERE in self.words:
            return [text if word == TEXT_HERE else word for word in self.words], b""
        return list(self.words), text.encode()


def find_engines(
    own: Sequence[str] = (), *, which: Which = shutil.which, platform: str = sys.platform
) -> tuple[Engine, ...]:
    """The voices there are here, the first to be tried first: the runner's own command, or the system's."""
    known = [tuple(own)] if own else KNOWN.get(platform, KNOWN["linux"])
    found = []
    for program, *rest in known:
        path = which(program)
        if path is not None:
            silenced_by = SILENCED_BY.get(Path(program).name, ())
            found.append(Engine(program, (path, *rest), (path, *silenced_by) if silenced_by else ()))
    return tuple(found)
