"""Login by the box's own OpenSSH: its forced command, ``coach --profile NAME host login``, calls this module.

sshd has already checked the key and made the terminal, and forbids everything else (``restrict``).
"""

import fcntl
import os
import struct
import sys
import termios
from collections.abc import Mapping

from coach.host.accounts.keys import known_name
from coach.host.base.errors import BoxError
from coach.host.base.paths import host_folder
from coach.host.base.terminal import checked_environment
from coach.host.guests.entry import Guest, Main, receive
from coach.host.guests.patience import Patience, take_place
from coach.host.guests.presence import Presence
from coach.host.guests.verbs import understood
from coach.store.paths import profile_folder
from coach.system.exit_codes import BROKEN, USAGE
from coach.system.terminal_size import clamped

ASKED = "SSH_ORIGINAL_COMMAND"
"""The variable in which sshd passes the command that the client asked for."""


def serve_guest(profile: str, environ: Mapping[str, str], main: Main) -> int:
    """Serve a guest whom sshd let in; return the exit code."""
    try:
        known_name(profile)
        verb = understood(environ.get(ASKED), terminal=os.isatty(0) and os.isatty(1))
    except BoxError as refusal:
        print(f"coach: {refusal}", file=sys.stderr)
        return USAGE
    if os.isatty(0):
        _clamp_terminal()
    try:
        take_place(host_folder().doors, profile)
    except BoxError as refusal:
        print(f"coach: {refusal}", file=sys.stderr)
        return BROKEN
    presence = Presence(None)
    patience = Patience(presence, 0 if os.isatty(0) else None)
    patience.begin(profile_folder(profile))
    try:
        code = receive(Guest(profile, verb, checked_environment(environ)), main, presence)
    finally:
        patience.stop()
    if patience.said:
        print(f"coach: {patience.said}", file=sys.stderr)
    return code


def _clamp_terminal() -> None:
    """Limit the terminal's size to what the app can draw."""
    rows, columns, _, _ = struct.unpack("HHHH", fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8))
    size = clamped(columns, rows)
    if size != (columns, rows):
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
