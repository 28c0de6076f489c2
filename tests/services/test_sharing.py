"""Sharing by consent: what is kept, what is put where, and that nothing stays of what was taken back."""

import json
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from coach.domain.records.entries import Session
from coach.domain.rules.light import Light
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import Library, load_library
from coach.services.sharing import MOST_HELPERS, Share, ShareError, Sharing, team_members
from coach.services.training import Training
from coach.store import shared_pages
from coach.store.memory import MemoryStore
from coach.store.protocol import Store, StoreError
from coach.store.resilient import ResilientStore
from coach.system.clock import FixedClock

NOW = datetime.fromisoformat("2026-11-10T18:00:00+00:00")


@cache
def shipped() -> Library:
    return load_library([Layer("shipped", shipped_folder())])


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("COACH_TEAM", raising=False)


def training(profile: str = "anna", store: Store | None = None) -> Training:
    """A runner's training, whose helpers see every change, as it is put together for them."""
    made = Training(shipped(), store or MemoryStore(), FixedClock(NOW), Settings())
    made.changed = Sharing(made, profile).refresh
    return made


def done(worst: int = 1, days_ago: float = 1) -> Session:
    return Session(
        at=NOW - timedelta(days=days_ago), routine="psoas-care", before=1, worst=worst, after=1, morning=1, done=1.0
    )


def test_what_is_shared_is_what_the_helper_reads() -> None:
    anna = training()
    anna.records.log(done())
    consent = Sharing(anna, "anna")
    shown = consent.share("mara")
    assert shown == consent.page() == consent.seen_by("mara")
    (member,) = team_members("mara")
    assert (member.runner, member.page) == ("anna", shown)
    assert [(share.helper, share.since) for share in consent.shares()] == [("mara", NOW)]
    assert team_members("ben") == ()
    assert team_members(None) == ()


def test_every_change_is_seen_at_once() -> None:
    anna = training()
    Sharing(anna, "anna").share("mara")
    record = anna.records.log(done(worst=1))
    assert team_members("mara")[0].page.light is Light.GREEN
    anna.clock.move(60)
    anna.store.replace(done(worst=9).__class__(**{**_fields(record), "worst": 9}))
    anna.forget()
    (member,) = team_members("mara")
    assert member.page.light is Light.RED
    assert member.page.at == NOW + timedelta(seconds=60)
    anna.records.tick_flags({"groin-lump"})
    assert team_members("mara")[0].page.locked
    anna.records.unlock("seen")
    assert not team_members("mara")[0].page.locked


def _fields(record: Session) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def test_taken_back_nothing_is_left_and_nothing_comes_back() -> None:
    anna = training()
    consent = Sharing(anna, "anna")
    consent.share("mara")
    consent.share("ben")
    assert consent.stop("mara")
    assert team_members("mara") == ()
    anna.records.log(done())
    assert team_members("mara") == ()
    assert len(team_members("ben")) == 1
    assert not consent.stop("mara")


