"""The rule cards: one for each row and three more, short, with the rules' own figures."""

import re

import pytest

from coach.domain.rules.rows import ROWS
from coach.domain.teaching.rule_cards import CARDS, CLINICIAN, LIGHT, PHASES, RUNNING, RuleCard, cards_of_plan, ordered

from ..builders import house, planned, session


def test_there_is_a_card_for_each_row_and_for_light_phases_and_running() -> None:
    assert list(CARDS) == [*map(str, range(1, 16)), LIGHT, PHASES, CLINICIAN]
    assert {int(key) for key in CARDS if key.isdigit()} == set(ROWS)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_is_short_and_names_its_source(card: RuleCard) -> None:
    text = " ".join(card.says)
    assert card.source
    assert len(re.findall(r"[.:](?: |$)", text)) >= 2
    assert len(text.split()) <= (100 if card.key.isdigit() and card.key != RUNNING else 180)
    assert not re.search(r"  |\{|\}|\.\.", text)


FIGURES = [
    ("1", ("3 reds within 14 days",)),
    ("2", ("pain 6 or more",)),
    ("3", ("48 hours",)),
    ("5", ("4 to 5", "2 points", "50 %")),
    ("6", ("20 minutes",)),
    ("7", ("15 s",)),
    ("8", ("more than 10 days takes one", "more than 17 days two", "more than 28 days it starts again")),
    ("9", ("50 % of the sets, 70 % of the reps", "one rung", "2 sessions")),
    ("10", ("80 %", "second amber running", "third", "14 days")),
    ("11", ("Less than 50 %",)),
    ("12", ("last 2 records", "90 %", "effort 7", "3 sessions", "At most 2 exercises")),
    (
        LIGHT,
        (
            "0 to 3 green, 4 to 5 amber, 6 or more red",
            "2 to 4",
            "0 green, 1 to 3 amber, 4 or more",
            "amber from 3",
            "to 5 or more",
            "from 4 on red",
        ),
    ),
    (
        PHASES,
        (
            "3 or more over 72 hours",
            "6 strength or mixed sessions over 14 days",
            "last 4 green",
            "worst 6 or more",
            "7 days",
        ),
    ),
    (CLINICIAN, ("Worst 8", "3 or more", "last 5 records", "42 days", "21 in acute", "4 runs", "28 days")),
    (RUNNING, ("2 brisk walks of 30 minutes", "6 times 60 s", "120 s", "18 minutes", "to 30", "10 %", "3 runs in 7")),
]


@pytest.mark.parametrize(("key", "parts"), FIGURES, ids=[key for key, _ in FIGURES])
def test_a_card_says_the_figures_of_the_rules(key: str, parts: tuple[str, ...]) -> None:
    text = " ".join(CARDS[key].says)
    assert [part for part in parts if part not in text] == []


def test_the_cards_of_a_plan_come_first_and_none_is_lost() -> None:
    made = planned(house(), [session(0), session(2)])
    assert cards_of_plan(made) == ("12",)
    assert [card.key for card in ordered(cards_of_plan(made))][:3] == ["12", "1", "2"]
    assert {card.key for card in ordered(("12", "light", "12", "no such card"))} == set(CARDS) - {"15"}
    assert ordered(("15",))[0].key == "15"
    assert cards_of_plan(planned(house(), [session(0, "red")], day=1)) == ("3",)
    assert cards_of_plan(None) == ()
