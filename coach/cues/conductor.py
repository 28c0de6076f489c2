"""Turns the facts of a session into sounds, by the table in the settings, and passes them to the cues.

Facts of the same batch become one sound: the words in their order, and the bell of the loudest. Counts that come too
late are dropped.
"""

from collections.abc import Callable, Sequence

from coach.cues.cue import COUNT_GOOD_FOR_S, WORDS_GOOD_FOR_S, Cue, Sound
from coach.cues.moment_of_fact import PUNCTUAL, cue_moment
from coach.cues.speech import SpeechScene, words_of
from coach.domain.session.facts import Eased, Fact, Paused, Started
from coach.domain.session.layout import opens_round
from coach.domain.session.segments import Segment, set_of
from coach.domain.session.state import SessionState, Status
from coach.library.formats.settings.settings_file import Settings


class Conductor:
    """Makes one session heard. ``speed``: seconds of the session's clock in one real second. ``muted``: nothing sounds.

    ``reads``: called with every word that a voice says or would say, for those who read along; even when muted.
    """

    def __init__(
        self,
        cues: Sequence[Cue],
        settings: Settings,
        *,
        speed: float = 1.0,
        reads: Callable[[str], None] | None = None,
    ) -> None:
        self._cues = tuple(cues)
        self._reads = reads
        self._table = settings.table
        self._words = settings.words
        self._speed = speed
        self._segment: Segment | None = None
        self.muted = False

    def begin(self, state: SessionState) -> None:
        """Sound the session's first segment, for which no fact is passed on. A session that is paused is silent."""
        if state.status is Status.RUNNING:
            self.hear((Started(state.seen, state.segment),), state)
        else:
            self._segment = state.segment

    def hear(self, facts: tuple[Fact, ...], state: SessionState) -> None:
        """Sound these facts. ``state``: the session's state after them."""
        sound = self._sound(facts, state)
        if self._reads is not None and sound.text:
            self._reads(sound.text)
        if self.muted:
            return
        if any(isinstance(fact, Paused) for fact in facts):
            self._hush()
        if sound.rings or sound.text:
            for cue in self._cues:
                cue.give(sound)

    def mute(self, muted: bool) -> None:
        """Switch the sound off or on."""
        self.muted = muted
        if muted:
            self._hush()

    def _hush(self) -> None:
        for cue in self._cues:
            cue.hush()

    def _sound(self, facts: tuple[Fact, ...], state: SessionState) -> Sound:
        rings, counts, texts = 0, [""], []
        late_s = 0.0
        starts = any(isinstance(fact, Started) for fact in facts)
        for fact in facts:
            scene = self._follow(fact, state)
            moment = cue_moment(fact, scene.segment)
            if moment is None or (moment in PUNCTUAL and self._late_s(fact, state) > COUNT_GOOD_FOR_S):
                continue
            signal = self._table[moment]
            rings = max(rings, signal.bell)
            if not self._words.includes(signal.say) or (isinstance(fact, Eased) and starts):
                continue  # the words of ``Started`` name the exercise anyway
            words = words_of(fact, moment, scene)
            if moment in PUNCTUAL:
                counts, late_s = [words], self._late_s(fact, state)
            else:
                texts.append(words)
        if texts:
            return Sound(rings, " ".join(texts), WORDS_GOOD_FOR_S)
        return Sound(rings, counts[-1], COUNT_GOOD_FOR_S - late_s)

    def _follow(self, fact: Fact, state: SessionState) -> SpeechScene:
        """The scene of a fact. The running segment is tracked from the facts, as the state is already past them."""
        before = self._segment or state.segment
        led_in = False
        if isinstance(fact, Started):
            led_in = not before.is_work and before is not fact.segment and before.place == fact.segment.place
            self._segment = fact.segment
        elif isinstance(fact, Eased):
            self._segment = state.segment
        segment = self._segment or state.segment
        return SpeechScene(
            plan=state.plan,
            segment=segment,
            work=set_of(state.segments, segment),
            led_in=led_in,
            waits=state.status is not Status.RUNNING,
            words=self._words,
            opens=segment == state.segments[0],
            opens_round=opens_round(state.plan, state.segments, segment),
        )

    def _late_s(self, fact: Fact, state: SessionState) -> float:
        return max(0.0, state.seen - fact.at) / self._speed
