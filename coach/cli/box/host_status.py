"""``coach host status``: who is here at this moment, and which profiles need attention."""

import sys
from argparse import Namespace
from datetime import UTC, datetime
from typing import Any

from coach.cli.base.shapes import as_json
from coach.cli.box.hosting import as_refusals
from coach.domain.rules.light import Light
from coach.domain.shared_page import light_in_words, silence_in_words, silent_days
from coach.host.admin.people import Person, people
from coach.host.admin.status import closed, status, visits_at_openssh
from coach.host.base.errors import BoxError
from coach.host.base.paths import host_folder
from coach.host.guests.quota import is_over
from coach.system.exit_codes import BROKEN, DONE


@as_refusals
def host_status(args: Namespace) -> int:
    """Print who is here, and everybody who needs attention; return 1 when no server of ours is running."""
    now = datetime.now(UTC).astimezone()
    try:
        found, why = status(host_folder()), None
    except BoxError as refusal:
        found, why = closed(), str(refusal)
    everybody = people(now)
    at_openssh = visits_at_openssh(host_folder())
    if args.json:
        print(as_json({**found, "at_openssh": at_openssh, "people": [_shape(each, now) for each in everybody]}))
    else:
        if why is None:
            _say_visits(found)
        for each in at_openssh:
            print(f"{each['profile']}  by OpenSSH  since {each['since']}  process {each['pid']}")
        _say_people(everybody, now, found["quota"], all_of_them=args.all)
    if why is not None:
        print(f"coach: {why}", file=sys.stderr)
    return DONE if why is None else BROKEN


def _say_visits(found: dict[str, Any]) -> None:
    visits = found["visits"]
    print(f"Open on {found['address']} port {found['port']}, process {found['pid']}; {len(visits)} here.")
    for visit in visits:
        memory = "?" if visit["memory_mb"] is None else visit["memory_mb"]
        print(f"{visit['profile']}  {visit['verb']}  since {visit['since']}  {memory} MB  from {visit['address']}")


def _say_people(everybody: list[Person], now: datetime, quota: int, *, all_of_them: bool) -> None:
    looked_for = [each for each in everybody if _needs_a_look(each, now, quota)]
    if looked_for:
        print("Who needs a look:")
    for each in looked_for:
        print(f"  {_line(each, now, quota)}")
    others = [each for each in everybody if each not in looked_for]
    if all_of_them and others:
        print("All others:")
        for each in others:
            print(f"  {_line(each, now, quota)}")
    elif others:
        many = "1 profile needs" if len(others) == 1 else f"{len(others)} profiles need"
        print(f"{many} none: coach host status --all" if looked_for else f"{many} no look: coach host status --all")


def _needs_a_look(each: Person, now: datetime, quota: int) -> bool:
    page = each.page
    if is_over(each.used, quota):
        return True
    if page is None:
        return each.trouble is not None
    return page.locked or page.light is Light.RED or silent_days(page, now) is not None


def _line(each: Person, now: datetime, quota: int) -> str:
    """Return one person as text: ``anna: LOCKED, red, silent for 16 days (0.4 of 20 MB in 9 files)``."""
    room = each.used.in_words(quota)
    page = each.page
    if page is None:
        return f"{each.profile}: {each.trouble or 'nothing done yet'} ({room})"
    states = ["LOCKED"] if page.locked else []
    states += [light_in_words(page.light, page.provisional), silence_in_words(page, now)]
    return f"{each.profile}: {', '.join(filter(None, states))} ({room})"


def _shape(each: Person, now: datetime) -> dict[str, object]:
    page = each.page
    return {
        "profile": each.profile,
        "locked": page.locked if page else None,
        "light": page.light.value if page else None,
        "silent_days": silent_days(page, now) if page else None,
        "last_visit": each.last_visit.isoformat(timespec="seconds") if each.last_visit else None,
        "bytes": each.used.bytes,
        "files": each.used.files,
        "trouble": each.trouble,
    }
