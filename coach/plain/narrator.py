"""Listens to the facts of a session, keeps the context that their sentences need, and says them."""

from coach.domain.session.facts import Counted, Eased, Ended, Fact, Paused, RepDone, RepMoved, Resumed, SetDone, Started
from coach.domain.session.segments import Segment, exercise_of, note_to_say, set_of
from coach.domain.session.state import SessionState, SetResult
from coach.library.formats.settings.sound_settings import Words
from coach.plain.session_lines import Scene, choices, fact_line, said_set, time_left
from coach.plain.talk import Talk
from coach.services.workout import Workout

_NEEDED = Started | Counted | RepMoved | RepDone | Paused | Resumed | Eased | Ended
"""The facts that are said even where only counts are wanted: without them nobody would know what to do."""


class Narrator:
    """Says what happens in one session, a line for each fact. To be created before the session's first tick."""

    def __init__(self, workout: Workout, talk: Talk, words: Words = Words.ALL) -> None:
        """``words``: all; brief, without how an exercise is done; or counts, with only what is needed to follow."""
        self._workout = workout
        self._talk = talk
        self._words = words
        self._segment = workout.state.segment
        self._led_in = True
        self._taught: set[str] = set()
        self._noted: tuple[object, ...] = ()
        """The place of the set whose note was said last."""
        workout.listen(self.hear)

    def begin(self) -> None:
        """Say the session's first segment, for which no fact is passed on."""
        if words := self._workout.state.plan.say_first:
            self._talk.say(words)
        self.hear((Started(0.0, self._segment),))

    def come_back(self) -> None:
        """Say where a session stands that is resumed after an interruption."""
        self._talk.say(f"You are at: {said_set(self._scene())}. {time_left(self._workout.total_left_s())}.")

    def offer(self) -> None:
        """Say what may be typed now."""
        state = self._workout.state
        paused = self._workout.wait_s() is None
        self._talk.say(choices(self._workout.legal(), state.segment, is_work=state.segment.is_work, paused=paused))

    def hear(self, facts: tuple[Fact, ...]) -> None:
        """Say these facts."""
        for fact in facts:
            if isinstance(fact, Started):
                self._led_in = not self._segment.is_work and self._segment.place == fact.segment.place
                self._segment = fact.segment
            elif isinstance(fact, Eased):
                self._segment = self._workout.state.segment
            scene = self._scene(fact)
            line = fact_line(fact, scene)
            if line is not None and (self._words.includes(Words.BRIEF) or isinstance(fact, _NEEDED)):
                self._talk.say(line)
            if isinstance(fact, Started) and not fact.segment.is_work:
                self._taught.add(exercise_of(scene.plan, scene.work).id)

    def _scene(self, fact: Fact | None = None) -> Scene:
        state = self._workout.state
        work = set_of(state.segments, self._segment)
        exercise = exercise_of(state.plan, work)
        return Scene(
            plan=state.plan,
            segment=self._segment,
            work=work,
            led_in=self._led_in,
            taught=exercise.id in self._taught or not self._words.includes(Words.ALL),
            hands_free=self._talk.hands_free,
            left_s=self._workout.total_left_s(),
            result=_result_of(state, fact.segment) if isinstance(fact, SetDone) else None,
            note=self._note(state, fact),
        )

    def _note(self, state: SessionState, fact: Fact | None) -> str:
        """The author's note, once before a step and in each of its rests; not if only counts are wanted."""
        if not isinstance(fact, Started) or not self._words.includes(Words.BRIEF):
            return ""
        note = note_to_say(state.plan, fact.segment)
        if not note or fact.segment.place == self._noted:
            return ""
        self._noted = fact.segment.place
        return note


def _result_of(state: SessionState, segment: Segment) -> SetResult | None:
    """The result of the set that has just ended."""
    results = [each for each in state.results if (each.step, each.set, each.side) == segment.place]
    return results[-1] if results else None
