"""Tells the kind of a file from its place and its keys."""

from typing import Literal

from coach.library.disk.layers import CAPS_FILE, COURSES, EXERCISES, LESSONS, SETTINGS
from coach.library.formats.packs.pack_sign import is_pack
from coach.library.formats.profile_keys import PROFILE_FIELDS
from coach.library.formats.reading import Kind, is_course
from coach.library.toml.source import Document

HISTORY_KEYS = frozenset(
    {"session", "run", "walk", "activity", "event", "measure", "start", "check_in", "learned", "renamed"}
)
"""Tables that only a history has."""

EXERCISE_KEYS = frozenset({"sides", "dose"})
"""Keys that, at the top of a file, only an exercise has."""

ROUTINE_KEYS = frozenset({"step", "exercise"})
"""Keys that, at the top of a file, only a routine has."""

LESSON_KEYS = frozenset({"card", "question"})
"""Keys that, at the top of a file, only lessons have."""

FileKind = Literal[Kind, "history", "settings", "caps", "pack"]


def kind_of(document: Document) -> FileKind:
    """The kind of a file; a routine when in doubt."""
    if document.path.name == SETTINGS:
        return "settings"
    if document.path.name == CAPS_FILE and "id" not in document.data:
        return "caps"
    if is_pack(document.data):
        return "pack"
    if document.path.parent.name == EXERCISES:
        return "exercise"
    if document.path.parent.name == LESSONS or LESSON_KEYS & document.data.keys():
        return "lessons"
    if document.path.parent.name == COURSES:
        return "course"
    said = document.data.get("profile")
    if HISTORY_KEYS & document.data.keys() or (isinstance(said, dict) and PROFILE_FIELDS.keys() & said.keys()):
        return "history"
    if is_course(document.data):
        return "course"
    if ROUTINE_KEYS & document.data.keys():
        return "routine"
    return "exercise" if EXERCISE_KEYS & document.data.keys() else "routine"
