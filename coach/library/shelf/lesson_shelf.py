"""The lessons in use: the ``lessons/`` files of all layers, each in its last good version, and what is wrong with them.

They are read when somebody opens Learn, not at the start. For each id of a file, card or question, the last layer's
version is in use. Left out: reading one file (``formats.lesson_file``).
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from coach.domain.teaching.lessons import Card, Lessons, QuizQuestion
from coach.library.disk.last_good import Kept
from coach.library.disk.layers import LESSONS, Layer
from coach.library.disk.published import published_version
from coach.library.disk.stamps import Sight, folder_sight, sight_of, stamp_in
from coach.library.formats.lesson_file import LessonFile, lesson_file
from coach.library.shelf.held_files import Folder
from coach.library.shelf.in_use import Origin
from coach.library.toml.checker import Problems
from coach.library.toml.diagnostics import Diagnostic, did_you_mean
from coach.library.toml.source import Document, problem, read_document


class LessonBook(Struct, frozen=True):
    """What there is to learn, what is wrong with its files, and the origin of each file's id.

    ``homes``: the id of the file that each card is in, by the card's id.
    """

    lessons: Lessons = field(default_factory=Lessons)
    diagnostics: tuple[Diagnostic, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)


class _Seen(Struct):
    """A file as it was last read; ``stale``: it is broken, and ``file`` is its last good version."""

    sight: Sight
    file: LessonFile | None
    wrong: tuple[Diagnostic, ...]
    stale: bool


class LessonShelf:
    """The lessons of some layers, lowest first; refreshing them reads only files that changed.

    ``kept``: the store of last good versions. ``without``: real paths to skip.
    """

    def __init__(
        self, layers: Iterable[Layer], kept: Kept | None = None, without: frozenset[str] = frozenset()
    ) -> None:
        self.layers = tuple(layers)
        self._kept = kept
        self._without = without
        self._seen: dict[str, _Seen] = {}
        self._folders: Sequence[tuple[str, Sight]] = ()
        self.book = LessonBook()

    def refresh(self) -> LessonBook:
        """The lessons as the files are now. Never raises for what they hold."""
        before, self._seen = self._seen, {}
        self._folders = [(str(path), folder_sight(path)) for path in self._paths()]
        found: list[tuple[Layer, list[_Seen]]] = []
        faults: list[Diagnostic] = []
        for layer in self.layers:
            folder = Folder(layer.folder / LESSONS)
            faults += [folder.fault] if folder.fault else []
            found.append((layer, [self._look(path, before.get(str(path))) for path in self._files(folder)]))
        self.book = _book(found, faults)
        if self._kept is not None:
            self._kept.save()
        return self.book

    def has_changed(self) -> bool:
        """Whether a file or folder was changed, added or removed since it was last read; opens nothing."""
        if [(str(path), folder_sight(path)) for path in self._paths()] != list(self._folders):
            return True
        return any(seen.sight != sight_of(path) for path, seen in self._seen.items())

    def with_documents(self, documents: Sequence[Document]) -> LessonBook:
        """The lessons if these documents were files: in their layer, or above all layers. Call ``refresh`` before."""
        instead = {os.path.realpath(document.path) for document in documents}
        there = {path: seen for path, seen in self._seen.items() if os.path.realpath(path) not in instead}
        left = list(documents)
        found: list[tuple[Layer, list[_Seen]]] = []
        for layer in self.layers:
            home = layer.folder / LESSONS
            mine = [document for document in left if document.path.absolute().parent == home]
            left = [document for document in left if document not in mine]
            found.append(
                (layer, [*(seen for path, seen in there.items() if Path(path).parent == home), *map(_tried, mine)])
            )
        for document in left:
            found.append((Layer("checked", document.path.parent), [_tried(document)]))
        return _book(found, [])

    def _paths(self) -> list[Path]:
        return [layer.folder / LESSONS for layer in self.layers]

    def _files(self, folder: Folder) -> list[Path]:
        return [path for path in folder.paths if not (self._without and os.path.realpath(path) in self._without)]

    def _look(self, path: Path, before: _Seen | None) -> _Seen:
        sight = sight_of(str(path))
        if before is not None and before.sight == sight:
            self._seen[str(path)] = before
            return before
        stamp = stamp_in(sight)
        document = (self._kept.same(path, stamp) if self._kept and stamp else None) or read_document(path)
        if isinstance(document, Diagnostic):
            seen = _Seen(sight, None, (document,), False)
        else:
            file = lesson_file(document)
            seen = _Seen(sight, file if file.sound else None, file.diagnostics, False)
            if file.sound and self._kept and stamp:
                self._kept.keep(document, stamp)
        if seen.file is None:
            seen.file, seen.stale = self._last_good(path), True
        self._seen[str(path)] = seen
        return seen

    def _last_good(self, path: Path) -> LessonFile | None:
        for last in (self._kept.last_good(path) if self._kept else None, published_version(path)):
            if last is not None and (file := lesson_file(last)).sound:
                return file
        return None


def _tried(document: Document) -> _Seen:
    file = lesson_file(document)
    return _Seen((), file if file.sound else None, file.diagnostics, False)


def _book(found: Sequence[tuple[Layer, list[_Seen]]], faults: list[Diagnostic]) -> LessonBook:
    """The lessons in use: first it is decided which file of each id, then which card and question of each id."""
    wrong = list(faults)
    files: dict[str, LessonFile] = {}
    origins: dict[str, Origin] = {}
    for layer, seen in found:
        mine: dict[str, LessonFile] = {}
        for each in sorted(seen, key=lambda one: one.file is not None and one.file.document.path.stem != one.file.id):
            wrong.extend(each.wrong)
            if each.file is None:
                continue
            identity = each.file.id
            if identity in mine:
                other = mine[identity].document.path.name
                said = f'the lessons id "{identity}" is taken by {other}, which stays in use; choose another id'
                wrong.append(problem(each.file.document.path, said))
                continue
            mine[identity] = each.file
            below = origins.get(identity)
            hides = (*below.hides, below.layer) if below else ()
            origins[identity] = Origin(layer.name, each.file.document.path, hides, each.stale)
        for identity, file in mine.items():
            files.pop(identity, None)  # so that it moves to the position of its own layer
            files[identity] = file
    cards, questions = _of_files(files.values(), wrong)
    homes = {card.id: file.id for file in files.values() for card in file.cards}
    return LessonBook(Lessons(cards, questions), tuple(wrong), origins, homes)


def _of_files(
    files: Iterable[LessonFile], wrong: list[Diagnostic]
) -> tuple[tuple[Card, ...], tuple[QuizQuestion, ...]]:
    """The cards and questions in use, in the order of their files; problems are added to ``wrong``.

    A card in a later file replaces an earlier one with the same id, and keeps its position and topic.
    """
    cards: dict[str, Card] = {}
    questions: dict[str, QuizQuestion] = {}
    places: dict[str, int] = {}
    given = list(files)
    for file in given:
        for card in file.cards:
            before = cards.get(card.id)
            cards[card.id] = card if before is None else replace(card, topic=before.topic)
            places.setdefault(card.id, file.order)
        questions.update({question.id: question for question in file.questions})
    for file in given:
        wrong.extend(_unknown_cards(file, cards))
    return tuple(sorted(cards.values(), key=lambda card: places[card.id])), tuple(questions.values())


def _unknown_cards(file: LessonFile, cards: Mapping[str, Card]) -> Sequence[Diagnostic]:
    """Diagnostics of questions that name cards which no file has."""
    problems = Problems(file.document)
    for index, question in enumerate(file.questions):
        if question.card and question.card not in cards:
            guess = did_you_mean(question.card, cards)
            said = f'question {index + 1} ({question.id}): there is no card "{question.card}"{guess}'
            problems.add(("question", index, "card"), said)
    return problems.diagnostics()
