"""Stores what was done elsewhere, answers, mornings, warning signs and unlocking; and tells what a record means."""

import secrets
from collections.abc import Set

from msgspec.structs import replace

from coach.domain.activity_log import Logged
from coach.domain.records.by_name import by_name, taking
from coach.domain.records.entries import Entry, Event, EventKind, Record, is_judged
from coach.domain.records.morning import Night, Slept, is_recalled
from coach.domain.records.titles import in_full
from coach.domain.rules.light import Verdict
from coach.services.known import Known, reaching
from coach.store.ledger import note_logged
from coach.store.protocol import E


class Records:
    """One runner's records."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def log(self, record: Logged) -> Logged:
        """Store something that was done elsewhere; returns the record with its new id."""
        record = replace(record, id=secrets.token_hex(8))
        self._known.store.add([record])
        note_logged(self._known.store, record.id)
        self._known.forget()
        return record

    def amend(self, known: E, better: E) -> E:
        """Change only those fields of the stored entry that differ between ``known`` and ``better``."""
        former = by_name(known)
        differs = {name for name, value in by_name(better).items() if value != former[name]}
        return self._known.correct(known, lambda now: taking(now, better, differs)) if differs else known

    def answer_morning(self, night: Night, pain: int) -> tuple[Slept, ...]:
        """Store the answer about the morning after a night, pain 0–10; returns the entries that it was stored with.

        One bad morning is one event. If several records lie before the night, only the one that bears it gets a worse
        light; any other that the answer would make worse is stored without it. Else a day with a warm-up, a run and a
        stretch would be three reds.
        """
        now = self._known.clock.now()

        def told(entry: Slept) -> Slept:
            return replace(entry, morning=pain, recalled=is_recalled(entry, now) or None)

        def untold(entry: Slept) -> Slept:
            return replace(entry, morning=None, recalled=None)

        bears = night.bears
        spared = [entry for entry in night.entries if entry is not bears and self._is_worse(told(entry), untold(entry))]
        for entry in spared:
            if entry.morning is not None:
                self._known.correct(entry, untold)
        return tuple(self._known.correct(entry, told) for entry in night.entries if entry not in spared)

    def _is_worse(self, entry: Entry, than: Entry) -> bool:
        """Whether a record has a worse light with some answers than with others."""
        verdict, other = self._verdict_of(entry), self._verdict_of(than)
        return verdict is not None and other is not None and verdict.light.rank > other.light.rank

    def _verdict_of(self, changed: Entry) -> Verdict | None:
        """The light that an entry would have if it were on record like this; None: it has none."""
        if not is_judged(changed):
            return None
        known = self._known
        history = reaching(known, changed.at)
        entries = [changed if entry.id == changed.id else entry for entry in history.entries]
        return known.replays.verdict(known.catalogue, history.with_entries(entries), changed)

    def verdict(self, record: Record) -> Verdict | None:
        """The light of a record, judged by the records before it."""
        known = self._known
        return known.replays.verdict(known.catalogue, reaching(known, record.at), record)

    def light_of(self, entry: Entry) -> str:
        """``Psoas care: green.`` for a session or run; empty for anything else."""
        verdict = self.verdict(entry) if is_judged(entry) else None
        if verdict is None or not is_judged(entry):
            return ""
        return f"{self._known.name_of(entry)}: {verdict.light}{' so far' if verdict.provisional else ''}."

    def milestones(self, record: Record) -> tuple[str, ...]:
        """The milestones that a record reached."""
        from coach.domain.courses.milestones import milestones

        known = self._known
        before, after = known.replays.around(known.catalogue, reaching(known, record.at), record)
        return milestones(before, after) if before and after else ()

    def in_full(self, entry: Entry) -> str:
        """The title of an entry with all that was done, in the runner's units."""
        return in_full(entry, self._known.catalogue, self._known.settings.units)

    def tick_flags(self, flags: Set[str]) -> None:
        """Store ticked red flags at once, whatever becomes of the session."""
        self._add_event(EventKind.RED_FLAG, flags=tuple(sorted(flags)))

    def unlock(self, outcome: str) -> None:
        """Store the runner's deliberate word that the lock may end; ``outcome``: what came of the warning sign."""
        self._add_event(EventKind.UNLOCKED, note=outcome)

    def _add_event(self, kind: EventKind, *, flags: tuple[str, ...] | None = None, note: str | None = None) -> None:
        self._known.store.add([Event(at=self._known.clock.now(), kind=kind, flags=flags, note=note)])
        self._known.forget()
