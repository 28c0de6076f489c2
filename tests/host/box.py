"""A shared box for tests: keys made on the spot, a server of ours or a real sshd on a free port, the real client.

Everything is on 127.0.0.1, waits with a limit, and ends what it started. Left out: what is expected (the tests).
"""

import json
import os
import pwd
import re
import select
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import psutil
from e2e.terminal import COACH, Terminal, be_no_beginner, environment

from coach.cli import main
from coach.host.accounts.holder import TOLD

PATIENCE_S = 180.0
"""Ends a hang, and nothing else: no test may depend on how fast the machine is."""
UNHURRIED = ("--login-time", "600", "--saving-time", "600")
"""The server's own limits, where they are not what is tested."""
SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
SSH = shutil.which("ssh")
KEYGEN = shutil.which("ssh-keygen")
_LISTENS = re.compile(r"listening on (\S+) port (\d+)")


class Box:
    """A box with a home of its own and somebody's keys. ``program``: what is its server. Use with ``with``."""

    def __init__(self, home: Path, program: Sequence[str] = COACH) -> None:
        self.home = home
        self._program = program
        self.port = 0
        self.user = "anybody"
        self._process: subprocess.Popen[str] | None = None
        home.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> "Box":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # --- the host's side ----------------------------------------------------------------------------------------------

    @property
    def data(self) -> Path:
        """Where the coach keeps its things on this box."""
        return self.home / "data" / "coach"

    def host(self, *words: str, code: int = 0, errors: bool = False) -> str:
        """``coach host …`` on the box, to its end; what it printed, with ``errors`` or another code on stderr, too.

        In this process, where that makes no difference: starting one takes longer than all that such a command does.
        """
        if words[0] in ("serve", "backup"):
            return self.coach("host", *words, code=code, errors=errors)
        out, err = StringIO(), StringIO()
        with patch.dict(os.environ, environment(self.home), clear=True), redirect_stdout(out), redirect_stderr(err):
            ended = main(["host", *words])
        assert ended == code, out.getvalue() + err.getvalue()
        return out.getvalue() + (err.getvalue() if code or errors else "")

    def coach(self, *words: str, code: int = 0, errors: bool = False) -> str:
        """``coach …`` on the box, in a process of its own, to its end; what it printed, as ``host``."""
        done = subprocess.run(
            [*COACH, *words],
            env=environment(self.home),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + (done.stderr if code or errors else "")

    def key(self, name: str) -> Path:
        """A private key of this name, made when it is missing."""
        path = self.home / f"{name}-key"
        if not path.exists():
            make_key(path)
        return path

    def let_in(self, profile: str, key: str | None = None) -> str:
        """A key for a profile that is not new to the coach or the box, and gets ready fast; the line for OpenSSH."""
        room = self.data / "profiles" / profile
        be_no_beginner(room / "coach.db")
        (room / TOLD).touch(mode=0o600)
        settings = room / "config" / "coach" / "settings.toml"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text('[session]\nget_ready = 1\nexplain = false\n\n[sound]\nvoice = "off"\n')
        return self.host(
            "key", "add", profile, f"{self.key(key or profile)}.pub", "--another-key", "--command", str(self.wrapper)
        )

    @property
    def wrapper(self) -> Path:
        """A command that is the coach of this box, in whatever environment it is run."""
        path = self.home / "coach-of-this-box"
        if not path.exists():
            variables = " ".join(f"'{name}={value}'" for name, value in environment(self.home).items())
            path.write_text(f'#!/bin/sh\nexec env {variables} TERM="$TERM" {" ".join(COACH)} "$@"\n')
            path.chmod(0o755)
        return path

    def serve(self, *options: str) -> None:
        """Open a server of ours, and wait until it listens."""
        self._process = subprocess.Popen(
            [*self._program, "host", "serve", "--port", "0", "--log", str(self.log), *UNHURRIED, *options],
            env=environment(self.home),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=(self.home / "stderr").open("w"),
            text=True,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        says = select.poll()  # not select(), which takes no number above 1,023
        says.register(self._process.stdout, select.POLLIN)
        line = self._process.stdout.readline() if says.poll(1000 * PATIENCE_S) else ""
        match = _LISTENS.search(line)
        assert match, f"{line!r} {(self.home / 'stderr').read_text()}"
        self.port = int(match[2])

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self._process is not None
        return self._process.pid

    def send(self, number: signal.Signals) -> None:
        """Send the server a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.home / "log.jsonl"

    def events(self, name: str) -> list[dict[str, object]]:
        """What the log has of this event."""
        lines = [json.loads(line) for line in self.log.read_text().splitlines()]
        return [line for line in lines if line["event"] == name]

    def processes(self) -> list[psutil.Process]:
        """Everything that runs below the server."""
        return psutil.Process(self.pid).children(recursive=True)

    def coaches(self) -> list[psutil.Process]:
        """The guests' coaches: what the warm process has forked."""
        return [child for warm in psutil.Process(self.pid).children() for child in warm.children()]

    def stop(self, number: signal.Signals = signal.SIGTERM, within: float = PATIENCE_S) -> int | None:
        """End what listens; its exit code."""
        if self._process is None:
            return None
        process, self._process = self._process, None
        if process.poll() is None:
            below = psutil.Process(process.pid).children(recursive=True)
            process.send_signal(number)
            try:
                process.wait(within)
            finally:
                for each in (*below, psutil.Process(process.pid)) if process.poll() is None else below:
                    if each.is_running():
                        each.kill()
        if process.stdout is not None:
            process.stdout.close()
        return process.wait(PATIENCE_S)

    def sshd(self, lines: Sequence[str], settings: Sequence[str] = ()) -> None:
        """Start the system's own OpenSSH server with these authorized keys."""
        assert SSHD is not None
        self.user = whoami()
        authorized, key, config = self.home / "authorized_keys", self.key("sshd"), self.home / "sshd_config"
        authorized.write_text("".join(lines))
        authorized.chmod(0o600)
        self.port = free_port()
        given = {
            "Port": self.port,
            "ListenAddress": "127.0.0.1",
            "HostKey": key,
            "PidFile": "none",
            "AuthorizedKeysFile": authorized,
            "StrictModes": "no",
            "UsePAM": "no",
            "PasswordAuthentication": "no",
            "KbdInteractiveAuthentication": "no",
            "PermitRootLogin": "forced-commands-only",
        }
        config.write_text("".join(f"{name} {value}\n" for name, value in given.items()) + "\n".join(settings) + "\n")
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where sshd locks itself in; Debian's service makes it
        self._process = subprocess.Popen(
            [SSHD, "-D", "-e", "-f", str(config)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=(self.home / "stderr").open("w"),
            text=True,
            start_new_session=True,
        )
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self._process.poll() is None, (self.home / "stderr").read_text()
            time.sleep(0.02)
        raise AssertionError("sshd does not listen")

    # --- the guest's side ---------------------------------------------------------------------------------------------

    def client(self, who: str, *options: str, user: str | None = None) -> list[str]:
        """The command line of the real client, as somebody with their key."""
        assert SSH is not None
        fixed = ("StrictHostKeyChecking=no", f"UserKnownHostsFile={self.home / 'known'}", "LogLevel=ERROR")
        fixed += ("IdentitiesOnly=yes", "PreferredAuthentications=publickey", f"ConnectTimeout={PATIENCE_S:.0f}")
        settings = [word for option in fixed for word in ("-o", option)]
        where = ["-p", str(self.port), "-i", str(self.key(who)), f"{user or self.user}@127.0.0.1"]
        return [SSH, "-F", "none", *settings, *options, *where]

    def ssh(self, who: str, *words: str, options: Sequence[str] = (), input: str = "", user: str | None = None):
        """What a command over SSH gives: a completed process."""
        return subprocess.run(
            [*self.client(who, *options, user=user), *words],
            input=input,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )

    def log_in(
        self,
        who: str,
        *words: str,
        size: tuple[int, int] = (80, 24),
        options: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
    ) -> Terminal:
        """Somebody at their own terminal, through the real client. Use with ``with``."""
        place = self.home / "away"
        place.mkdir(exist_ok=True)
        return Terminal([*self.client(who, "-tt", *options), *words], place, size=size, env=env)


def whoami() -> str:
    """The account that runs the tests."""
    return pwd.getpwuid(os.geteuid()).pw_name


def make_key(path: Path, kind: str = "ed25519") -> None:
    """A key pair without a passphrase."""
    assert KEYGEN is not None
    subprocess.run(
        [KEYGEN, "-q", "-t", kind, "-N", "", "-C", path.name, "-f", str(path)], check=True, timeout=PATIENCE_S
    )


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(is_so, what: str, within: float = PATIENCE_S) -> None:
    """Wait until it is so. Raises AssertionError."""
    until = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < until, f"waited for {what}"
        time.sleep(0.02)
