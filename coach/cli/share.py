"""``coach share``: who sees the runner's page, and what it says; one more who sees it, or one less."""

from argparse import Namespace

from coach.cli.context import opened, readable
from coach.cli.errors import BROKEN, DONE, USAGE, RefusedError
from coach.cli.shapes import as_json
from coach.domain.planning.reasons import day
from coach.domain.shared_page import Page, page_lines, page_to_plain
from coach.services.assembly import Coach
from coach.services.sharing import NOT_ALONE, Share, ShareError, Sharing
from coach.system.invocation import call


def share(args: Namespace) -> int:
    """Share with a helper, take it back, or show who sees what."""
    if args.stop and args.helper is None:
        raise RefusedError("whom not any more? coach share NAME --stop", USAGE)
    if args.helper is not None and (args.prints or args.json):
        raise RefusedError("--print and --json show the page; they need no name.", USAGE)
    with opened(args) as coach:
        consent = Sharing(readable(coach).training, coach.profile)
        try:
            if args.stop:
                _stop(consent, args.helper)
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


def _stop(consent: Sharing, helper: str) -> None:
    if not consent.stop(helper):
        raise RefusedError(f"your page is not shared with anybody of that name. Who sees it: {call('share')}")
    print(f"{helper} sees nothing of you any more.")


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
    for line in page_lines(page, coach.training.clock.now()):
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
