"""Which names are those of copies."""

import pytest

from coach.library.disk.copy_names import is_copy

COPIES = [
    "my-care (1)", "my-care (12)", "my-care[1]", "my-care 2", "my-care copy", "my-care copy 2", "my-care - Copy",
    "my-care - Copy (2)", "my-care - Kopie", "my-care Kopie", "my-care-copy", "my-care_copy", "my-care (copy)",
    "my-care (another copy)", "my-care (3rd copy)", "my-care (Kopie)", "my-care (backup)", "my-care.bak", "my-care_bak",
    "my-care-backup", "my-care.orig", "my-care~", "my-care.old", "my-care-old", "my-care copie", "my-care - copia",
    "my-care.sync-conflict-20261128-101010-ABCDEFG", "my-care (conflicted copy 2026-11-28 101010)",
    "my-care (Anna's conflicted copy 2026-11-28)", "my-care (Case Conflict)", "my-care_conflict-20261128-101010",
    "my-care (SFConflict anna@example.org 2026-11-28-10-10-10)", "my-care.Conflict", "my-care [Conflict]",
    "my-care-LAPTOP-7Q2", "my-care-Annas-MacBook", "my-care_LOCAL_1234", "my-care_BASE_1234", "my-care.variant-1a2b",
    "my-care (Anna's In Konflikt stehende Kopie 2026-11-28)", "my-care (copie en conflit de Anna 2026-11-28)",
    "Copy of my-care", "Kopie von my-care", "Copy (2) of my-care", "my-care – копия", "my-care - 副本", "my-care.tmp",
    "my-care.backup.2026-11-28", "my-care_20261128", "my-care 2026-11-28", "my-care.toml",
]  # fmt: skip
ORIGINALS = [
    "my-care", "My care", "My-Care", "my_care", "My.care", "other", "evening", "my-care2", "care", "my-care-v2",
    "my-care-evening", "02-my-care",
]  # fmt: skip


@pytest.mark.parametrize("stem", COPIES)
def test_a_copy(stem: str) -> None:
    assert is_copy(stem, "my-care")


@pytest.mark.parametrize("stem", ORIGINALS)
def test_no_copy(stem: str) -> None:
    assert not is_copy(stem, "my-care")


@pytest.mark.parametrize(
    "identity", ["hip-copy", "old", "backup-drill", "base-1", "hip-2", "week-3", "temp-run", "cold-old", "copy-of-anna"]
)
def test_an_id_may_be_any_word(identity: str) -> None:
    assert not is_copy(identity, identity)
    assert not is_copy(identity.replace("-", " ").capitalize(), identity)


@pytest.mark.parametrize("stem", ["evening (1)", "evening copy", "evening.sync-conflict-20261128-101010-ABCDEFG"])
def test_a_copy_of_a_file_that_has_another_name(stem: str) -> None:
    assert is_copy(stem, "my-care")
    assert is_copy(stem)


@pytest.mark.parametrize("stem", ["evening", "threshold", "bold", "photocopy", "week 3", "template"])
def test_words_in_which_a_mark_only_happens_to_stand(stem: str) -> None:
    assert not is_copy(stem, "my-care")
