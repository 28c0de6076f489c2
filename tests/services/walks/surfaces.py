"""Whoever is asked, the same is said of one moment: Home, plain mode, the commands, the strip, the calendar, the pages.

Each function gives what differs, in words.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from domain.planning.test_replay_cache import picture

from coach.cli.base.shapes import as_json, plan_shape
from coach.domain.courses.diary import DayKind, Suggestion
from coach.domain.planning.standing import Standing
from coach.domain.records.days import near_day
from coach.domain.rules.clinician import PROMPT
from coach.domain.rules.light import Light
from coach.domain.rules.numbers import RED_REST
from coach.domain.statistics.calendar import CalendarDay
from coach.domain.today.ahead import InventedDay
from coach.domain.today.strip import DayMark
from coach.plain.around.routine_list import routine_lines
from coach.plain.around.today_lines import today_lines
from coach.services import removal
from coach.services.sharing import Sharing
from coach.services.today import foretold, next_run
from coach.services.training import Training
from coach.services.trouble.unreadable_rows import lines as unread_lines
from coach.system.exit_codes import DONE, REST
from coach.tui.home.home_list import HomeList
from coach.tui.home.home_today import HomeToday

from .box import Machine, folded_anew
from .laws import Known

_LIGHTS = {"green": DayMark.GREEN, "amber": DayMark.AMBER, "red": DayMark.RED, "none": DayMark.NONE}


def whole_picture(standing: Standing) -> Any:
    """A standing with the verdict that is worked out when it is first asked for."""
    _ = standing.verdict
    return picture(standing)


def said_by(training: Training) -> dict[str, Any]:
    """What a coach says of now, whole."""
    today, courses = training.today, training.courses
    ahead = courses.ahead(8)
    plans = {name: today.plan(name) for name in training.catalogue.routines}
    return {
        "standing": whole_picture(training.standing()),
        "suggestion": today.suggestion(),
        "foretold": foretold(training),
        "plans": plans,
        "minutes": {name: today.minutes_as_begun(plan) for name, plan in plans.items()},
        "run": (today.run_plan(), next_run(training)),
        "questions": today.questions(),
        "checks": (training.pain_checks.open_words(), training.pain_checks.incomplete()),
        "course": (courses.label(), courses.needs(), courses.overlong(), courses.pause, courses.missing),
        "ahead": ahead,
        "strip": courses.strip(ahead),
        "running": courses.way_to_running(),
        "profile": training.profile(),
        "settings": training.settings,
        "home": [*today_lines(training)],
        "list": [*routine_lines(training)],
        "unread": unread_lines(training),
        "report": training.weeks.report(),
        "calendar": training.weeks.calendar(28),
        "page": Sharing(training, None).page(),
        "changes": training.weeks.changes(28),
    }


def first_difference(one: Any, other: Any) -> str:
    """Where two pictures differ first."""
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        name = f"{one[0]}." if one and isinstance(one[0], str) else ""
        return next((name + first_difference(a, b) for a, b in zip(one, other, strict=True) if a != b), "")
    return f"{one!r}, and {other!r}"


def differing(one: dict[str, Any], other: dict[str, Any], whose: str) -> Iterator[str]:
    for name, value in one.items():
        if value != other[name]:
            if name == "standing":
                yield f"{whose}: {name}: {first_difference(value, other[name])}"
                continue
            yield f"{whose}: {name}: {value!r}\n  here, and there\n  {other[name]!r}"


def of_a_fresh_coach(here: Machine, said: dict[str, Any]) -> Iterator[str]:
    """A coach that is opened now says what the open one says, and where the runner stands is what the records give."""
    with here.another() as other:
        yield from differing(said, said_by(other.training), "a fresh coach")
    anew = whole_picture(folded_anew(here.training))
    if said["standing"] != anew:
        yield f"the standing is not what the records give: {first_difference(said['standing'], anew)}"


def within(known: Known, said: dict[str, Any]) -> Iterator[str]:
    """What one coach says in its several places."""
    training, standing = known.training, known.standing
    due: Suggestion = said["suggestion"]
    page, report = said["page"], said["report"]
    for where, locked in (("the shared page", page.locked), ("the page for a clinician", report.locked)):
        if locked != standing.lock.is_on:
            yield f"{where} says locked: {locked}"
    if page.phase is not standing.phase or report.phase != str(standing.phase):
        yield f"phases: {page.phase}, {report.phase}, {standing.phase}"
    if report.see_clinician != standing.asks_for_clinician(known.now):
        yield "the prompt to see a clinician"
    for name, plan in known.plans.items():
        if plan.see_clinician != (standing.asks_for_clinician(known.now) or standing.lock.is_on):
            yield f"{name}: the prompt to see a clinician"
        if (training.today.refused(name) is None) != plan.allowed:
            yield f"{name} is refused in one place, and allowed in another"
    if standing.asks_for_clinician(known.now) and not standing.lock.is_on and PROMPT not in due.why:
        yield "Home forgets to say that a clinician should be seen"
    yield from _home(known, said, due)
    yield from _strip(known, said)
    yield from _following(said)
    yield from _run(said, due)


def _home(known: Known, said: dict[str, Any], due: Suggestion) -> Iterator[str]:
    if known.standing.lock.is_on:
        return
    first = next(iter(said["home"]), "")
    if due.routine is not None:
        name = known.catalogue.routines[due.routine].name
        if not first.startswith(f"Today: {name}") or f"{said['minutes'][due.routine]} minute" not in first:
            yield f"plain mode says {first!r}, due is {due}"
    elif due.headline and due.headline not in first:
        yield f"plain mode says {first!r}, due is {due}"
    ahead: InventedDay = said["ahead"][0]
    red = known.standing.red_record  # today is then for what comes when it has settled
    settles_today = (
        red is not None and known.now < red.at + RED_REST and known.day(red.at + RED_REST) == known.now.date()
    )
    if _without_prompt(due) != ahead.first and not (_declined(known) or settles_today):
        yield f"Home says {due}, and the days ahead begin with {ahead.first}"
    closed = {line.split(": ")[0].partition(". ")[2] for line in said["list"] if "Not today:" in line[4:]}
    refused = {known.catalogue.routines[name].name for name, plan in known.plans.items() if not plan.allowed}
    if closed != refused:
        yield f"the list closes {closed}, the plans {refused}"


def of_the_app(here: Machine, said: dict[str, Any]) -> Iterator[str]:
    """What stands on the app's Home, beside what plain mode says."""
    app: Any = SimpleNamespace(
        training=here.training,
        files=SimpleNamespace(is_reading=False),
        coach=here.coach,
        trouble="",
        diagnostics=(),
    )
    home_list = HomeList(app)
    home_list.read()
    home = HomeToday(app, home_list)
    home.ahead = said["ahead"]
    due: Suggestion = said["suggestion"]
    if home_list.suggestion != due:
        yield f"the app's Home says {home_list.suggestion}, the coach {due}"
    words = str(home.due())
    minutes = f"{said['minutes'][due.routine]} min" if due.routine else due.headline
    if not home.is_locked and minutes not in words:
        yield f"the app's Home says {words!r}, due is {due}"
    if home.is_locked != here.training.standing().lock.is_on:
        yield "the app's Home and the lock"
    plain = "\n".join(said["home"])
    missing = [part for part in (home.why(), home.way().removeprefix("↗ ")) if part not in plain]
    if not home.is_locked and home.night() is None and missing:
        yield f"plain mode does not say what the app's Home says: {missing}, but {plain!r}"
    closed = {line.routine.id for line in home_list._lines.values() if getattr(line, "closed", "")}
    refused = {name for name, plan in said["plans"].items() if not plan.allowed}
    if closed != refused:
        yield f"the app's list closes {closed}, the plans {refused}"
    listed(home_list)


