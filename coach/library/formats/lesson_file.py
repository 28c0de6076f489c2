"""Reads a file of lessons, such as ``lessons/my-lessons.toml``, into cards and questions.

Left out: which of several files is in use (``shelf.lesson_shelf``).
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from coach.domain.teaching.lessons import MOST_WORDS, TRUE_OR_FALSE, Card, CardMoment, QuizQuestion
from coach.library.formats.exercises.figure_keys import FigureTable
from coach.library.formats.packs.pack_sign import says_pack
from coach.library.toml.checker import Field, Problems, Table, shown_value
from coach.library.toml.diagnostics import Diagnostic, has_errors
from coach.library.toml.fields import OneOf, Only, Schema, Slug, Text, Texts, Whole, table_schema
from coach.library.toml.lists import tables_in
from coach.library.toml.source import Document

MOST_CARDS = 50
MOST_QUESTIONS = 100
MOST_ANSWERS = 5
DEFAULT_ORDER = 50


class LessonFile(Struct, frozen=True):
    """What a file of lessons holds; ``id`` is empty when it has errors (``diagnostics``). ``order``: 1 comes first."""

    document: Document
    id: str = ""
    name: str = ""
    order: int = DEFAULT_ORDER
    cards: tuple[Card, ...] = ()
    questions: tuple[QuizQuestion, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the file by itself has no errors."""
        return bool(self.id) and not has_errors(self.diagnostics)


class _Says(Texts):
    """The paragraphs of a card: at least one."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {**super().schema(), "minItems": 1}


class _Right:
    """Which answer is right: true or false for a statement, else its number, counted from 1."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": ["boolean", "integer"], "minimum": 1, "maximum": MOST_ANSWERS}

    def read(self, value: object, table: Table, key: str) -> bool | int | None:
        """The truth value or number as it is."""
        if type(value) is bool or (type(value) is int and 1 <= value <= MOST_ANSWERS):
            return value
        table.wrong(key, f"must be true or false, or the number of the right answer, got {shown_value(value)}")
        return None


CARD_FIELDS: Mapping[str, Field] = {
    "id": Slug(),
    "title": Text(needed=True),
    "says": _Says(6),
    "differs": Text(),
    "sources": Texts(10),
    "moment": OneOf(CardMoment),
    "figure": FigureTable(),
}
CARD_REQUIRED = ("id", "title", "says", "sources")

QUESTION_FIELDS: Mapping[str, Field] = {
    "id": Slug(),
    "asks": Text(needed=True),
    "answers": Texts(MOST_ANSWERS),
    "right": _Right(),
    "explains": Text(needed=True),
    "differs": Text(),
    "card": Slug(),
    "sources": Texts(10),
}
QUESTION_REQUIRED = ("id", "asks", "right", "explains")


_EITHER = [
    {"not": {"required": ["answers"]}, "properties": {"right": {"type": "boolean"}}},
    {"required": ["answers"], "properties": {"answers": {"minItems": 2}, "right": {"type": "integer"}}},
]
"""JSON Schemas of the two sorts of question: a statement, or answers to choose from."""


class _Listed:
    """The ``[[card]]`` or ``[[question]]`` tables, each as its cursor and its values."""

    def __init__(
        self, label: str, fields: Mapping[str, Field], required: tuple[str, ...], most: int, **more: object
    ) -> None:
        self.label = label
        self.keys = fields
        self.required = required
        self.most = most
        self.more = more

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "array", "maxItems": self.most, "items": table_schema(self.keys, self.required, **self.more)}

    def read(self, value: object, table: Table, key: str) -> list[tuple[Table, dict[str, Any]]] | None:
        """The tables without any error."""
        found = []
        for index, data in tables_in(value, table, key, self.most, f"[[{key}]]") or ():
            inner = Table(data, table.problems, (key, index), f"{self.label} {index + 1}", "id")
            before = table.problems.errors
            values = inner.read(self.keys, self.required)
            if table.problems.errors == before:
                found.append((inner, values))
        return found


FILE_FIELDS: Mapping[str, Field] = {
    "format": Only(1),
    "id": Slug(),
    "name": Text(needed=True),
    "order": Whole(1, 99),
    "card": _Listed("card", CARD_FIELDS, CARD_REQUIRED, MOST_CARDS),
    "question": _Listed("question", QUESTION_FIELDS, QUESTION_REQUIRED, MOST_QUESTIONS, anyOf=_EITHER),
}
"""The keys at the top of the file."""

FILE_REQUIRED = ("format", "id", "name")


def lesson_file(document: Document) -> LessonFile:
    """The lessons of a parsed file; a file with errors yields no cards or questions."""
    problems = Problems(document)
    if says_pack(document, problems):
        return LessonFile(document, diagnostics=tuple(problems.diagnostics()))
    table = Table(document.data, problems)
    values = table.read(FILE_FIELDS, FILE_REQUIRED)
    cards = tuple(_card(inner, given, values.get("name", "")) for inner, given in values.get("card", ()))
    questions = tuple(_question(inner, given) for inner, given in values.get("question", ()))
    if not document.data.keys() & {"card", "question"}:
        table.say("it teaches nothing: write at least one [[card]] or [[question]]")
    for kind, found in (("card", cards), ("question", questions)):
        _twice(kind, [each.id for each in found], table)
    wrong = tuple(problems.diagnostics())
    if has_errors(wrong):
        return LessonFile(document, diagnostics=wrong)
    return LessonFile(
        document, values["id"], values["name"], values.get("order", DEFAULT_ORDER), cards, questions, wrong
    )


def _card(table: Table, given: Mapping[str, Any], topic: str) -> Card:
    card = Card(topic=topic, **given)
    if not card.says:
        table.wrong("says", "must hold at least one paragraph")
    if card.words > MOST_WORDS:
        table.wrong("says", f"must be at most {MOST_WORDS} words with differs, got {card.words}: one idea a card")
    return card


def _question(table: Table, given: Mapping[str, Any]) -> QuizQuestion:
    values = dict(given)
    right, answers = values.pop("right"), values.pop("answers", None)
    number = 0
    if answers is None:
        if type(right) is bool:
            number = 0 if right else 1
        else:
            table.wrong("right", "must be true or false where there are no answers to choose from")
    elif type(right) is bool:
        table.wrong("right", f"must be the number of the right answer, 1 to {len(answers)}, got {shown_value(right)}")
    elif len(answers) < 2:
        table.wrong("answers", "must be at least two; leave the key out for a statement that is true or false")
    elif right > len(answers):
        table.wrong("right", f"must be the number of one of the {len(answers)} answers, got {right}")
    else:
        number = right - 1
    return QuizQuestion(answers=TRUE_OR_FALSE if answers is None else answers, right=number, **values)


def _twice(kind: str, ids: list[str], table: Table) -> None:
    for index, identity in enumerate(ids):
        if identity in ids[:index]:
            table.say(f'two of the {kind}s have the id "{identity}": give one of them another', kind, index, "id")
