"""A course's file: what it becomes, every mistake with its place and what would be right, and what is unwise."""

import random
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from coach.domain.exercises.course import Block, Concern, Course, Until
from coach.domain.exercises.routine import Phase
from coach.domain.exercises.weekday import Weekday
from coach.domain.records.profile import NO_PROFILE, Profile
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.courses.course_advice import profile_warnings
from coach.library.formats.courses.course_template import course_template
from coach.library.formats.kinds import kind_of
from coach.library.formats.reading import FileGroup, course_file
from coach.library.shelf.check import check_files
from coach.library.shelf.library import Library, combine, read_layer
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import Document, parse

from ...fuzzing import fuzzed, is_safe
from ...library_files import COURSE, lines

UNTIL = "{ sessions = 8, days = 14, green = 4, worst = 2, not_before = 2026-12-09, clinician = true }"
BESIDE = {
    "a_day": {"desk-break": 3},
    "running": "return-to-run",
    "before_run": ("before-run",),
    "after_run": ("after-run",),
}


@cache
def shipped() -> FileGroup:
    return read_layer(Layer("shipped", shipped_folder()))


def library_with(text: str) -> Library:
    document = parse(Path("courses/my-weeks.toml"), text)
    assert isinstance(document, Document), document
    return combine([shipped(), FileGroup("own", courses=[course_file(document)])])


def said(text: str) -> list[str]:
    """What is said of a course, without the file's name; nothing of this is said of what is shipped."""
    return [line.removeprefix("my-weeks.toml:") for line in lines(library_with(text))]


def test_a_whole_course() -> None:
    library = library_with(COURSE)
    assert lines(library) == []
    foundation = Block(
        id="foundation",
        name="Foundation",
        phases=(Phase.RECOVERY,),
        train=("rehab-foundation", "psoas-care"),
        per_week=3,
        weekdays={Weekday.MONDAY: "rehab-foundation", Weekday.THURSDAY: "psoas-care"},
        until=Until(sessions=8, days=14, green=4, worst=2, not_before=date(2026, 12, 9), clinician=True),
        at_most_weeks=6,
        between=("hip-flexor-stretches",),
        **BESIDE,  # type: ignore[arg-type]
    )
    keep = Block(id="keep", name="Keep it up", train=("psoas-care",), per_week=2, **BESIDE)  # type: ignore[arg-type]
    assert library.catalogue.courses["my-weeks"] == Course(
        id="my-weeks",
        name="My weeks",
        about="Weeks that lead somewhere.",
        sources=("S3",),
        suits=(Concern.PAINFUL, Concern.WEAK),
        blocks=(foundation, keep),
    )
    assert library.origins["course", "my-weeks"].layer == "own"


def test_the_least_that_a_course_can_be() -> None:
    least = 'format = 1\nid = "my-weeks"\nname = "M"\n[[block]]\nid = "a"\nname = "A"\ntrain = ["psoas-care"]\n'
    assert said(least) == []
    (block,) = library_with(least).catalogue.courses["my-weeks"].blocks
    assert block == Block(id="a", name="A", train=("psoas-care",), per_week=3)


