"""The search of the command palette: by a command's title, by other words for it, by what it does; most used first.

Left out: which commands there are (``palette``), and the palette itself (``safe_palette``).
"""

from collections.abc import Callable, Iterator, Mapping

from textual.app import SystemCommand
from textual.command import DiscoveryHit, Hit, Hits, Provider

from coach.tui.base.app_base import AppBase

USED = "palette-used"
"""The name under which the store keeps how often each command was chosen."""
MOST_COUNTED = 20
"""Uses are counted up to here, so that a newer habit can overtake an old one."""
OTHER_WORDS: Mapping[str, str] = {
    "Bring back a record": "undo undelete restore mistake",
    "Remove a record": "delete undo mistake take out",
    "History, calendar, charts": "weeks records graph pain statistics days behind",
    "Learn": "cards quiz psoas anatomy lessons",
    "Log": "add record run walk swim",
    "Ill or away": "pause holiday sick travel",
    "What is ahead": "plan future next days schedule",
    "You": "profile pain side kit equipment days",
    "Settings": "options preferences theme colours voice bell sound",
    "Sharing": "physiotherapist helper page",
    "Page for a clinician": "report physiotherapist doctor print pdf",
    "Light/dark": "theme colours",
    "Leave": "quit exit close",
    "Home": "start today list",
    "Help": "keys rules safety",
}
_IN_THE_TITLE, _BY_OTHER_WORDS, _BY_WHAT_IT_DOES, _BY_ITS_LETTERS = 1.0, 0.5, 0.2, 0.1
"""The scores of what stands in the title as typed (the matcher's is added), of another word for it, of a word of the
description, and of a title that holds the letters somewhere (the matcher's share of it): foUNDation is not "undo"."""
_EACH_USE = 0.05


class PaletteCommands(Provider):
    """The commands that are legal now, as ``AppBase.get_system_commands`` gives them."""

    async def discover(self) -> Hits:
        """Yield all commands, the most used first, then by title."""
        used = uses(self._coach)
        for command in sorted(self._commands(), key=lambda each: (-used.get(each.title, 0), each.title)):
            if command.discover:
                yield DiscoveryHit(command.title, self._noting(command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Yield the commands that match."""
        used, matcher, typed = uses(self._coach), self.matcher(query), query.strip().lower()
        for command in self._commands():
            title = command.title
            words, does = OTHER_WORDS.get(title, "").split(), command.help.lower().split()
            match = matcher.match(title)
            if all(word in _plain(title) for word in _plain(typed).split()):  # an id is a name with other spaces
                score = _IN_THE_TITLE + match
            elif any(word.startswith(typed) for word in words):
                score = _BY_OTHER_WORDS
            elif len(typed) > 2 and any(word.startswith(typed) for word in does):
                score = _BY_WHAT_IT_DOES
            else:
                score = _BY_ITS_LETTERS * min(match, 1.0)
            if score > 0:
                score *= 1 + _EACH_USE * used.get(title, 0)
                yield Hit(score, matcher.highlight(title), self._noting(command), help=command.help)

    @property
    def _coach(self) -> AppBase:
        assert isinstance(self.app, AppBase)
        return self.app

    def _commands(self) -> Iterator[SystemCommand]:
        yield from self.app.get_system_commands(self.screen)

    def _noting(self, command: SystemCommand) -> Callable[[], object]:
        def does() -> object:
            note_use(self._coach, command.title)
            return command.callback()

        return does


def _plain(words: str) -> str:
    return words.lower().replace("-", " ")


def uses(app: AppBase) -> dict[str, int]:
    """Return how often each command was chosen, by its title."""
    kept = app.training.store.read(USED)
    if not isinstance(kept, dict):
        return {}
    return {name: count for name, count in kept.items() if isinstance(name, str) and type(count) is int}


def note_use(app: AppBase, title: str) -> None:
    """Count one more use; while the store cannot write, it is not counted."""
    from coach.store.protocol import StoreError

    def counted(kept: object) -> dict[str, int]:
        known = uses(app)
        return {**known, title: min(MOST_COUNTED, known.get(title, 0) + 1)}

    try:
        app.training.store.change(USED, counted)
    except StoreError:
        return
