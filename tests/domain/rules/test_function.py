"""How well it goes, from asking to asking."""

from coach.domain.records.rated import Rated
from coach.domain.rules.function import Function, average

from ..builders import at


def asked(*values: int) -> tuple[Rated, ...]:
    return tuple(Rated(f"thing {number}", value) for number, value in enumerate(values))


def test_an_asking_that_was_not_answered_changes_nothing() -> None:
    known = Function()
    known.add(asked(6, 4), at(0))
    known.add((), at(14))
    assert (known.at, known.best, known.falls) == (at(0), asked(6, 4), 0)
    assert average(()) == 0.0