def test_weekdays_are_in_the_order_of_the_week_however_they_are_written() -> None:
    text = COURSE.replace('{ mon = "rehab-foundation", thu = "psoas-care" }', '{ thu = "psoas-care", mon = "rescue" }')
    block = library_with(text).catalogue.courses["my-weeks"].blocks[0]
    assert list(block.weekdays) == [Weekday.MONDAY, Weekday.THURSDAY]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # names
        ('train = ["rehab-foundation", "psoas-care"]', 'train = ["rehab-foundation", "psoas-car"]',
         '18:30: error: block 1 (foundation): train: there is no routine "psoas-car" (did you mean "psoas-care"?)'),
        ('["hip-flexor-stretches"]', '["xyz"]',
         '8:12: error: between: there is no routine "xyz"; add its file first: xyz.toml'),
        ("desk-break = 3", "desk-brake = 3",
         '9:11: error: a_day: there is no routine "desk-brake" (did you mean "desk-break"?)'),
        ('mon = "rehab-foundation"', 'mon = "rehab-foundaton"',
         '20:14: error: block 1 (foundation): weekdays.mon: there is no routine "rehab-foundaton" '
         '(did you mean "rehab-foundation"?)'),
        ("{ mon =", "{ mo =", '20:14: error: block 1 (foundation): unknown key "mo" (did you mean "mon"?)'),
        ("{ mon =", "{ monday =", '20:14: error: block 1 (foundation): unknown key "monday"'),
        ('["before-run"]', '["befor-run"]',
         '11:15: error: before_run: there is no routine "befor-run" (did you mean "before-run"?)'),
        ('["after-run"]', '["plank"]', '12:14: error: after_run: there is no routine "plank"'),
        # kinds
        ('train = ["rehab-foundation", "psoas-care"]', 'train = ["return-to-run"]',
         '18:10: error: block 1 (foundation): train: "return-to-run" is of kind run; it goes beside the training: '
         'running = "return-to-run"'),
        ('["hip-flexor-stretches"]', '["return-to-run"]', '8:12: error: between: "return-to-run" is of kind run;'),
        ("desk-break = 3", "return-to-run = 1", '9:11: error: a_day: "return-to-run" is of kind run;'),
        ('thu = "psoas-care"', 'thu = "return-to-run"',
         '20:40: error: block 1 (foundation): weekdays.thu: "return-to-run" is of kind run;'),
        ('running = "return-to-run"', 'running = "psoas-care"',
         '10:1: error: running: "psoas-care" is of kind mixed, and running takes one of kind run, such as '
         '"return-to-run"'),
        ('running = "return-to-run"', 'running = "return-to-runs"',
         '10:1: error: running: there is no routine "return-to-runs" (did you mean "return-to-run"?)'),
        # phases
        ('phases = ["recovery"]', 'phases = ["acute"]\nx = 1', '18:1: error: block 1 (foundation): unknown key "x"'),
        ('phases = ["recovery"]', 'phases = ["late"]',
         '17:11: error: block 1 (foundation): phases, item 1, must be "acute", "recovery" or "maintenance"'),
        ('phases = ["recovery"]\ntrain = ["rehab-foundation", "psoas-care"]',
         'phases = ["acute"]\ntrain = ["maintenance"]',
         '18:10: error: block 1 (foundation): train: nothing of it may be done in acute, the only phase of this block: '
         '"maintenance" is for maintenance and above'),
        # until
        ("until = {", "# until = {", '14:1: error: block 1 (foundation): "until" is missing: it says when the next '
         "block begins, as in until = { sessions = 8, days = 14 }"),
        (UNTIL, "{}",
         "21:1: error: block 1 (foundation): until ends nothing; the keys here are sessions, days, green, worst,"),
        (UNTIL,
         "{ clinician = false }", "21:1: error: block 1 (foundation): until ends nothing;"),
        (UNTIL, "8",
         "21:1: error: block 1 (foundation): until must be a table, as in { sessions = 8, days = 14, green = 4 }"),
        ("sessions = 8", "sessions = 0", "21:11: error: block 1 (foundation): until.sessions must be 1 to 200, got 0"),
        ("worst = 2", "worst = 11", "21:47: error: block 1 (foundation): until.worst must be 0 to 10, got 11"),
        ("sessions = 8", "session = 8", '21:11: error: block 1 (foundation): unknown key "session" '
         '(did you mean "sessions"?)'),
        ("2026-12-09", "9", "21:58: error: block 1 (foundation): until.not_before must be a date, such as 2026-12-09, "
         "got 9"),
        ("2026-12-09", '"2026-02-30"', "21:58: error: block 1 (foundation): until.not_before must be a date, such as "
         '2026-12-09, got "2026-02-30"'),
        ("2026-12-09", '"soon"', "21:58: error: block 1 (foundation): until.not_before must be a date, such as "
         '2026-12-09, got "soon"'),
        ("2026-12-09", "2026-12-09T07:30:00Z", "21:58: error: block 1 (foundation): until.not_before must be a date, "
         "such as 2026-12-09, got the date or time 2026-12-09 07:30:00"),
        ("2026-12-09", "1026-12-09", "21:58: error: block 1 (foundation): until.not_before must be between 1970 and "
         "2200, got the year 1026"),
        ("clinician = true", "clinician = 1",
         "21:83: error: block 1 (foundation): until.clinician must be true or false"),
        # ids and bounds
        ('id = "keep"', 'id = "foundation"', '25:1: error: block 2 (foundation): the id '
         '"foundation" is that of block 1, too: give each its own'),
        ("per_week = 2", "per_week = 0", "7:1: error: per_week must be 1 to 6 training days, got 0"),
        ("per_week = 2", "per_week = 7", "7:1: error: per_week must be 1 to 6 training days, got 7"),
        ("per_week = 3", "per_week = 4", '19:1: error: block 1 (foundation): per_week must be at most 3 here, got 4: '
         '"rehab-foundation" is of kind strength, and a day lies between two of these'),
        ("per_week = 2", "per_week = 5", '27:1: error: block 2 (keep): per_week must be at most 3 here, got 5: '
         '"psoas-care" is of kind mixed, and a day lies between two of these; give this block its own per_week'),
        ("at_most_weeks = 6", "at_most_weeks = 27", "22:1: error: block 1 (foundation): at_most_weeks must be 1 to 26 "
         "weeks, got 27"),
        ("desk-break = 3", "desk-break = 7", "9:11: error: a_day.desk-break must be 1 to 6 times a day, got 7"),
        ("{ desk-break = 3 }", '["desk-break"]', "9:1: error: a_day must say how often a day, as in "
         "{ desk-break = 3 }, got a list"),
        ('["painful", "weak"]', '["sore"]', '6:10: error: suits, item 1, must be "painful", "tight", "weak" or "well"'),
        ('train = ["psoas-care"]', "train = []", "27:1: error: block 2 (keep): train must name at least one routine, "
         'as in train = ["rehab-foundation"]'),
        ('train = ["psoas-care"]', 'train = "psoas-care"', '27:1: error: block 2 (keep): train must be a list in [ ], '
         'as in train = ["psoas-care"], got "psoas-care"'),
        ('train = ["psoas-care"]\n', "", '24:1: error: block 2 (keep): "train" is missing'),
        ('name = "Keep it up"\n', "", '24:1: error: block 2 (keep): "name" is missing'),
        ('at_most_weeks = 6', 'sources = ["S3"]', '22:1: error: block 1 (foundation): "sources" belongs at the top of '
         "the file, before the first [table]"),
    ],
)  # fmt: skip
def test_every_mistake_has_its_place_and_what_would_be_right(old: str, new: str, expected: str) -> None:
    assert old in COURSE
    found = said(COURSE.replace(old, new, 1))
    assert [line for line in found if line.startswith(expected)], found
    assert "my-weeks" not in library_with(COURSE.replace(old, new, 1)).catalogue.courses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('format = 1\nid = "my-weeks"\nname = "M"\n',
         "1:1: error: the course is empty: it needs at least one [[block]]"),
        ('format = 1\nid = "my-weeks"\nname = "M"\nblock = []\n', "4:1: error: the course is empty"),
        ('format = 1\nid = "my-weeks"\nname = "M"\n[block]\nid = "a"\n',
         "4:1: error: block must be written as [[block]]: it has two brackets"),
        ('format = 1\nid = "my-weeks"\nname = "M"\nblock = [1]\n',
         "4:10: error: block, item 1, must be a table [[block]], got 1"),
    ],
)  # fmt: skip
def test_a_course_without_blocks(text: str, expected: str) -> None:
    assert [line for line in said(text) if line.startswith(expected)], said(text)


