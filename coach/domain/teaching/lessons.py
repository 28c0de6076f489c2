"""The lessons: cards of one idea each, quiz questions with an explanation, and what a runner has learned so far.

Left out: the format of their files (``library.formats.lesson_file``), when a card is offered (``moments``), and which
questions come next (``quiz``).
"""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from coach.domain.figures.figure import Figure

MOST_WORDS = 120
"""The most words of a card, so that it is one idea, read in less than a minute."""
TRUE_OR_FALSE = ("True", "False")
"""The answers of a question that is a statement."""


class CardMoment(StrEnum):
    """A moment at which a card is worth offering; if several are true at once, the first in this order counts."""

    PAINKILLER = "painkiller"
    AMBER_RUN = "amber-run"
    FIRST_AMBER = "first-amber"
    RUNNING_OPENS = "running-opens"
    FIRST_DRILL = "first-drill"
    STIFF_MORNING = "stiff-morning"


class Card(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card with one idea. ``says``: its paragraphs; ``differs``: where the sources disagree, and how.

    ``topic``: the group that it is listed in. ``moment``: when it is offered unasked, if ever.
    """

    id: str
    title: str
    says: tuple[str, ...]
    differs: str = ""
    sources: tuple[str, ...] = ()
    moment: CardMoment | None = None
    figure: Figure | None = None
    topic: str = ""

    @property
    def words(self) -> int:
        """The number of its words, without the title."""
        return words_in((*self.says, self.differs))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """All its paragraphs, ``differs`` last."""
        return (*self.says, *((self.differs,) if self.differs else ()))


class QuizQuestion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question. ``right``: the index of the right answer; ``explains`` is told after any answer, right or wrong.

    ``differs``: where the sources disagree about it. ``card``: the id of the card with more about it, or empty.
    """

    id: str
    asks: str
    answers: tuple[str, ...] = TRUE_OR_FALSE
    right: int = 0
    explains: str = ""
    differs: str = ""
    card: str = ""
    sources: tuple[str, ...] = ()

    @property
    def is_statement(self) -> bool:
        """Whether it is a statement, to be answered with true or false."""
        return self.answers == TRUE_OR_FALSE

    @property
    def explanation(self) -> tuple[str, ...]:
        """The paragraphs that are told after an answer."""
        sources = f" ({', '.join(self.sources)})" if self.sources else ""
        return (f"{self.explains}{sources}", *((self.differs,) if self.differs else ()))


class Lessons(Struct, frozen=True):
    """All cards and all questions, each in the order in which they are best learned."""

    cards: tuple[Card, ...] = ()
    questions: tuple[QuizQuestion, ...] = ()

    def card(self, identity: str) -> Card | None:
        """Return the card with an id; None if there is none."""
        return next((card for card in self.cards if card.id == identity), None)

    def at(self, moment: CardMoment) -> Card | None:
        """Return the card for a moment: the last that names it, so that a club's own wins over the shipped one."""
        return next((card for card in reversed(self.cards) if card.moment is moment), None)


class Learned(Struct, frozen=True, forbid_unknown_fields=True):
    """What a runner has learned, as ids in order of time; each id stands at most once in each field.

    ``read``: cards that were read. ``passed``: cards that were offered but not read. ``right`` and ``missed``:
    questions, by their last answer.
    """

    read: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    def with_read(self, card: str) -> "Learned":
        """Return a copy after a card was read."""
        return Learned(_added(self.read, card), _without(self.passed, card), self.right, self.missed)

    def with_passed(self, card: str) -> "Learned":
        """Return a copy after a card was offered and not read."""
        passed = self.passed if card in self.read else _added(self.passed, card)
        return Learned(self.read, passed, self.right, self.missed)

    def with_answer(self, question: str, *, right: bool) -> "Learned":
        """Return a copy after a question was answered; only its last answer counts."""
        right_now, missed_now = _without(self.right, question), _without(self.missed, question)
        return Learned(
            self.read,
            self.passed,
            (*right_now, question) if right else right_now,
            missed_now if right else (*missed_now, question),
        )

    def joined(self, other: "Learned") -> "Learned":
        """Merge two: what is read in either is read. For a question answered in both, this one's answer counts."""
        read = _both(self.read, other.read)
        answered = {*self.right, *self.missed}
        return Learned(
            read,
            tuple(card for card in _both(self.passed, other.passed) if card not in read),
            (*self.right, *(each for each in other.right if each not in answered)),
            (*self.missed, *(each for each in other.missed if each not in answered)),
        )

    def read_of(self, lessons: Lessons) -> int:
        """Return how many of the cards in ``lessons`` were read."""
        return sum(card.id in self.read for card in lessons.cards)

    def progress(self, lessons: Lessons) -> str:
        """Say how many cards were read: ``11 of 18 read``."""
        return f"{self.read_of(lessons)} of {len(lessons.cards)} read"


NOTHING_LEARNED = Learned()


def words_in(texts: Iterable[str]) -> int:
    """Count the words in texts."""
    return sum(len(text.split()) for text in texts)


def _added(ids: tuple[str, ...], identity: str) -> tuple[str, ...]:
    return ids if identity in ids else (*ids, identity)


def _without(ids: tuple[str, ...], identity: str) -> tuple[str, ...]:
    return tuple(each for each in ids if each != identity)


def _both(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ours, *theirs)))
