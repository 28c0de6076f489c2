"""What the warm process imports: all of ours, and no box needs an extra that its guests have no use for."""

import sys

import pytest

from coach.host.workers.warm_up import import_all


def test_a_box_without_an_extra_opens_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "coach.cli.training.calendar_file", raising=False)
    monkeypatch.delattr("coach.cli.training.calendar_file", raising=False)
    import_all()  # what is large and no guest comes to is left out
    assert "coach.cli.training.calendar_file" not in sys.modules
    monkeypatch.setattr("coach.host.workers.warm_up._NEVER", frozenset())
    import_all()  # and what would need an extra that is not there
    assert "coach.cli.training.calendar_file" not in sys.modules
    assert "coach.cli.box.host_status" in sys.modules


def test_a_module_of_ours_that_is_missing_is_no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "coach.system.clock", None)
    monkeypatch.delitem(sys.modules, "coach.services.assembly", raising=False)
    monkeypatch.setattr("coach.host.workers.warm_up._PACKAGES", ("coach.services",))
    with pytest.raises(ModuleNotFoundError):
        import_all()