def test_all_that_is_wrong_is_said_at_once() -> None:
    """Names, bounds and what is missing, in the order of the text."""
    text = COURSE.replace("desk-break", "desk-brake").replace("per_week = 3", "per_week = 9").replace("until", "utnil")
    assert [line.partition(":")[0] for line in said(text)] == ["9", "19", "21"]


STRETCHES = COURSE.replace('["rehab-foundation", "psoas-care"]', '["five-minute-mobility", "hip-flexor-stretches"]')
STRETCHES = STRETCHES.replace('weekdays = { mon = "rehab-foundation", thu = "psoas-care" }\n', "")


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        (COURSE, '{ mon = "rehab-foundation", thu = "psoas-care" }',
         "{ " + ", ".join(f'{day} = "psoas-care"' for day in Weekday) + " }",
         "20:1: warning: block 1 (foundation): weekdays names all seven days: leave one out, for strength "
         "grows on days of rest"),
        (STRETCHES, "per_week = 3", "per_week = 6",
         "19:1: warning: block 1 (foundation): per_week: 6 training days and the days of return-to-run leave none for "
         "rest"),
        (COURSE, "per_week = 3", "per_week = 1",
         "20:1: warning: block 1 (foundation): weekdays names 2 days, and per_week is 1: make them alike"),
        (COURSE, "between = []", "until = { sessions = 8 }",
         "28:1: warning: block 2 (keep): until ends nothing here: no block follows, so this one stays"),
        (COURSE, 'train = ["psoas-care"]\nbetween = []', 'train = ["core-and-hips"]\nbetween = []',
         "27:1: warning: block 2 (keep): train: it shares no routine with block 1 (foundation): what was earned there "
         "goes back after 10 days; keep one of its routines here, in train or between"),
        (COURSE, 'train = ["psoas-care"]', 'train = ["psoas-care", "core-and-hips", "rehab-foundation", "rescue"]',
         '27:10: warning: block 2 (keep): train: "psoas-care" comes back after 14 days only, and after more than 10 it '
         "begins a step lower: fewer routines, or more days"),
        (COURSE, 'train = ["psoas-care"]', 'train = ["psoas-care", "core-and-hips"]\nper_week = 1',
         '27:24: warning: block 2 (keep): train: "core-and-hips" never comes: with one training day a week it is the '
         "first of train alone"),
        (COURSE, 'thu = "psoas-care"', 'thu = "core-and-hips"',
         '20:40: warning: block 1 (foundation): weekdays.thu: "core-and-hips" is not in train, so until does not count '
         "it"),
        (COURSE, 'thu = "psoas-care"', 'tue = "psoas-care"',
         "20:40: warning: block 1 (foundation): weekdays: mon and tue lie side by side, and both build strength; the "
         "second waits: leave a day between"),
        (COURSE, "at_most_weeks = 6", "at_most_weeks = 2",
         "22:1: warning: block 1 (foundation): at_most_weeks: until takes 3 weeks at least, so it can never be "
         "over in 2"),
        (COURSE, "desk-break = 3", "core-and-hips = 3",
         '9:11: warning: a_day: "core-and-hips" is of kind strength, and nobody is asked how it felt: better a '
         "stretch, and this among train or between"),
        (COURSE, 'train = ["psoas-care"]\nbetween = []', 'train = ["core-and-hips"]\nbetween = ["psoas-care"]',
         '28:12: warning: block 2 (keep): between: "psoas-care" is of kind mixed, and so is what is trained on the '
         "days beside it: it is offered only where a day lies between; better a stretch"),
        (COURSE, "2026-12-09", '"2026-12-09"',
         "21:58: warning: block 1 (foundation): not_before: a date stands without quotes: write "
         "not_before = 2026-12-09"),
    ],
)  # fmt: skip
def test_what_is_unwise_is_warned_of_and_used_all_the_same(text: str, old: str, new: str, expected: str) -> None:
    assert old in text
    changed = text.replace(old, new, 1)
    assert expected in said(changed), said(changed)
    assert len([line for line in said(changed) if line.startswith(expected[:20])]) == 1
    assert "my-weeks" in library_with(changed).catalogue.courses


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('train = ["psoas-care"]\nbetween = []', 'train = ["hip-flexor-stretches"]\nbetween = ["psoas-care"]'),
        ('train = ["psoas-care"]', 'train = ["psoas-care", "core-and-hips"]'),  # each comes back after 7 days
        ('thu = "psoas-care"', 'wed = "psoas-care"'),
        ("at_most_weeks = 6", "at_most_weeks = 3"),
        ("per_week = 3", "per_week = 2"),
    ],
)
def test_what_is_just_right_is_not_warned_of(old: str, new: str) -> None:
    assert said(COURSE.replace(old, new, 1)) == []


