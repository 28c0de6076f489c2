"""The session's commands and their keys: one registry for bindings, footer, palette and Help.

Which of them are legal now is asked of the domain model. Page up, page down, b and . are the keys of presentation
clickers; F5 to F8 work on keyboards of every script.
"""

from msgspec import Struct
from textual.binding import Binding

from coach.domain.session.commands import Do


class SessionKey(Struct, frozen=True):
    """One command: its keys, how the first is shown, its label in the footer, and a sentence for Help."""

    do: Do
    keys: str
    shown: str
    label: str
    help: str


SESSION_KEYS = (
    SessionKey(Do.DONE, "enter", "⏎", "Done", "Count a rep, end a max hold, or go on without waiting."),
    SessionKey(
        Do.PAUSE, "space,b,full_stop,f7", "Space", "Pause", "Stop the clock; again, count three and go on. F7, too."
    ),
    SessionKey(Do.SKIP, "n,right,pagedown", "n", "Next", "Leave this set or this wait. Both sides stay even."),
    SessionKey(Do.BACK, "p,left,pageup", "p", "Back", "Go back to the set before."),
    SessionKey(Do.REPEAT, "r", "r", "Again", "Start this set again."),
    SessionKey(Do.LONGER, "plus,equals_sign", "+", "+10 s", "Ten seconds more, on both sides."),
    SessionKey(Do.EASIER, "e,f6", "e", "Easier", "Do the rest of this exercise as its easier variant. F6, too."),
    SessionKey(Do.HURTS, "h,f5", "h", "It hurts", "Stop the clock at once, and say what hurts. F5, too."),
    SessionKey(Do.QUIT, "q,f8", "q", "Stop", "End the session here; one more key says why. F8, too."),
)


def session_bindings() -> list[Binding]:
    """The bindings of the session screen."""
    return [
        Binding(key.keys, f"command('{key.do}')", key.label, key_display=key.shown, tooltip=key.help)
        for key in SESSION_KEYS
    ]
