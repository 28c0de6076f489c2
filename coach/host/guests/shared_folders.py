"""What a guest's coach may read of others: the folders that their runners have for them, and nothing beside.

The folders are opened part by part, without following a link, before the fences go up; the fences then hold to what was
opened, whatever is put in its place later. Left out: what lies there (``store.pages``).
"""

from collections.abc import Iterator, Sequence

from coach.host.guests.verbs import APP, PLAIN, TEAM, Verb
from coach.store import shared_pages


def runners_for(helper: str, verb: Verb) -> tuple[str, ...]:
    """Who shares with a guest who came for this; nobody, where they will not look."""
    return shared_pages.runners_by_folder(helper) if verb.name in (APP.name, PLAIN.name, TEAM.name) else ()


def opened(runners: Sequence[str], helper: str) -> Iterator[int]:
    """A descriptor of each runner's folder for this helper, one after the other; each is closed before the next."""
    for runner in runners:
        try:
            with shared_pages.opened_folder(runner, helper) as folder:
                yield folder
        except OSError:  # taken back since
            continue
