"""The warm process: a coach hears that its guest is gone, however early that comes."""

import signal
import subprocess
import sys

import pytest

EARLY = """
import json, os, signal, socket, sys
from coach.host.workers import forker

ours, theirs = socket.socketpair()
warm = forker.Forker(theirs, lambda *_: 0, None)
forker._mind_no_signals()
goes_on, go_on = os.pipe()
signal.set_wakeup_fd, first = (lambda _: os.read(goes_on, 1)), signal.set_wakeup_fd  # the first thing that a coach does
warm._obey({"id": 1, "descriptors": 0, "terminal": False, "command": "next", "sent": {}, "profile": "anna"})
pid = json.loads(ours.recv(999))["pid"]
warm._obey({"pid": pid, "signal": int(sys.argv[1])})
os.write(go_on, b".")
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_coach_that_has_only_just_begun_hears_that_its_guest_is_gone(number: signal.Signals) -> None:
    said = subprocess.run([sys.executable, "-c", EARLY, str(int(number))], capture_output=True, text=True, check=False)
    assert said.stdout.strip() == str(-number), said.stderr