def listed(home_list: HomeList) -> list[str]:
    """The lines of the app's list; they can be made at least."""
    return [str(option.prompt) for option in home_list.options()]


def _declined(known: Known) -> bool:
    return bool(known.training.store.read("no-run-today") == known.now.date().isoformat())


def _without_prompt(due: Suggestion) -> Suggestion:
    return Suggestion(
        due.routine,
        due.why.removesuffix(PROMPT).strip(),
        due.runs,
        due.kind,
        due.headline,
        due.offers,
        due.following,
    )


def _strip(known: Known, said: dict[str, Any]) -> Iterator[str]:
    """Days behind as the calendar has them, days ahead as the days ahead have them."""
    days: dict[Any, CalendarDay] = {day.date: day for day in said["calendar"]}
    ahead: dict[Any, InventedDay] = {day.day: day for day in said["ahead"]}
    here = next(number for number, each in enumerate(said["strip"]) if each.is_today)
    for each in said["strip"][:here]:
        day = days[each.day]
        if any(entry.at.utcoffset() != known.now.utcoffset() for entry in known.entries):
            break  # the calendar has each record on the day it was told of, Home on its own days
        if not day.trained and day.light in (Light.NONE, Light.GREEN):
            continue  # nothing was done, and it did not hurt
        trained = bool(day.lights)
        if trained != (each.mark in _LIGHTS.values()) or (trained and each.mark is not _LIGHTS[str(day.light)]):
            yield f"{each.day}: the strip says {each.mark}, the calendar {day.lights}"
    for each in said["strip"][here + 1 :]:
        day_ahead = ahead[each.day]
        if (each.mark is DayMark.REST) != (not day_ahead.due):
            yield f"{each.day}: the strip says {each.mark}, due is {day_ahead.due}"


