"""How well what matters to the runner goes, from one rating to the next: whether it fell, and how often in a row.

The idea is that of the Patient-Specific Functional Scale; the words and the numbers are the coach's own. Left out: what
follows from a fall (``planning.consequences``). It can only hold back: no answer opens or raises anything.
"""

from datetime import datetime

from msgspec import Struct

from coach.domain.records.rated import Rated
from coach.domain.rules import numbers as rules


class Function(Struct, eq=False):
    """The ratings so far. ``best``: those with the highest average; ``at``: time of the last ones.

    ``falls``: how many ratings in a row lay ``FUNCTION_FALL`` points or more below the best; ``fell_by``: how far the
    last ones did, in points of the average; 0: they did not.
    """

    best: tuple[Rated, ...] = ()
    at: datetime | None = None
    falls: int = 0
    fell_by: float = 0.0

    def add(self, rated: tuple[Rated, ...], at: datetime) -> None:
        """Take new ratings into account. Only what is rated both in ``best`` and now is compared."""
        if not rated:
            return
        self.at = at
        then = {each.name: each.value for each in self.best}
        both = [each for each in rated if each.name in then]
        if not both:
            self.best, self.falls, self.fell_by = rated, 0, 0.0
            return
        fell_by = average([Rated(each.name, then[each.name]) for each in both]) - average(both)
        self.fell_by = max(0.0, fell_by) if fell_by >= rules.FUNCTION_FALL else 0.0
        self.falls = self.falls + 1 if self.fell_by else 0
        if fell_by <= 0:
            new = {each.name: each for each in rated}
            self.best = (*new.values(), *(each for each in self.best if each.name not in new))

    @property
    def asks_for_clinician(self) -> bool:
        """Whether it has been down so often in a row that somebody should look."""
        return self.falls >= rules.FUNCTION_FALLS


def average(rated: list[Rated] | tuple[Rated, ...]) -> float:
    """The mean of the ratings, 0–10; of none, 0."""
    return sum(each.value for each in rated) / len(rated) if rated else 0.0
