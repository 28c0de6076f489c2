"""Sound, asked once: plays what the coach could be heard by, and asks whether it was. Nothing sounds unasked."""

from dataclasses import replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Click, Key
from textual.reactive import reactive
from textual.widgets import Static

from coach.cues.desk import Desk
from coach.library.settings_file import Settings
from coach.library.sound_settings import Voice
from coach.tui.screens.ask import Choice, ChoiceLine
from coach.tui.screens.base import SteadyModal

PATIENCE_S = 12.0
"""Without an answer the session begins in silence: the runner may be lying on the floor already."""
SAMPLE = "Hello. I can count for you."

_FIRST = (
    Choice("enter", "Play a sound", "play"),
    Choice("s", "Silent, please", "silent"),
)
_HEARD = (
    Choice("y", "Yes, use it", "heard"),
    Choice("n", "No", "not heard"),
    Choice("s", "Silent, please", "silent"),
)


class SoundQuestion(SteadyModal[Settings | None]):
    """Closes with the settings that the answers make; None: there was no answer, and it is asked again another time."""

    BINDINGS = [Binding("escape", "dismiss(None)", show=False)]  # noqa: RUF012 - as Textual declares it

    played = reactive(0, init=False, recompose=True)
    """How many sounds were played so far."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self._desk = desk
        self._settings = settings
        speaker = desk.speaker(settings)
        self._sounds = (["voice"] if speaker else []) + (["bell"] if desk.rings else [])

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Vertical(id="ask"):
            yield Static(self._question(), id="question", markup=False)
            for choice in self._choices:
                yield ChoiceLine(choice)
            yield Static(
                f"Without an answer it begins in silence, in {PATIENCE_S:.0f} s.", classes="hint", markup=False
            )

    def on_mount(self) -> None:
        """Wait, but not for ever."""
        self._wait()

    def on_key(self, event: Key) -> None:
        """Answer by key."""
        for choice in self._choices:
            if event.key == choice.key:
                event.stop()
                self._take(choice.value)
                return

    def on_click(self, event: Click) -> None:
        """Answer by mouse."""
        if isinstance(event.widget, ChoiceLine):
            self._take(event.widget.choice.value)

    @property
    def _choices(self) -> tuple[Choice[str], ...]:
        return _HEARD if self.played else _FIRST

    def _question(self) -> str:
        if not self.played:
            return "The coach can count for you, so that you need not look. May it play a sound?"
        kind = self._sounds[self.played - 1]
        return (
            "Did you hear that voice?" if kind == "voice" else "That was the terminal's bell, twice. Did you hear it?"
        )

    def _take(self, answer: str) -> None:
        if answer == "play" or (answer == "not heard" and self.played < len(self._sounds)):
            self._play()
        elif answer == "heard":
            speaks = self._sounds[self.played - 1] == "voice"
            self.dismiss(replace(self._settings, voice=Voice.ON if speaks else Voice.OFF, bell=not speaks))
        else:
            if answer == "not heard":
                self.app.notify(
                    "Then it stays silent. Settings turns sound on; `coach doctor` says more.", markup=False
                )
            self.dismiss(replace(self._settings, voice=Voice.OFF, bell=False))

    def _play(self) -> None:
        if self._sounds[self.played] == "voice":
            self._desk.speak(SAMPLE, self._settings)
        else:
            self._desk.ring(2)
        self.played += 1
        self._wait()

    def _wait(self) -> None:
        asked = self.played

        def give_up() -> None:
            if self.is_current and self.played == asked:
                self.dismiss(None)

        self.set_timer(PATIENCE_S, give_up)