def _following(said: dict[str, Any]) -> Iterator[str]:
    """When the next training is, in words, and in the strip."""
    words = said["foretold"].following
    marks = {each.day: each.mark for each in said["strip"]}
    today = next(each.day for each in said["strip"] if each.is_today)
    trains = (day for day, mark in marks.items() if day > today and mark in (DayMark.TRAINING, DayMark.BOTH))
    coming = next(trains, None)
    if words and (f"{near_day(coming, today)}." not in words if coming else "Next training" in words):
        yield f"Home says {words!r}, the strip {marks}"


def _run(said: dict[str, Any], due: Suggestion) -> Iterator[str]:
    run, coming = said["run"]
    if run.allowed != coming.allowed:
        yield f"a run: {run} and {coming}"
    if (said["running"].startswith("You may run today")) and not run.allowed:
        yield f"the way to running says {said['running']!r}, the run is {run}"


# --- the commands ---------------------------------------------------------------------------------------------------


def of_the_commands(here: Machine, known: Known, said: dict[str, Any]) -> Iterator[str]:
    """What the commands say, each as a coach of its own."""
    due: Suggestion = said["suggestion"]
    is_due = not known.standing.lock.is_on and (due.routine is not None or due.runs)
    code, out = here.said("next", "--json")
    told = json.loads(out)
    expected = {"due": is_due, "kind": due.kind.value, "routine": due.routine, "why": said["foretold"].text}
    if {name: told[name] for name in expected} != expected or code != (DONE if is_due else REST):
        yield f"coach next says {code} {told}, Home {due}"
    if due.kind is not DayKind.PAUSED and told["run"]["allowed"] != said["run"][1].allowed:
        yield f"coach next says of the run {told['run']}, the coach {said['run'][1]}"
    plan = said["plans"].get("psoas-care")
    waits = plan is not None and plan.rule == 3 and due.kind is not DayKind.PAUSED
    if waits and (not told["earliest"] or datetime.fromisoformat(told["earliest"]) != plan.earliest):
        yield f"coach next says training is open from {told['earliest']}, the plan {plan.earliest}"
    if due.routine is None and not due.runs and told["kind"] in ("training", "run", "back", "block-done"):
        yield f"coach next says {told['kind']}, and nothing is due"
    _, line = here.said("next")
    if due.routine is not None and f", {said['minutes'][due.routine]} min: " not in line:
        yield f"coach next says {line!r}"
    yield from _list(here, said)
    yield from _course(here, known, said)
    yield from _plan(here, known, said)


