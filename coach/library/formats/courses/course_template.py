"""The text of a new course: valid as it is, and explained by comments."""

from coach.library.formats.template import default_name

_TEMPLATE = """\
#:schema ../schema/course.json
# Your course: weeks that lead somewhere. Lines after a # are for you: the coach does not read them.
{check}format = 1
id = "{id}"  # keep it like the file's name
name = "{name}"
about = "What it is for, in one line."
sources = ["coach"]                     # where it comes from: a physio, a book, a page
# suits = ["painful", "weak"]           # painful | tight | weak | well: whom it is proposed to

# What stands here holds in every block; a block that says it itself goes its own way.
per_week = 3                            # training days in any 7
between = ["five-minute-mobility"]      # offered on the days between, never missed; leave it out for rest
# a_day = {{ desk-break = 3 }}            # so often a day; nothing is asked, nothing is counted
# running = "return-to-run"             # beside it: walks first, and a run when the rules say so
# before_run = ["before-run"]
# after_run = ["after-run"]

# The blocks run from top to bottom: the next begins once all that "until" says is so.
[[block]]
id = "foundation"                       # your history names it: do not change it later
name = "Foundation"
phases = ["recovery"]                   # and above; leave it out for any
train = ["rehab-foundation"]            # in turn, one on each training day
until = {{ sessions = 8, days = 14, green = 4 }}
at_most_weeks = 6                       # then Home asks what next

# Keep one routine of the block before, or what was earned there goes back.
[[block]]
id = "load"
name = "Load"
phases = ["recovery"]
train = ["hip-flexor-loading", "rehab-foundation"]
# weekdays = {{ mon = "hip-flexor-loading" }}   # the routine of a day of the week
# until may also hold: worst = 2, not_before = 2027-01-11, clinician = true

# The last block stays; it needs no "until".
"""
_CHECK = """\
# When you have changed something: coach check; coach show {id}. Every key: docs/courses.md, or coach schema --markdown
"""


def course_template(identity: str, *, commands: bool = True) -> str:
    """A valid course for this id. ``commands``: whether its runner has a command line."""
    check = _CHECK.format(id=identity) if commands else ""
    return _TEMPLATE.format(id=identity, name=default_name(identity), check=check)