def test_an_acute_block_is_no_neighbour() -> None:
    """It comes at any time, and earns nothing."""
    acute = '[[block]]\nid = "x"\nname = "X"\nphases = ["acute"]\ntrain = ["acute-relief"]\nper_week = 6\n'
    acute += "until = { days = 1 }\n\n"
    head, block, rest = COURSE.rpartition("[[block]]")
    assert said(head + acute + block + rest) == []


def test_of_an_acute_block_no_days_are_counted() -> None:
    acute = (
        '[[block]]\nid = "x"\nname = "X"\nphases = ["acute"]\ntrain = ["acute-relief"]\n'
        "until = { days = 1 }\nper_week = 6\n"
    )
    head, block, rest = COURSE.partition("[[block]]")
    course = library_with(head + acute + block + rest).catalogue.courses["my-weeks"]
    assert profile_warnings(course, Profile(days_a_week=3)) == ()


def test_what_the_top_says_is_warned_of_once() -> None:
    found = said(COURSE.replace("desk-break = 3", "core-and-hips = 3"))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (NO_PROFILE, []),
        (Profile(days_a_week=3), []),
        (
            Profile(days_a_week=1),
            [
                "Foundation asks for 3 training days a week, and you gave 1 day: it takes longer, and some weeks "
                "are cut short.",
                "Keep it up asks for 2 training days a week, and you gave 1 day: it takes longer, and some weeks "
                "are cut short.",
            ],
        ),
        (
            Profile(training_days=(Weekday.MONDAY, Weekday.SATURDAY)),
            [
                "Foundation asks for 3 training days a week, and you gave 2 days: it takes longer, and some weeks are "
                "cut short.",
                "Foundation trains on Thursday, and those are not among your days: yours count.",
            ],
        ),
    ],
)
def test_what_does_not_suit_the_days_of_a_profile(profile: Profile, expected: list[str]) -> None:
    assert list(profile_warnings(library_with(COURSE).catalogue.courses["my-weeks"], profile)) == expected


