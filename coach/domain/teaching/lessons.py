"""What there is to read and to be asked about: cards of one idea each, and questions with an explanation.

Left out: how a file says it (``library.formats.lesson_file``), when a card is offered (``moments``), and which
questions come next (``quiz``).
"""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from coach.domain.figures.figure import Figure

MOST_WORDS = 120
"""Of a card: one idea, read in less than a minute."""
TRUE_OR_FALSE = ("True", "False")
"""The answers of a question that is a statement."""


class CardMoment(StrEnum):
    """When a card is worth offering; of several that are there at once, the first counts."""

    PAINKILLER = "painkiller"
    AMBER_RUN = "amber-run"
    FIRST_AMBER = "first-amber"
    RUNNING_OPENS = "running-opens"
    FIRST_DRILL = "first-drill"
    STIFF_MORNING = "stiff-morning"


class Card(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One idea. ``says``: its paragraphs; ``differs``: where the sources disagree, and how.

    ``topic``: what it is among. ``moment``: when it is offered by itself, if ever.
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
        """How many words it has, its title left out."""
        return words_in((*self.says, self.differs))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """All that there is to read."""
        return (*self.says, *((self.differs,) if self.differs else ()))


class QuizQuestion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question. ``right``: the index of the right answer; ``explains`` is told after any answer, right or wrong.

    ``differs``: where the sources disagree about it. ``card``: the id of the card that has more, empty: none.
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
        """Whether it is true or false."""
        return self.answers == TRUE_OR_FALSE

    @property
    def explanation(self) -> tuple[str, ...]:
        """What is told after an answer."""
        sources = f" ({', '.join(self.sources)})" if self.sources else ""
        return (f"{self.explains}{sources}", *((self.differs,) if self.differs else ()))


class Lessons(Struct, frozen=True):
    """All cards, and all questions, each in the order in which they are best met."""

    cards: tuple[Card, ...] = ()
    questions: tuple[QuizQuestion, ...] = ()

    def card(self, identity: str) -> Card | None:
        """The card of an id."""
        return next((card for card in self.cards if card.id == identity), None)

    def at(self, moment: CardMoment) -> Card | None:
        """The card for a moment: the last that names it, so that a club's own goes before the shipped one."""
        return next((card for card in reversed(self.cards) if card.moment is moment), None)


class Learned(Struct, frozen=True, forbid_unknown_fields=True):
    """How far a runner has come, by ids in the order of time; the same id stands once in each.

    ``read``: cards. ``passed``: cards that were offered, and not read then. ``right`` and ``missed``: questions, by
    their last answer.
    """

    read: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    def with_read(self, card: str) -> "Learned":
        """A card was read."""
        return Learned(_added(self.read, card), _without(self.passed, card), self.right, self.missed)

    def with_passed(self, card: str) -> "Learned":
        """A card was offered, and something else was done."""
        passed = self.passed if card in self.read else _added(self.passed, card)
        return Learned(self.read, passed, self.right, self.missed)

    def with_answer(self, question: str, *, right: bool) -> "Learned":
        """A question was answered: only the last answer counts."""
        right_now, missed_now = _without(self.right, question), _without(self.missed, question)
        return Learned(
            self.read,
            self.passed,
            (*right_now, question) if right else right_now,
            missed_now if right else (*missed_now, question),
        )

    def joined(self, other: "Learned") -> "Learned":
        """Both: what one of them knows is known. Of a question, this one's answer counts."""
        read = _both(self.read, other.read)
        answered = {*self.right, *self.missed}
        return Learned(
            read,
            tuple(card for card in _both(self.passed, other.passed) if card not in read),
            (*self.right, *(each for each in other.right if each not in answered)),
            (*self.missed, *(each for each in other.missed if each not in answered)),
        )

    def read_of(self, lessons: Lessons) -> int:
        """How many of the cards there are were read."""
        return sum(card.id in self.read for card in lessons.cards)

    def progress(self, lessons: Lessons) -> str:
        """How far it is, in words: ``11 of 18 read``."""
        return f"{self.read_of(lessons)} of {len(lessons.cards)} read"


NOTHING_LEARNED = Learned()


def words_in(texts: Iterable[str]) -> int:
    """How many words there are in texts."""
    return sum(len(text.split()) for text in texts)


def _added(ids: tuple[str, ...], identity: str) -> tuple[str, ...]:
    return ids if identity in ids else (*ids, identity)


def _without(ids: tuple[str, ...], identity: str) -> tuple[str, ...]:
    return tuple(each for each in ids if each != identity)


def _both(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ours, *theirs)))
