"""``coach host ban``, ``unban``, ``drain``, ``authority`` and ``host-key``: who is answered, and which keys count."""

import os
import signal
import sys
import time
from argparse import Namespace

from coach.cli.base.errors import RefusedError
from coach.cli.box.hosting import as_refusals
from coach.host.base.paths import host_folder, make_private
from coach.system.exit_codes import DONE, USAGE

LOOK_S = 0.5
NEEDS = "keys of the host are made with asyncssh: pip install 'hip-coach[host]'. OpenSSH's own: ssh-keygen -A"


@as_refusals
def ban(args: Namespace) -> int:
    """Ban an address or network; without one, print every ban."""
    from coach.host.accounts.bans import Bans

    bans = Bans(host_folder().bans)
    if args.address is None:
        print("\n".join(bans.all()) or "Nobody is banned.")
        return DONE
    new = bans.add(args.address)
    print(f"{args.address} is {'not answered any more, within a second' if new else 'banned already'}.")
    return DONE


@as_refusals
def unban(args: Namespace) -> int:
    """Lift a ban."""
    from coach.host.accounts.bans import Bans

    if not Bans(host_folder().bans).remove(args.address):
        raise RefusedError(f"{args.address} is not banned. All bans: coach host ban")
    print(f"{args.address} is answered again.")
    return DONE


@as_refusals
def drain(args: Namespace) -> int:
    """Have the server let nobody new in and end with its last session; wait for that, at most ``args.wait`` seconds."""
    from coach.host.admin.status import roster
    from coach.host.base.errors import BoxError

    here = host_folder()
    kept = roster(here)
    os.kill(kept["pid"], signal.SIGUSR2)
    count = len(kept["visits"])
    print(f"Nobody new comes in. {count} here: whoever is training finishes their session, all others leave now.")
    sys.stdout.flush()
    until = time.monotonic() + args.wait
    while time.monotonic() < until:
        time.sleep(LOOK_S)
        try:
            if roster(here)["pid"] != kept["pid"]:
                break
        except BoxError:
            break
    else:
        raise RefusedError(f"still training after {args.wait} s: coach host status shows who. It goes on draining.")
    print("The server has ended. To open it again: systemctl start coach-host, or coach host serve")
    return DONE


@as_refusals
def add_authority(args: Namespace) -> int:
    """Trust an authority: the certificates that its key signs open the profile they name."""
    from coach.host.accounts.authorities import Authorities
    from coach.host.accounts.authorized_keys import read_key_file

    key = read_key_file(args.file)
    new = Authorities(host_folder().authorities).add(key)
    print(f"{key.fingerprint} {'is an authority now' if new else 'is an authority already'}.")
    print("A certificate opens the profile that it names: ssh-keygen -s AUTHORITY -I anna -n anna -V +90d anna.pub")
    return DONE


@as_refusals
def remove_authority(args: Namespace) -> int:
    """Stop trusting an authority."""
    from coach.host.accounts.authorities import Authorities

    Authorities(host_folder().authorities).remove(args.fingerprint)
    print(f"{args.fingerprint} is no longer trusted: whoever came in by it is logged out within seconds.")
    return DONE


@as_refusals
def list_authorities(args: Namespace) -> int:
    """Print every authority."""
    from coach.host.accounts.authorities import Authorities

    for key in Authorities(host_folder().authorities).all():
        print(f"{key.fingerprint}  {key.kind}  {key.comment}".rstrip())
    return DONE


@as_refusals
def revoke_certificates(args: Namespace) -> int:
    """Revoke single certificates, or undo that; without any named, print all revocations."""
    from coach.host.accounts.revocations import Revocations, of_id, of_serials

    known, meant = Revocations(host_folder().revoked), [of_id(each) for each in args.id]
    meant += [of_serials(each) for each in args.serial]
    if not meant:
        if args.undo:
            raise RefusedError("which are to open again? --id ID or --serial N with --undo.", USAGE)
        print("".join(f"{each.line}\n" for each in known.all()), end="")
        return DONE
    for each in meant:
        if not args.undo:
            new = known.add(each)
            out = "whoever is in with one is logged out within seconds" if new else "that was so before"
            print(f"{each.line}: such a certificate no longer opens anything; {out}.")
        elif known.remove(each):
            print(f"{each.line}: such a certificate opens again.")
        else:
            raise RefusedError(f"{each.line} is not taken back. All that are: coach host authority revoke")
    return DONE


@as_refusals
def next_host_key(args: Namespace) -> int:
    """Make the next host key, which the server announces from its next start on."""
    here = host_folder()
    make_private(here.folder)
    try:
        from coach.host.server.host_keys import announce_next
    except ImportError as error:
        raise RefusedError(NEEDS) from error
    print(f"The next key is {announce_next(here)}. From the next start on, clients are told of it, too.")
    print("When everybody has been here once, some weeks on: coach host host-key rotate")
    return DONE


@as_refusals
def rotate_host_key(args: Namespace) -> int:
    """Make the next host key the present one."""
    try:
        from coach.host.server.host_keys import rotate
    except ImportError as error:
        raise RefusedError(NEEDS) from error
    key = rotate(host_folder())
    print(f"From the next start on, this host's key is {key}. The one before is kept as host_key.before.")
    return DONE
