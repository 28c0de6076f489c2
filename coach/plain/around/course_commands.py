"""The weeks ahead in plain mode: choosing a course, its state, one more week, the days ahead, ill or away."""

from collections.abc import Callable
from datetime import timedelta

from coach.domain.courses.diary import DayKind
from coach.domain.courses.proposing import why_proposed
from coach.domain.courses.run_day import may_decline_run
from coach.domain.today.day_words import day_in_words
from coach.plain import answers as read
from coach.plain.around.course_lines import FEVER, block_followed, day_line, next_block, pause_line
from coach.plain.around.measuring import hints as measuring_hints
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.services.training import Training

_DAYS_AHEAD, _FIRST_WEEK = 14, 7


def choose_course(training: Training, talk: Talk, *, proposes: bool = False) -> None:
    """Ask which course to follow. ``proposes``: at the first start, Enter chooses the one that is proposed."""
    courses = training.courses
    offered = courses.proposals()
    if not offered:
        talk.say("There is no course here.")
        return
    for number, each in enumerate(offered, 1):
        talk.say(f"{number}. {each.name}. {each.about} {why_proposed(each, training.profile().concern)}".rstrip())
    if proposes:
        week = f" The first week, if all stays green: {_first_week(training, offered[0].id)}."
        talk.say(f"{offered[0].name} suits you.{'' if training.standing().lock.is_on else week}")
    enter = f"Enter takes {offered[0].name}" if proposes else "Enter leaves it as it is"
    numbers = f"A number from 1 to {len(offered)}, x, or Enter."

    def chosen(line: str) -> str:
        if line.lower() == "x":
            return "x"
        try:
            place = read.index_typed(line, len(offered))
        except read.NotUnderstoodError:
            raise read.NotUnderstoodError(numbers) from None
        return offered[0].id if place is None and proposes else "" if place is None else offered[place].id

    course_id = asked(talk, f"Which course? A number; x none: you choose yourself; {enter}:", chosen)
    if course_id == "x":
        if courses.course is not None or courses.missing is not None:
            courses.choose(None)
        talk.say("You follow no course: you choose yourself, and the rules stay as they are.")
    elif course_id and (courses.course is None or courses.course.id != course_id):
        courses.choose(course_id)
        talk.say(f"You follow {training.catalogue.courses[course_id].name} from now on.")


def _first_week(training: Training, course_id: str) -> str:
    days = training.today.each_ahead(_FIRST_WEEK, course_id)
    return "; ".join(f"{each.day:%A} {day_in_words(each)}" for each in days)