def _list(here: Machine, said: dict[str, Any]) -> Iterator[str]:
    listed = {row["id"]: row["minutes"] for row in json.loads(here.said("list", "--json")[1])}
    if listed != said["minutes"]:
        yield f"coach list says {listed}, the coach {said['minutes']}"
    for name in ("psoas-care", "return-to-run"):
        shown = json.loads(here.said("show", name, "--json")[1])
        plan = said["plans"][name]
        if (shown["allowed"], shown["locked"], shown["phase"]) != (plan.allowed, plan.locked, str(plan.phase)):
            yield f"coach show {name} says {shown}"


def _course(here: Machine, known: Known, said: dict[str, Any]) -> Iterator[str]:
    told = json.loads(here.said("course", "--json")[1])
    course = known.standing.course
    expected = {
        "course": course.chosen,
        "block": course.block.id if course.block else None,
        "phase": str(known.standing.phase),
        "pause": said["course"][3] is not None,
        "sessions": course.sessions,
    }
    if {name: told[name] for name in expected} != expected:
        yield f"coach course says {told}, the coach {expected}"
    if said["course"][0]:
        _, text = here.said("course")
        if said["course"][0] not in text:
            yield f"coach course does not say {said['course'][0]!r}: {text}"


def _plan(here: Machine, known: Known, said: dict[str, Any]) -> Iterator[str]:
    told = json.loads(here.said("plan", "--days", "8", "--json")[1])
    ahead: list[InventedDay] = [] if known.standing.lock.is_on else said["ahead"]
    days = [
        (day.day.isoformat(), day.first.kind.value, [each.routine or "run" for each in day.due], day.block)
        for day in ahead
    ]
    if [(day["day"], day["kind"], day["due"], day["block"]) for day in told] != days:
        yield f"coach plan says {told}, the coach {days}"
    calendar = here.said("plan", "--days", "8", "--ics", "-")[1].replace("\r\n ", "")
    events = sorted(line.removeprefix("DTSTART;VALUE=DATE:") for line in calendar.splitlines() if "DTSTART" in line)
    expected = sorted(day.day.strftime("%Y%m%d") for day in ahead for _ in {each.routine for each in day.due})
    if events != expected:
        yield f"the calendar file has {events}, the days ahead {expected}"


def of_the_history_file(here: Machine, known: Known, said: dict[str, Any]) -> Iterator[str]:
    """The exported history, simulated at this moment, gives the plans of this moment."""
    if here.training.history().unreadable:
        return
    here.said("export", "history.toml")
    for name in {"psoas-care", "return-to-run", said["suggestion"].routine or "rescue"}:
        code, told = here.said("simulate", name, "--history", "history.toml", "--at", known.now.isoformat(), "--json")
        shown = plan_shape(known.training.today.plan(name))
        if code != 0:
            yield f"coach simulate {name} cannot read what was exported: {told}"
        elif json.loads(told) != json.loads(as_json(shown)):
            yield f"coach simulate {name} says {told}, the coach {as_json(shown)}"


def of_taking_out_and_back(here: Machine, said: dict[str, Any]) -> Iterator[str]:
    """A record that is taken out and brought back changes nothing."""
    training = here.training
    known = removal.records(training)
    if known:
        removal.remove_record(training, known[len(known) // 2], "")
        training.standing()
        removal.restore_record(training, known[len(known) // 2])
        yield from differing(said, said_by(training), "taken out and brought back")
