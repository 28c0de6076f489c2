"""Reminders: print what to install for one (``coach remind``), and show the notice itself (``coach next --notify``).

Nothing is installed here, and nothing runs in the background.
"""

import os
import shlex
import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from coach.cli.base.errors import RefusedError
from coach.library.toml.sanitize import clean
from coach.system.exit_codes import BROKEN, DONE
from coach.system.terminal_kind import notification

TITLE = "Coach"
_NOTIFY_WAIT_S = 10

_SYSTEMD = """\
# ~/.config/systemd/user/coach.service
[Unit]
Description=What is due today

[Service]
Type=oneshot
ExecStart={command}
# 3: rest today, and that is as planned
SuccessExitStatus=3

# ~/.config/systemd/user/coach.timer
[Unit]
Description=What is due today, at {at}

[Timer]
OnCalendar=*-*-* {at}:00
Persistent=true

[Install]
WantedBy=timers.target

# Then: systemctl --user daemon-reload && systemctl --user enable --now coach.timer
# To end it: systemctl --user disable --now coach.timer"""

_CRON = """\
# Add with: crontab -e   (a desktop's notices need its session bus)
{minutes} {hours} * * * DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/{uid}/bus {command}"""


def remind(args: Namespace) -> int:
    """Print the systemd units or the crontab line to install, with this coach's own path."""
    command = _command(args.profile)
    if args.kind == "systemd":
        print(_SYSTEMD.format(command=command.replace("%", "%%"), at=args.at))
        return DONE
    hours, _, minutes = args.at.partition(":")
    uid = os.getuid() if hasattr(os, "getuid") else 1000
    print(_CRON.format(command=command.replace("%", "\\%"), hours=int(hours), minutes=int(minutes), uid=uid))
    return DONE


def _command(profile: str | None) -> str:
    """Return the command line of ``next --notify``, with an absolute path so that it works without a PATH."""
    own = shutil.which(sys.argv[0]) or shutil.which("coach")
    words = [str(Path(own).absolute())] if own else [sys.executable, "-m", "coach"]
    if profile is not None:
        words += ["--profile", profile]
    return shlex.join([*words, "next", "--notify"])


# --- the notice -------------------------------------------------------------------------------------------------------


def notify(text: str) -> None:
    """Show a notice by the terminal, if it is known to support them, else by the desktop. Raises RefusedError."""
    sequence = sequence_for(os.environ, text) if sys.stdout.isatty() else None
    if sequence is not None:
        sys.stdout.write(sequence)
        sys.stdout.flush()
        return
    program = shutil.which("notify-send")
    if program is None:
        raise RefusedError(
            "no notice could be shown: this terminal is not known to have them, and there is no notify-send here "
            "(Debian: libnotify-bin)"
        )
    try:
        done = subprocess.run(
            [program, "--app-name", TITLE, TITLE, clean(text)], timeout=_NOTIFY_WAIT_S, check=False, capture_output=True
        )
    except (OSError, subprocess.TimeoutExpired):
        raise RefusedError("no notice could be shown: notify-send does not answer", BROKEN) from None
    if done.returncode:
        raise RefusedError("no notice could be shown: notify-send found no desktop to show it on", BROKEN)


def sequence_for(environ: Mapping[str, str], text: str) -> str | None:
    """Return the terminal's control sequence for a notice; None: this terminal is not known to have one."""
    return notification(environ, TITLE, clean(text))
