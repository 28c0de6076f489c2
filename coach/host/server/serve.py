"""``coach host serve``: start the warm process first, while there are no threads, then the server."""

import asyncio
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path

from coach.host.base.errors import BoxError
from coach.host.base.paths import BoxFolder, make_private
from coach.host.guests import seccomp
from coach.host.guests.entry import Main
from coach.host.guests.landlock import version
from coach.host.guests.sandbox import Account, account
from coach.host.server.journal import Journal
from coach.host.server.options import Opening
from coach.host.workers.children import Children
from coach.host.workers.forker import hatch
from coach.host.workers.orphans import end_orphans, inherit_orphans

NEEDS = "the server needs asyncssh: pip install 'hip-coach[host]'. Without it, OpenSSH does: docs/hosting.md"

NO_SECCOMP = "no seccomp here: apt install libseccomp2 and pip install 'hip-coach[host]'; the other fences stand."


def serve(place: BoxFolder, opening: Opening, main: Main, *, log: Path | None, guests: str | None) -> int:
    """Run the server until it is stopped; return the exit code. Raises BoxError.

    ``log``: its log file; None: standard error. ``guests``: the account for the coaches; None: the server's own.
    """
    other = account(guests) if guests is not None else None
    if other is not None and os.geteuid() != 0:
        raise BoxError("only root can run the coaches under another account. Leave --account out.")
    make_private(place.folder)
    with place.as_the_only_server():
        return _serve(place, opening, main, Journal(log), other)


def _serve(place: BoxFolder, opening: Opening, main: Main, journal: Journal, other: Account | None) -> int:
    _allow_many_descriptors()
    inherit_orphans()
    forker, pid = hatch(main, other)
    try:
        from coach.host.server.server import Server
    except ImportError as error:
        forker.close()
        os.waitpid(pid, 0)
        raise BoxError(NEEDS) from error
    if os.geteuid() == 0 and other is None:
        print("coach: started as root: --account NAME runs the guests' coaches with fewer rights.", file=sys.stderr)
    if not version():
        print(
            "coach: no Landlock here, by the kernel or a filter of system calls; the other fences stand.",
            file=sys.stderr,
        )

    if not seccomp.can_filter():
        print(f"coach: {NO_SECCOMP}", file=sys.stderr)

    async def run() -> int:
        children = Children(forker)
        children.listen()
        await children.warm()
        return await Server(place, opening, children, journal).run(_announce)

    try:
        return asyncio.run(run())
    finally:
        forker.close()
        os.waitpid(pid, 0)
        end_orphans()


def _announce(address: str, port: int, fingerprint: str) -> None:
    print(f"coach: listening on {address} port {port}; the host's key is {fingerprint}", flush=True)


def _allow_many_descriptors() -> None:
    """Raise the limit of open files as far as allowed, up to 16,384: the server needs six per visit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 16_384 if hard == resource.RLIM_INFINITY else min(16_384, hard)
    if soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
