"""Behind the fences no call reaches another coach of the same account, and none makes a process or listens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.host.guests.seccomp import can_filter

_BEHIND = """\
import ctypes, errno, fcntl, os, resource, signal, socket, sys, threading
from pathlib import Path
from coach.host.guests import seccomp
from coach.host.guests.sandbox import enter_sandbox
other = int(sys.argv[1])
if sys.argv[3] == "seccomp alone":
    seccomp.filter_calls()
else:
    enter_sandbox(Path(sys.argv[2]))
libc = ctypes.CDLL(None, use_errno=True)
def called(number, *arguments):
    ctypes.set_errno(0)
    libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments))
    return errno.errorcode.get(ctypes.get_errno(), "done")
def tried(what):
    try:
        what()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "done"
print("prlimit", tried(lambda: resource.prlimit(other, resource.RLIMIT_NOFILE, (1, 1))))
print("read limit", tried(lambda: resource.prlimit(other, resource.RLIMIT_NOFILE)))
print("setpriority", tried(lambda: os.setpriority(os.PRIO_PROCESS, other, 19)))
print("affinity", tried(lambda: os.sched_setaffinity(other, {0})))
print("fork", tried(os.fork))
print("clone3", called(435, 0, 0))
print("clone", called(56, signal.SIGCHLD, 0, 0, 0, 0))
print("vfork", called(58))
pair = socket.socketpair()
print("listen", tried(lambda: pair[0].listen()))
print("socket", tried(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)))
print("unshare", called(272, 0x10000000))
print("kill", tried(lambda: os.kill(other, 0)), tried(lambda: os.kill(-1, 0)))
theirs, own = Path(sys.argv[4]), os.open(Path(sys.argv[2]) / "mine", os.O_RDWR | os.O_CREAT)
print("chmod", tried(lambda: theirs.chmod(0)))
print("chown", tried(lambda: os.chown(theirs, os.getuid(), -1)))
print("utime", tried(lambda: os.utime(theirs, (1, 1))))
print("attribute", tried(lambda: os.setxattr(theirs, "user.x", b"x")))
print("fchmodat2", called(452, -100, ctypes.addressof(ctypes.create_string_buffer(os.fsencode(theirs))), 0, 0))
print("symlink", tried(lambda: os.symlink(theirs, theirs.parent / "room" / "way")))
print("fifo", tried(lambda: os.mkfifo(theirs.parent / "room" / "fifo")))
print("unix socket", tried(lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)))
print("datagrams", tried(lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)))
print("raw", tried(lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_RAW)))
print("shared memory", called(29, 0, 4096, 0o1600))
print("memfd", tried(lambda: os.memfd_create("x")))
print("queue", called(240, 0, 0, 0, 0))
print("owner", tried(lambda: fcntl.fcntl(own, fcntl.F_SETOWN, other)))
print("its signal", called(72, own, (1 << 32) + 10, signal.SIGKILL))
print("owner by ioctl", tried(lambda: fcntl.ioctl(pair[0], 0x8901, other.to_bytes(4, sys.byteorder))))
print("typing", tried(lambda: fcntl.ioctl(0, 0x5412, b"x")))
print("handle", called(304, -100, 0, 0))
print("exec", tried(lambda: os.execv("/bin/true", ["true"])))
signal.signal(signal.SIGUSR1, lambda *_: None)
print("own limits", tried(lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0))))
print("own signal", tried(lambda: os.kill(os.getpid(), signal.SIGUSR1)))
ran = []
thread = threading.Thread(target=lambda: ran.append("done"))
thread.start()
thread.join()
print("thread", *ran)
print("pipe", tried(os.pipe))
print("own mode", tried(lambda: os.fchmod(own, 0o600)))
print("own times", tried(lambda: os.utime(own)))
print("pair", tried(socket.socketpair))
"""
_REFUSED = (
    *("prlimit", "read limit", "setpriority", "affinity", "fork", "clone", "listen", "socket", "unshare", "exec"),
    *("chmod", "chown", "utime", "attribute", "fchmodat2", "symlink", "fifo", "unix socket", "datagrams", "raw"),
    *("shared memory", "memfd", "queue", "owner", "its signal", "owner by ioctl", "typing", "handle"),
)
_GOES = ("own limits", "own signal", "thread", "pipe", "own mode", "own times", "pair")


@pytest.mark.skipif(not can_filter(), reason="libseccomp2 or pyseccomp is not installed")
@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers of its calls are this machine's")
@pytest.mark.parametrize("fences", ["seccomp alone", "all of them"])
def test_nothing_reaches_another_coach_and_what_a_coach_needs_goes(tmp_path: Path, fences: str) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        theirs = tmp_path / "theirs"
        theirs.touch(mode=0o600)
        words = [sys.executable, "-c", _BEHIND, str(other.pid), str(_room(tmp_path)), fences, str(theirs)]
        done = subprocess.run(
            words, capture_output=True, text=True, timeout=180, check=True, cwd=Path(__file__).parents[3]
        )
        other.communicate(b"\n")
    said = dict(line.rsplit(" ", 1) for line in done.stdout.splitlines() if not line.startswith("kill"))
    assert {name: said[name] for name in _REFUSED if name != "exec" or fences == "seccomp alone"} == dict.fromkeys(
        (name for name in _REFUSED if name != "exec" or fences == "seccomp alone"), "EPERM"
    )
    assert "kill EPERM EPERM" in done.stdout
    assert said["clone3"] == "ENOSYS"
    assert {said[name] for name in _GOES} == {"done"}
    assert theirs.stat().st_mode & 0o777 == 0o600


def _room(folder: Path) -> Path:
    room = folder / "room"
    room.mkdir()
    return room
