"""``coach share``: share the runner's page with a helper, stop that, or show who sees it and what it says."""

from argparse import Namespace

from coach.cli.base.context import opened_coach, readable
from coach.cli.base.errors import RefusedError
from coach.cli.base.shapes import as_json
from coach.domain.planning.reasons import day
from coach.domain.shared_page import Page, page_to_plain, shared_page_lines
from coach.services.assembly import Coach
from coach.services.sharing import NOT_ALONE, Share, ShareError, Sharing
from coach.system.exit_codes import BROKEN, DONE, USAGE
from coach.system.invocation import call


def share(args: Namespace) -> int:
    """Share with a helper, stop sharing, or print who sees what."""
    if args.stop and args.helper is None:
        raise RefusedError("who should no longer see it? coach share NAME --stop", USAGE)
    if args.pain is not None and (args.helper is None or args.stop):
        raise RefusedError("with whom? coach share NAME --pain; coach share NAME --no-pain takes it back", USAGE)
    if args.helper is not None and (args.prints or args.json):
        raise RefusedError("--print and --json show the page; they need no name.", USAGE)
    with opened_coach(args) as coach:
        consent = Sharing(readable(coach).training, coach.profile)
        try:
            if args.stop:
                _stop(consent, args.helper)
            elif args.pain is not None:
                _pain(consent, args.helper, coach, given=args.pain, sure=args.yes)
            elif args.helper is not None:
                _start(consent, args.helper, coach)
            elif args.json:
                print(as_json(page_to_plain(consent.page()) if args.prints else _shape(consent)))
            elif args.prints:
                _print(consent.page(), coach)
            else:
                _show(consent, coach)
        except ShareError as error:
            raise RefusedError(_small(str(error)), USAGE if coach.profile is None else BROKEN) from error
    return DONE


def _start(consent: Sharing, helper: str, coach: Coach) -> None:
    page = consent.share(helper)
    print(f"From now on {helper} sees this, and nothing else of you:")
    _print(page, coach)
    print(f"To take it back: {call(f'share {helper} --stop')}")


def _pain(consent: Sharing, helper: str, coach: Coach, *, given: bool, sure: bool) -> None:
    """Let a helper see the pains, after a question about just that; or stop it (``given`` False)."""
    if all(share.helper != helper for share in consent.shares()):
        raise RefusedError(f"your page is not shared with {helper} yet. First: {call(f'share {helper}')}")
    if not given:
        consent.share_pain(helper, given=False)
        print(f"{helper} no longer sees your pains. They still see your page; to take that back, too: --stop")
        return
    if not sure and not _agreed(helper):
        print(f"{helper} sees what they saw before, and no pain.")
        return
    if consent.share_pain(helper, given=True):
        print(f"From now on {helper} sees that page, too, as you see it by: coach report")
        print(f"To take it back: {call(f'share {helper} --no-pain')}")


def _agreed(helper: str) -> bool:
    from coach.plain.answers import agreed
    from coach.plain.asking import asked
    from coach.plain.talk import Console, InputEndedError
    from coach.services.weeks.shared_report import TELLS

    print(f"{helper} would see the page that you give a physiotherapist, put anew whenever something changes.")
    print(TELLS)
    try:
        return bool(asked(Console(), f"Share it with {helper}? y or n:", lambda line: agreed(line) if line else False))
    except InputEndedError:
        return False


def _stop(consent: Sharing, helper: str) -> None:
    if not consent.stop(helper):
        raise RefusedError(f"your page is not shared with anybody of that name. Who sees it: {call('share')}")
    print(f"{helper} no longer sees anything of you.")


def _show(consent: Sharing, coach: Coach) -> None:
    shares = consent.shares()
    if not shares:
        print(f"Nobody sees your page. To share it: {call('share NAME')}")
        if coach.profile is None:
            print(NOT_ALONE)
        print("This is what it says:")
        _print(consent.page(), coach)
    for each in shares:
        print(f"{each.helper}, since {day(each.since)}, sees this:")
        page = consent.seen_by(each.helper)
        if page is None:
            print("  Nothing: your page could not be put there.")
        else:
            _print(page, coach)


def _print(page: Page, coach: Coach) -> None:
    for line in shared_page_lines(page, coach.training.clock.now()):
        print(f"  {line}")


def _shape(consent: Sharing) -> dict[str, object]:
    return {
        "shared_with": [_share_shape(consent, each) for each in consent.shares()],
        "page": page_to_plain(consent.page()),
    }


def _share_shape(consent: Sharing, each: Share) -> dict[str, object]:
    page = consent.seen_by(each.helper)
    return {"helper": each.helper, "since": each.since.isoformat(), "page": page and page_to_plain(page)}


def _small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
