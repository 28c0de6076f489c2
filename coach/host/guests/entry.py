"""Serve one guest, whichever way they logged in: enter their folder, put up the sandbox, run the coach or a verb.

Runs in a process of the guest's own, before it has threads. Left out: how the guest came here (``login``, ``forker``).
"""

import gc
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from coach.host.accounts.groups import Groups
from coach.host.base.errors import BoxError
from coach.host.base.memory import give_back
from coach.host.base.paths import host_folder
from coach.host.guests import verbs
from coach.host.guests.own_data import is_told, leave_for_good
from coach.host.guests.presence import Presence
from coach.host.guests.quota import BYTES, is_over, refuse_far_too_much, refuse_more, too_much, used
from coach.host.guests.room import INCOMING, Occupied, enter, environment, make_room
from coach.host.guests.sandbox import Account, drop_to, enter_sandbox, give_room
from coach.host.guests.verbs import PLAIN, THE_APP, Verb
from coach.library.disk.layers import GROUP_VARIABLE
from coach.services.notices import ON_A_BOX
from coach.store import shared_pages
from coach.store.paths import TEAM_VARIABLE
from coach.store.protocol import UnreadError
from coach.system.exit_codes import BROKEN

if TYPE_CHECKING:
    from coach.services.workout import Workout

Main = Callable[[Sequence[str]], int]
"""The command line's entry point: takes its arguments, returns an exit code."""

BROKE = "something went wrong that should not. What you did up to here is kept: log in again to go on."
NO_GROUP = "your group cannot be read, so the coach stays shut. Tell whoever looks after the box."
ANOTHER = "You are logged in elsewhere, too. Both work, and what you do in either lands in the same history."


class Guest(Struct, frozen=True):
    """Somebody who has logged in. ``sent``: their checked environment variables. ``notices``: shown first.

    ``account``: the account that the process switches to; None: it stays as it is. ``quota``: bytes.
    """

    profile: str
    verb: Verb
    sent: Mapping[str, str]
    notices: tuple[str, ...] = ()
    account: Account | None = None
    quota: int = BYTES


def receive(guest: Guest, main: Main, presence: Presence) -> int:
    """Run what the guest asked for; return the exit code. Every error becomes a sentence on standard error."""
    try:
        folder = make_room(guest.profile)
        runners, terms = _terms(guest)
        if guest.account is not None:
            give_room(folder, guest.account)
            drop_to(guest.account)
        enter(folder, environment(folder, guest.sent, terms=terms))
        taken = used(folder)
        refuse_far_too_much(taken, guest.quota)
        occupied = Occupied(folder)
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        enter_sandbox(folder, opened=_opened(runners, guest.profile))
        if not is_told(folder, shows_card=guest.verb in (THE_APP, PLAIN)):
            guest = replace(guest, notices=(*guest.notices, ON_A_BOX))
        if is_over(taken, guest.quota):
            guest = replace(guest, notices=(*guest.notices, too_much(taken, guest.quota)))
        if occupied.by_another:
            guest = replace(guest, notices=(*guest.notices, ANOTHER))
        if guest.verb.name in (verbs.DELETE.name, verbs.DELETE_OWN.name):
            return leave_for_good(folder, guest.profile, guest.verb.words[1:], alone=not occupied.by_another)
        return _serve(guest, folder, main, presence)
    except BoxError as refusal:
        _say(str(refusal))
    except Exception as error:  # the last resort: the traceback is for the host, not for the guest
        presence.crashed(error)
        _say(BROKE)
    return BROKEN


def _terms(guest: Guest) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return who shares with the guest, and the variables that tell the coach this and the guest's group.

    Call it before the sandbox goes up, which makes both unreadable. Raises BoxError when the group cannot be read.
    """
    try:
        group = Groups(host_folder().groups).of(guest.profile)
    except BoxError as refusal:
        raise BoxError(NO_GROUP) from refusal
    runners = _runners_for(guest.profile, guest.verb)
    return runners, {TEAM_VARIABLE: ",".join(runners), **({GROUP_VARIABLE: group} if group else {})}


def _serve(guest: Guest, folder: Path, main: Main, presence: Presence) -> int:
    if guest.verb is verbs.THE_APP:
        return _app(guest, presence)
    if guest.verb is verbs.PLAIN:
        return _plain(guest, presence)
    for notice in guest.notices:
        _say(notice)
    words = ["--profile", guest.profile, *guest.verb.words]
    if guest.verb in verbs.ADDING:
        return _add(folder, main, words, guest.quota)
    return main(words)


def _app(guest: Guest, presence: Presence) -> int:
    from coach.services.assembly import Wish, assemble
    from coach.services.closing import farewell
    from coach.tui.guest import run_guest

    if guest.sent.get("TERM") == "dumb":
        raise BoxError("this terminal (TERM=dumb) cannot show the screen. As lines it works: plain.")
    gc.set_threshold(*_OFTEN)
    gc.disable()  # until its first frame: everything allocated by then lives on
    coach = replace(assemble(Wish(profile=guest.profile, hosted=True, piecemeal=True)), notices=guest.notices)
    coach.training.sessions.watch = lambda workout: _begin(workout, presence)
    try:
        return run_guest(coach, presence.broke)
    finally:
        farewell(coach)


_OFTEN = (200, 5, 5)
"""The garbage collector's thresholds: garbage that is found sooner takes half a megabyte less, and no more time."""


