"""Print the history as a table, and the sessions that can be resumed.

Left out: everything else that the commands print (``pages``).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from rich.table import Table
from rich.text import Text

from coach.cli.base.pages import columns, console, light_text, paged
from coach.domain.listing import counted
from coach.domain.records.entries import Answered, Event, Measure
from coach.domain.records.titles import amount_done, measure_in_words
from coach.domain.rules.light import Verdict
from coach.library.toml.sanitize import clean
from coach.services.workout import Ongoing


class DoneLine(Struct, frozen=True):
    """One row of the history. ``below``: lines under its name. ``verdict`` None: it has no light."""

    name: str
    below: Sequence[str]
    record: Answered
    verdict: Verdict | None


def print_history(
    done: Sequence[DoneLine],
    *,
    earlier: int,
    events: Sequence[Event | Measure],
    ids: Mapping[str, str],
    narrowed: bool = False,
) -> None:
    """Print sessions, runs, walks and cross-training, oldest first. ``earlier``: how many older ones are not shown.

    ``events`` are only counted, unless they are all there is and ``narrowed``: only a part of the history was asked
    for, so an empty list does not mean that nothing was done. ``ids``: short ids of records by their full ones, if
    they were asked for: a measure can be removed by its id, an event cannot.
    """
    out = console()
    if not done and not events:
        out.print(Text("Nothing of that on record." if narrowed else "Nothing done yet. What is due today: coach next"))
        return
    lines = sum(max(1, len(each.below) + 1) for each in done)
    with paged(out, lines):
        if earlier:
            more = "1 earlier entry is" if earlier == 1 else f"{earlier} earlier entries are"
            out.print(Text(f"{more} not shown; everything: coach history --all"))
        if done:
            out.print(_history_table(done))
        if events and narrowed and not done:
            for event in events:
                handle = f"  {ids[event.id]}" if event.id in ids else ""
                out.print(Text(f"{event.at:%Y-%m-%d %H:%M}  {_event_in_words(event)}{handle}"))
        elif events:
            out.print(Text(f"And {_counted(events)}: coach history --kind event,measure"))


def _counted(events: Sequence[Event | Measure]) -> str:
    """Return counts as text: ``2 events (warning sign, unlocking, phase, course or pause) and 1 measure``."""
    measures = sum(isinstance(each, Measure) for each in events)
    kinds = "warning sign, unlocking, phase, course or pause"
    counts = ((len(events) - measures, "event", f" ({kinds})"), (measures, "measure", ""))
    return " and ".join(f"{counted(number, what)}{more}" for number, what, more in counts if number)


def _event_in_words(event: Event | Measure) -> str:
    if isinstance(event, Measure):
        return clean(measure_in_words(event))
    parts = (
        str(event.kind),
        ", ".join(event.flags or ()),
        str(event.phase or event.course or ""),
        event.block or "",
        f"until {event.until}" if event.until else "",
        event.note or "",
    )
    return clean(" · ".join(part for part in parts if part))


def _history_table(done: Sequence[DoneLine]) -> Table:
    table = columns("When", "What", "Light", "Before", "Worst", "After", "Morning", "Done")
    table.columns[0].no_wrap = True
    table.padding = (0, 0, 0, 0)
    for each in done:
        record = each.record
        verdict = each.verdict
        table.add_row(
            Text(f"{record.at:%Y-%m-%d %H:%M}"),
            Text("\n").join([Text(each.name), *(Text(part, "dim") for part in each.below)]),
            light_text(verdict.light.value, verdict.provisional) if verdict else Text("-"),
            *(Text(_pain(pain)) for pain in (record.before, record.worst, record.after, record.morning)),
            Text(amount_done(record)),
        )
    return table


def print_waiting(waiting: Sequence[Ongoing], now: datetime) -> None:
    """Print the sessions that were left in the middle and can still be resumed."""
    out = console()
    for each in waiting:
        begun = each.started.astimezone(now.tzinfo)
        out.print(
            Text.assemble(("Waiting to go on: ", "bold"), f"{each.state.plan.name}, begun {begun:%Y-%m-%d %H:%M}")
        )
    if waiting:
        out.print(Text("Where it was left: coach"))


def _pain(pain: int | None) -> str:
    return "-" if pain is None else str(pain)
