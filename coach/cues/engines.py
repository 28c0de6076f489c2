"""The speech programs of a system: which are installed, and how each is given its text.

A text is passed as one argument or on standard input, never through a shell. Left out: running them (``voice``).
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
        # With priority "text", a message replaces the one before it.
        ("spd-say", "--priority", "text", "--", TEXT_HERE),
        ("espeak-ng", "--", TEXT_HERE),
        ("espeak", "--", TEXT_HERE),
    ),
    "darwin": (("say", "-f", "-"),),
    "win32": (("powershell", "-NoProfile", "-NonInteractive", "-Command", _POWERSHELL),),
}
"""The speech commands of each system, in the order in which they are tried. Other systems use those of Linux."""
SILENCED_BY: Mapping[str, tuple[str, ...]] = {"spd-say": ("-C",)}
"""Arguments that stop the speech of a program whose server speaks on after the program has ended.

speech-dispatcher lets another client stop only all messages, not those of one client.
"""


class Engine(Struct, frozen=True):
    """A program that speaks: ``words`` are its command line, in which one may be the placeholder for the text.

    ``silencer``: the command to run, besides killing it, so that nothing is heard any more; empty: none is needed.
    """

    name: str
    words: tuple[str, ...]
    silencer: tuple[str, ...] = ()

    def command(self, text: str) -> tuple[list[str], bytes]:
        """The command line and the standard input for a text. A text is never mistaken for an option."""
        text = text.lstrip("- ")
        if TEXT_HERE in self.words:
            return [text if word == TEXT_HERE else word for word in self.words], b""
        return list(self.words), text.encode()


def find_engines(
    own: Sequence[str] = (), *, which: Which = shutil.which, platform: str = sys.platform
) -> tuple[Engine, ...]:
    """The speech programs installed here, in the order to try them: the runner's own command, or the system's."""
    known = [tuple(own)] if own else KNOWN.get(platform, KNOWN["linux"])
    found = []
    for program, *rest in known:
        path = which(program)
        if path is not None:
            silenced_by = SILENCED_BY.get(Path(program).name, ())
            found.append(Engine(program, (path, *rest), (path, *silenced_by) if silenced_by else ()))
    return tuple(found)