class CourseCommands:
    """The commands of plain mode's home that concern the course and the days ahead."""

    def __init__(self, training: Training, talk: Talk) -> None:
        self._training = training
        self._talk = talk

    def hints(self) -> str:
        """The additional commands that make sense today, as text."""
        due, paused = self._training.today.suggestion(), self._training.courses.pause
        said = ["p: you are back, the pause ends." if paused else ""]
        said += ["k: stay in the present block one more week." if due.kind is DayKind.BLOCK_DONE else ""]
        said += ["p: still ill or away." if due.kind is DayKind.BACK else ""]
        said += ["o: no run today."] if self._may_decline_run() else []
        said += ["g: log the walk." if any(offer.walk for offer in due.offers) else ""]
        said += ["d: take the break." if any(offer.a_day for offer in due.offers) else ""]
        said += ["c: a block takes long; what now?" if self._training.course_questions.overlong_is_open() else ""]
        said += [measuring_hints(self._training)]
        return " ".join(filter(None, said))

    # --- the course -------------------------------------------------------------------------------------------------

    def course(self) -> None:
        """Say where the runner stands, and ask what they want to change."""
        courses, say = self._training.courses, self._talk.say
        if courses.course is None:
            choose_course(self._training, self._talk)
            return
        say(f"{courses.label().replace(' · ', ', ')}.")
        following = next_block(self._training)
        for need in courses.needs() if following and not self._is_locked else ():
            say(f"For {following.name if following else ''}, {'met' if need.met else 'missing'}: {need.words}.")
        ways = self._ways()
        listed = ", ".join(f"{letter} {words}" for letter, (words, _) in ways.items())
        way = asked(self._talk, f"{listed}; Enter leaves it as it is:", lambda line: _letter(line, ways))
        if way:
            ways[way][1]()

    def _ways(self) -> dict[str, tuple[str, Callable[[], None]]]:
        """The choices by letter: the words, and the function to call."""
        courses, questions = self._training.courses, self._training.course_questions
        ways: dict[str, tuple[str, Callable[[], None]]] = {
            "a": ("another course", lambda: choose_course(self._training, self._talk)),
            "m": ("what is ahead", self.say_ahead),
        }
        if next_block(self._training) is not None:
            ways["k"] = ("stay in this block one more week", self.stay)
        following = courses.asks_for_yes()
        if following is not None:
            ways["v"] = (f"my physio or doctor said yes to {following.name}", self._say_yes)
        if courses.overlong():
            ways["o"] = ("what to do, as this block takes long", self._overlong)
            if questions.overlong_is_open():
                self._talk.say(courses.overlong())
        return ways

    def stay(self) -> None:
        """Stay in the present block one more week."""
        block = block_followed(self._training)
        if block is None:
            self._talk.say("You follow no course, so there is no block to stay in. c: choose one.")
            return
        self._training.courses.stay()
        self._talk.say(f"One more week of {block.name}. What you have done there stays.")

    def no_run(self) -> None:
        """Decline today's run; the rest of the day stays."""
        if not self._may_decline_run():
            self._talk.say("No run is due now.")
            return
        self._training.today.decline_run()
        self._talk.say("No run today, then. Tomorrow it is asked again.")

    def _may_decline_run(self) -> bool:
        training = self._training
        return may_decline_run(training.today.suggestion(), training.standing(), training.clock.now())

    def _say_yes(self) -> None:
        courses = self._training.courses
        course, following = courses.course, courses.asks_for_yes()
        if course is not None and following is not None:
            courses.choose(course.id, following.id)
            self._talk.say(f"Good. {following.name} begins with your next training.")

    def _overlong(self) -> None:
        courses = self._training.courses
        course, block = courses.course, block_followed(self._training)
        if course is None or block is None:
            return
        before = course.blocks[: course.blocks.index(block)]
        easier = next((one for one in reversed(before) if not one.is_acute), None)
        said = (
            f"1 go on as it is, 2 {block.name} once more, counted anew{f', 3 {easier.name}, easier' if easier else ''}"
        )
        question = f"{courses.overlong()} {said}; Enter decides later:"
        place = asked(self._talk, question, lambda line: read.index_typed(line, 3 if easier else 2))
        self._talk.say("A page for a physiotherapist to take along: r at What now? says it, coach report makes it.")
        if place == 0:
            self._training.course_questions.overlong_was_heard()
        elif place is not None:
            courses.choose(course.id, block.id if place == 1 or easier is None else easier.id)
            self._talk.say("That is so from now on.")

    @property
    def _is_locked(self) -> bool:
        return self._training.standing().lock.is_on

    def say_ahead(self) -> None:
        """Say the days ahead, a line for each."""
        if self._is_locked:
            self._talk.say(self._training.standing().lock.in_words())
            return
        self._talk.say("If all stay green:")
        for each in self._training.courses.ahead(_DAYS_AHEAD):
            self._talk.say(day_line(each, self._training))

    # --- ill or away ------------------------------------------------------------------------------------------------

    def pause(self) -> None:
        """Begin a pause (ill or away), or end it."""
        courses = self._training.courses
        if courses.pause is not None:
            courses.come_back()
            self._talk.say("Welcome back.")
            return
        today = self._training.clock.now().date()
        question = f"Ill or away? {FEVER} Days until training begins again, such as 7; Enter: until you say so; n no:"
        days = asked(self._talk, question, _days_away)
        if days is None:
            self._talk.say("No pause, then.")
            return
        until = today + timedelta(days=days) if days else None
        courses.take_pause(until)
        self._talk.say(f"{pause_line(self._training, until)} p: you are back.")


def _days_away(line: str) -> int | None:
    """Parse a number of days; 0: unknown; None: no pause."""
    if line.lower() in ("n", "no"):
        return None
    if not line:
        return 0
    if line.isascii() and line.isdigit() and len(line) < 4 and int(line):
        return int(line)
    raise read.NotUnderstoodError("A number of days, such as 7; Enter for nobody knows; n for no pause.")


def _letter(line: str, ways: dict[str, tuple[str, Callable[[], None]]]) -> str:
    word = line.lower()
    if word and word not in ways:
        raise read.NotUnderstoodError("One of the letters, or Enter.")
    return word