def _begin(workout: "Workout", presence: Presence) -> None:
    """Report a session that begins; what reading the files took is given back, for it may last an hour."""
    give_back()
    presence.follow(workout)


def _plain(guest: Guest, presence: Presence) -> int:
    from coach.cues.sound_desk import Desk, Outfit, terminal_bell
    from coach.plain.home import run_home
    from coach.plain.talk import Console
    from coach.services.assembly import Wish, assemble
    from coach.services.closing import farewell

    coach = assemble(Wish(profile=guest.profile, hosted=True))
    coach.training.sessions.watch = presence.follow
    console = Console()
    for notice in guest.notices:
        console.say(notice)
    try:
        code = run_home(coach, console, Desk(Outfit(terminal_bell(), is_remote=True), speaks=False))
    except UnreadError as error:  # nobody is there to answer
        farewell(coach, tells_trouble=False)
        raise BoxError(str(error)) from error
    except BaseException:
        farewell(coach)
        raise
    farewell(coach)
    return code


def _add(folder: Path, main: Main, words: Sequence[str], quota: int) -> int:
    """Add a file or a pack from standard input. It is stored briefly under its own name, which messages will show."""
    from coach.library.formats.packs.pack_file import ENDING, MAX_PACK_BYTES

    data = _all_input(MAX_PACK_BYTES + 1)
    if not data.strip():
        raise BoxError("nothing came in. For example: ssh this-host add < my-care.toml")
    files = max(1, data.count(b"[[file]]"))
    # While it is being added, it exists twice; and each file takes at least one block of the disk.
    refuse_more(used(folder), len(data) + max(len(data), files * _BLOCK), quota, files)
    packed = _PACK.match(data)
    name = f"{packed[1].decode()}{ENDING}" if packed else f"{_id_in(data) or 'routine'}.toml"
    path = folder / INCOMING / name
    try:
        _put_down(path, data)
        return main([*words, str(path.relative_to(folder))])
    finally:
        with suppress(OSError):  # another file is just being added, or the folder cannot be written
            path.unlink(missing_ok=True)
            path.parent.rmdir()


_BLOCK = 4096
_PACK = re.compile(rb"""(?:\s|#[^\n]*\n|format[ \t]*=[ \t]*1)*pack[ \t]*=[ \t]*["']([a-z0-9-]{1,64})["']""")
"""Matches the beginning of a pack, and its id if that can be a file's name."""


def _put_down(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise BoxError(
            f"the routine could not be put down to be checked: {error.strerror}. Nothing was added."
        ) from error


def _all_input(most: int) -> bytes:
    """Read standard input, at most ``most`` bytes. Raises BoxError once it holds far too many values."""
    from coach.library.formats.packs.pack_file import MOST_IN_A_PACK
    from coach.library.toml.amount import holds_more

    data, looked = bytearray(), _LOOK
    while len(data) < most:
        part = os.read(0, min(65536, most - len(data)))
        if not part:
            break
        data += part
        if len(data) >= looked:  # check at each doubling: together no more work than two checks of the whole
            if holds_more(data.decode("latin-1"), MOST_IN_A_PACK):
                raise BoxError("it holds far more than a file or a pack of the coach does. Nothing was added.")
            looked = 2 * len(data)
    return bytes(data)


_LOOK = 65536


def _id_in(data: bytes) -> str | None:
    """Return the id that the file gives itself, if it can be a file's name."""
    from coach.library.toml.fields import is_slug

    match = re.search(rb'^[ \t]*id[ \t]*=[ \t]*["\']([a-z0-9-]{1,64})["\']', data, re.MULTILINE)
    identity = match[1].decode() if match else ""
    return identity if is_slug(identity) else None


def _say(sentence: str) -> None:
    print(f"coach: {sentence}", file=sys.stderr)


def _runners_for(helper: str, verb: Verb) -> tuple[str, ...]:
    """Return the runners who share with a guest; none for a verb that does not show shared pages."""
    return shared_pages.runners_by_folder(helper) if verb.name in (THE_APP.name, PLAIN.name, verbs.TEAM.name) else ()


def _opened(runners: Sequence[str], helper: str) -> Iterator[int]:
    """Yield a descriptor of each runner's shared folder for this helper, each closed before the next is opened."""
    for runner in runners:
        try:
            with shared_pages.opened_folder(runner, helper) as folder:
                yield folder
        except OSError:  # no longer shared
            continue