def test_the_template_is_right_and_so_it_is_with_all_that_it_shows() -> None:
    text = course_template("my-weeks")
    assert text.count("#") > 15
    assert said(text) == []
    shown = text
    for key in ("suits", "a_day", "running", "before_run", "after_run", "weekdays"):
        shown = shown.replace(f"# {key} =", f"{key} =")
    assert said(shown) == []
    course = library_with(shown).catalogue.courses["my-weeks"]
    assert (course.blocks[0].a_day, course.blocks[1].running) == ({"desk-break": 3}, "return-to-run")
    assert course.blocks[1].weekdays == {Weekday.MONDAY: "hip-flexor-loading"}
    assert "coach check" not in course_template("my-weeks", commands=False)


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("my-weeks.toml", COURSE, "course"),
        ("courses/my-weeks.toml", "", "course"),
        ("x.toml", '[[block]]\nid = "a"', "course"),
        ("x.toml", '[[block]]\n[[step]]\nexercise = "plank"', "routine"),
        ("x.toml", '[[step]]\nexercise = "plank"', "routine"),
        ("x.toml", "[[session]]\n[[block]]", "history"),
        ("exercises/x.toml", "[[block]]", "exercise"),
    ],
)
def test_a_course_is_told_by_its_blocks_or_its_folder(path: str, text: str, kind: str) -> None:
    document = parse(Path(path), text)
    assert not isinstance(document, Diagnostic)
    assert kind_of(document) == kind


def test_whatever_stands_in_it_is_told_and_nothing_is_raised(tmp_path: Path) -> None:
    """A few hundred damaged courses, among them those that are shipped, always the same."""
    chance = random.Random(14)
    texts = [COURSE, *(path.read_text() for path in sorted((shipped_folder() / "courses").glob("*.toml")))]
    path = tmp_path / "courses" / "my-weeks.toml"
    path.parent.mkdir()
    wrong = 0
    for _ in range(40):
        for text in texts:
            path.write_bytes(fuzzed(chance, text))
            found = check_files([path], [])
            wrong += bool(found)
            assert all(each.line >= 1 and each.column >= 1 and is_safe(str(each)) for each in found)
    assert wrong == 160  # without any routine, each names some that are not there


def test_a_check_with_a_mistake_is_not_told_to_be_missing_as_well() -> None:
    """Only what is wrong in it is said: adding it once more would be no way on."""
    text = COURSE.replace("[[block]]", '[[check]]\nid = "bridge"\nname = "Bridge"\nunit = "rep"\n\n[[block]]', 1)
    text = text.replace("sessions = 8", "sessions = 8, checks = { bridge = 12 }", 1)
    (line,) = said(text)
    assert 'unit must be "seconds", "reps" or "0-10", got "rep" (did you mean "reps"?)' in line
    assert any('there is no check "brigde"' in one for one in said(text.replace("{ bridge", "{ brigde")))


@pytest.mark.parametrize("written", ["check = 3\n", "check = [3]\n"])
def test_a_check_that_is_no_table_at_all(written: str) -> None:
    text = COURSE.replace("[[block]]", f"{written}\n[[block]]", 1)
    text = text.replace("sessions = 8", "sessions = 8, checks = { bridge = 1 }", 1)
    assert any("there is no check" in one for one in said(text))
