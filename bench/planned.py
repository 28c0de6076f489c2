"""One try of ``plan``: reads the database at argv[1]; prints as JSON what each thing took, ms of processor time."""

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from coach.domain.planning.planner import plan_from
from coach.domain.planning.replay_cache import ReplayCache
from coach.domain.records.entries import Session
from coach.domain.records.history import History
from coach.library.disk.layers import layers
from coach.library.shelf.library import load_library
from coach.store.database.sqlite import SqliteStore

ROUTINE = "psoas-care"
FAR_BACK = 100


def measure(path: Path) -> dict[str, float]:
    """Each thing once, in the order in which a day brings them."""
    catalogue = load_library(layers()).catalogue
    store, folded = SqliteStore(path), ReplayCache()
    times: dict[str, float] = {}

    def timed(name: str, work: Callable[[], object]) -> None:
        began = time.process_time()
        work()
        times[name] = (time.process_time() - began) * 1000

    def plan(known: History, at: datetime) -> None:
        plan_from(catalogue, folded.standing(catalogue, known, at), ROUTINE, at=at)

    with closing(sqlite3.connect(path)) as database:
        texts = [row[0] for row in database.execute("SELECT data FROM entry")]
    timed("json", lambda: json.loads(f"[{','.join(texts)}]"))
    timed("read", store.history)
    history = store.history()
    now = history.entries[-1].at + timedelta(days=1)
    timed("first", lambda: plan(history, now))
    timed("again", lambda: plan(history, now))

    new = Session(at=now, id="new", routine=ROUTINE, before=1, worst=2, after=1, done=1.0, effort=5)
    grown, later = History.of([*history.entries, new]), now + timedelta(days=1)
    timed("grown", lambda: plan(grown, later))
    answered = History.of([*history.entries, replace(new, morning=1)])
    timed("answered", lambda: plan(answered, later))
    entries = [*answered.entries]
    entries[-FAR_BACK] = replace(entries[-FAR_BACK], note="corrected")
    corrected = History.of(entries)
    timed("corrected", lambda: plan(corrected, later))

    store.add([new])
    timed("read again", store.history)
    store.remove(new.id)
    store.close()
    return times


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
