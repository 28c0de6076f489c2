"""``coach team``: for a helper, the runners who share their page with them, those who need attention first."""

from argparse import Namespace
from datetime import UTC, datetime

from msgspec.structs import replace

from coach.cli.base.context import unknown_id
from coach.cli.base.errors import RefusedError
from coach.cli.base.shapes import as_json
from coach.domain.shared_page import Page, member_line, page_to_plain, shared_page_lines, silent_days
from coach.library.toml.sanitize import short
from coach.services.sharing import Member
from coach.services.sharing import team_members as members_of
from coach.store.paths import profile_folder
from coach.store.protocol import StoreError
from coach.system.exit_codes import BROKEN, DONE, USAGE
from coach.system.invocation import call


def team(args: Namespace) -> int:
    """Print all who share with this helper, or the page of one. The helper's own history is not read."""
    if args.profile is None:
        raise RefusedError("a team is for a helper with a profile on a shared box: coach --profile NAME team", USAGE)
    try:
        profile_folder(args.profile)
    except StoreError as error:
        raise RefusedError(str(error), USAGE) from error
    if args.report or args.html or args.md or args.pdf:
        return _report(args)
    now = datetime.now(UTC).astimezone()
    members = members_of(args.profile, now)
    if args.runner is not None:
        _print_page(args.runner, members, now, as_data=args.json)
    elif args.json:
        print(as_json([_shape(each.runner, each.page, now) for each in members]))
    else:
        for each in members:
            print(member_line(each.runner, each.page, now))
        if not members:
            print(f"Nobody shares their page with you yet. A runner does it like this: {call(f'share {args.profile}')}")
    return DONE


def _report(args: Namespace) -> int:
    """Write the page with a runner's pains. Raises RefusedError if they do not share it with this helper."""
    from coach.cli.history.report import hand_over
    from coach.services.weeks.shared_report import read_shared_report

    if args.runner is None or args.json:
        raise RefusedError("whose? coach team RUNNER --report; it goes with no --json", USAGE)
    made = read_shared_report(args.runner, args.profile)
    if made is None:
        how = call(f"share {args.profile} --pain")
        wrong = f"{short(args.runner)} shares no page with pains with you."
        raise RefusedError(f"{wrong} They do it like this: {how}", BROKEN)
    hand_over(args, replace(made, name=made.name or args.runner))
    return DONE


def _print_page(runner: str, members: tuple[Member, ...], now: datetime, *, as_data: bool) -> None:
    found = next((each for each in members if each.runner == runner), None)
    if found is None:
        raise unknown_id(
            runner, "runner who shares with you", {each.runner: each.runner for each in members}, call("team")
        )
    if found.page is None:
        raise RefusedError(member_line(runner, None, now), BROKEN)
    if as_data:
        print(as_json(_shape(runner, found.page, now) | {"page": page_to_plain(found.page)}))
        return
    print(runner)
    for line in shared_page_lines(found.page, now):
        print(f"  {line}")


def _shape(runner: str, page: Page | None, now: datetime) -> dict[str, object]:
    if page is None:
        return {"runner": runner, "unreadable": True}
    last = page.last
    return {
        "runner": runner,
        "phase": page.phase.value,
        "light": page.light.value,
        "provisional": page.provisional,
        "locked": page.locked,
        "silent_days": silent_days(page, now),
        "last": {"at": last.at.isoformat(), "name": last.name, "light": last.light.value} if last else None,
        "at": page.at.isoformat(),
        "age_s": max(0, round((now - page.at).total_seconds())),
    }