def test_another_coach_of_the_runner_cannot_bring_back_what_was_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    one, other = Sharing(training(store=store), "anna"), Sharing(training(store=store), "anna")
    one.share("mara")
    put = shared_pages.show_page

    def late(*words: object) -> None:
        one.stop("mara")  # between the other's reading of the consent and its putting of the page
        put(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(shared_pages, "show_page", late)
    other.refresh()
    assert shared_pages.read_page("anna", "mara") is None


def test_what_another_coach_takes_back_this_instant_is_not_brought_back(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    one, other = Sharing(training(store=store), "anna"), Sharing(training(store=store), "anna")
    one.share("mara")
    look = Sharing._shares_for_sure

    def meanwhile(consent: Sharing) -> tuple[Share, ...]:
        seen = look(consent)
        if consent is other:  # it knows of mara by now, and has not yet kept anything
            one.stop("mara")
            one.share("lea")
        return seen

    monkeypatch.setattr(Sharing, "_shares_for_sure", meanwhile)
    other.share("ben")
    assert [share.helper for share in one.shares()] == ["lea", "ben"]
    other.refresh()
    assert shared_pages.helpers("anna") == ("ben", "lea")


def test_a_page_that_cannot_be_put_takes_back_its_own_word_only(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    one, other = Sharing(training(store=store), "anna"), Sharing(training(store=store), "anna")
    put = shared_pages.show_page

    def refuse_ben(profile: str, helper: str, page: bytes) -> None:
        if helper == "ben":
            one.share("mara")
            raise StoreError("There is no room left.")
        put(profile, helper, page)

    monkeypatch.setattr(shared_pages, "show_page", refuse_ben)
    with pytest.raises(ShareError, match="no room"):
        other.share("ben")
    assert [share.helper for share in other.shares()] == ["mara"]


def test_a_page_without_consent_goes_with_the_next_change() -> None:
    shared_pages.show_page("anna", "mara", b"{}")
    training().records.log(done())
    assert shared_pages.read_page("anna", "mara") is None


def test_who_is_alone_shares_with_nobody() -> None:
    consent = Sharing(training(), None)
    with pytest.raises(ShareError, match="shared box"):
        consent.share("mara")
    assert not consent.stop("mara")
    consent.refresh()
    assert consent.seen_by("mara") is None


@pytest.mark.parametrize("name", ["anna", "../ben", "", "Mara", "\x1b[2J", "a" * 65, "--stop"])
def test_what_is_no_helper_is_refused_and_nothing_is_kept(name: str) -> None:
    consent = Sharing(training(), "anna")
    with pytest.raises(ShareError) as refused:
        consent.share(name)
    assert "\x1b" not in str(refused.value)
    assert consent.shares() == ()
    assert shared_pages.helpers("anna") == ()


def test_so_many_helpers_and_no_more() -> None:
    consent = Sharing(training(), "anna")
    for number in range(MOST_HELPERS):
        consent.share(f"helper-{number}")
    with pytest.raises(ShareError, match="the most"):
        consent.share("mara")
    assert team_members("mara") == ()
    consent.share("helper-0")  # who has it already is no new one
    assert len(consent.shares()) == MOST_HELPERS


def test_who_cannot_be_shown_the_page_keeps_it_from_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    anna = training()
    consent = Sharing(anna, "anna")
    for helper in ("mara", "ben"):
        consent.share(helper)
    put = shared_pages.show_page

    def refuse_mara(profile: str, helper: str, page: bytes) -> None:
        if helper == "mara":
            raise StoreError("There is no room left.")
        put(profile, helper, page)

    monkeypatch.setattr(shared_pages, "show_page", refuse_mara)
    anna.records.log(done())
    assert [page and len(page.sessions) for page in map(consent.seen_by, ("mara", "ben"))] == [0, 1]
    with pytest.raises(ShareError, match="no room"):
        consent.share("mara")  # once more: the page of before stays, and that it is shared
    assert [share.helper for share in consent.shares()] == ["mara", "ben"]
    assert consent.seen_by("mara") is not None


class InTrouble(MemoryStore):
    """A database that cannot be read or written for a while."""

    broken: tuple[str, ...] = ()

    def __getattribute__(self, name: str) -> object:
        if name in type(self).broken:
            raise StoreError("The database is in use.")
        return super().__getattribute__(name)


def test_while_the_database_is_in_trouble_no_page_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    below = InTrouble()
    consent = Sharing(training(store=below), "anna")
    consent.share("mara")
    seen = shared_pages.read_page("anna", "mara")
    monkeypatch.setattr(InTrouble, "broken", ("history", "add", "read", "write"))
    training(store=ResilientStore(lambda: below)).records.log(done())
    assert shared_pages.read_page("anna", "mara") == seen


def test_what_is_taken_back_in_trouble_is_away_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    below = InTrouble()
    consent = Sharing(training(store=ResilientStore(lambda: below)), "anna")
    for helper in ("mara", "ben"):
        consent.share(helper)
    monkeypatch.setattr(InTrouble, "broken", ("history", "add", "read", "write"))
    with pytest.raises(ShareError, match=r"taken away.*The database is in use\."):
        consent.stop("mara")
    assert shared_pages.read_page("anna", "mara") is None
    monkeypatch.setattr(InTrouble, "broken", ())
    assert consent.stop("mara")
    assert [share.helper for share in Sharing(training(store=below), "anna").shares()] == ["ben"]


@pytest.mark.parametrize("broken", [("history", "add", "read", "write"), ("write",)], ids=["all", "writing"])
def test_what_cannot_be_kept_is_not_shared_later_either(
    monkeypatch: pytest.MonkeyPatch, broken: tuple[str, ...]
) -> None:
    below = InTrouble()
    store = ResilientStore(lambda: below)
    consent = Sharing(training(store=store), "anna")
    consent.share("mara")
    monkeypatch.setattr(InTrouble, "broken", broken)
    with pytest.raises(ShareError, match="in use"):
        consent.share("ben")
    assert shared_pages.read_page("anna", "ben") is None
    monkeypatch.setattr(InTrouble, "broken", ())
    store.close()
    assert [share.helper for share in Sharing(training(store=below), "anna").shares()] == ["mara"]


def test_a_page_that_cannot_be_put_is_not_kept_as_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("Your page could not be put there.")

    monkeypatch.setattr(shared_pages, "show_page", refuse)
    consent = Sharing(training(), "anna")
    with pytest.raises(ShareError, match="could not be put"):
        consent.share("mara")
    assert consent.shares() == ()
    consent.refresh()


@pytest.mark.parametrize(
    "kept", ["all", [1, None, {"helper": "mara"}], {"helper": "mara"}, [{"helper": 1, "since": "x"}]]
)
def test_a_spoilt_fact_shares_with_nobody(kept: object) -> None:
    store = MemoryStore()
    store.write("shared-with", kept)
    shared_pages.show_page("anna", "mara", b"{}")
    anna = training(store=store)
    assert Sharing(anna, "anna").shares() == ()
    anna.records.log(done())
    assert team_members("mara") == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b"[" * 16_000,
        b'{"at": ' + b"9" * 10_000 + b"}",
        b"null",
        b'{"format": 1}',
        json.dumps({"at": "9999-12-31T23:59:59+14:00", "phase": "acute", "locked": True, "light": "red"}).encode(),
        b'{"at": NaN}',
    ],
)
def test_a_hostile_page_is_told_as_such_and_hides_nobody(data: bytes) -> None:
    Sharing(training("ben"), "ben").share("mara")
    folder = Path(shared_pages.profile_folder("anna")) / "shared" / "mara"
    folder.mkdir(parents=True)
    (folder / "page.json").write_bytes(data)
    members = {member.runner: member.page for member in team_members("mara")}
    assert members["anna"] is None
    assert members["ben"] is not None


def test_whose_page_it_is_the_place_says_and_nothing_in_it() -> None:
    Sharing(training("ben"), "ben").share("mara")
    told = shared_pages.read_page("ben", "mara")
    assert told is not None
    shared_pages.show_page("anna", "mara", told)  # copied whole, it is Anna's
    assert [member.runner for member in team_members("mara")] == ["anna", "ben"]
