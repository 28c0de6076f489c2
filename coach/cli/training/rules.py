"""``coach rules``: print the rule cards and the safety notice. Needs no files, no history and no terminal."""

from argparse import Namespace

from rich.padding import Padding
from rich.text import Text

from coach.cli.base.context import unknown_id
from coach.cli.base.errors import RefusedError
from coach.cli.base.pages import console
from coach.cli.base.shapes import as_json
from coach.domain.listing import listed
from coach.domain.records.red_flags import SAFETY_NOTICE
from coach.domain.teaching.rule_cards import CARDS, RUNNING, RuleCard
from coach.library.toml.sanitize import short
from coach.system.exit_codes import DONE, USAGE

_SAFETY = RuleCard("safety", "Safety", SAFETY_NOTICE, "")
_BY_NAME = {**CARDS, "running": CARDS[RUNNING], _SAFETY.key: _SAFETY}


def rules(args: Namespace) -> int:
    """Print the named cards, or all of them and the safety notice."""
    wanted = [name.lower() for name in args.cards] or [*CARDS, _SAFETY.key]
    for name in wanted:
        if name not in _BY_NAME:
            raise _unknown(name)
    cards = dict.fromkeys(_BY_NAME[name] for name in wanted)
    if args.json:
        print(as_json([_shape(card) for card in cards]))
        return DONE
    for number, card in enumerate(cards):
        if number:
            print()
        _print(card)
    return DONE


def _unknown(name: str) -> RefusedError:
    """Return the error for an unknown rule. For a number it lists what there is, as a similar number is no help."""
    words = [key for key in _BY_NAME if not key.isdigit()]
    rows = [int(key) for key in _BY_NAME if key.isdigit()]
    which = f"{min(rows)} to {max(rows)}, {listed(words)}"
    if name.lstrip("+-").replace(".", "", 1).isdigit():
        return RefusedError(f'there is no rule "{short(name)}". There are {which}.', USAGE)
    return unknown_id(name, "rule", {key: card.title for key, card in _BY_NAME.items()}, f"coach rules; {which}")


def _shape(card: RuleCard) -> dict[str, object]:
    return {"rule": card.key, "title": card.title, "says": list(card.says), "source": card.source or None}


def names() -> list[str]:
    """Return all names and numbers that the command accepts."""
    return list(_BY_NAME)


def _print(card: RuleCard) -> None:
    out = console()
    source = f"  ({card.source})" if card.source else ""
    out.print(Text.assemble((card.title, "bold"), source))
    for paragraph in card.says:
        out.print(Padding(Text(paragraph), (0, 0, 0, 2), expand=False))
