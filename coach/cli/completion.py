"""Shell completion: a short script for each shell, which asks ``coach complete`` for the candidates.

The candidates are read from the parser itself and from the library, so they are never out of date.
"""

import argparse
from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from coach.system.exit_codes import DONE

if TYPE_CHECKING:
    from coach.domain.exercises.catalogue import Catalogue

SCRIPTS = {
    "bash": """\
_coach() {
    local IFS=$'\\n'
    COMPREPLY=($(compgen -W "$(coach complete -- "${COMP_WORDS[@]:1:COMP_CWORD}")" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _coach coach
""",
    "zsh": """\
#compdef coach
_coach() { compadd -- ${(f)"$(coach complete -- "${(@)words[2,CURRENT]}")"} }
compdef _coach coach
""",
    "fish": """\
complete -c coach -f -a '(coach complete -- (commandline -opc)[2..] (commandline -ct))'
""",
}
"""The script that each shell reads at its start."""
_TAKES = {
    "play": ("routine",),
    "show": ("routine", "exercise", "course"),
    "simulate": ("routine",),
    "new": ("routine",),
    "log": ("thing", "routine"),
    "edit": ("routine", "exercise", "course"),
    "pack": ("routine", "exercise", "course"),
    "remove": ("routine", "exercise", "course"),
    "rename": ("routine", "exercise", "course"),
    "course": ("course",),
    "completion": (),
}
"""The kinds of id that each command takes; ``thing``: what can be logged besides routines."""
_OPTIONS_TAKE = {
    "--routine": ("routine",),
    "--from": ("routine", "course"),
    "--course": ("course",),
    "--until": ("day",),
    "--kind": ("activity",),
    "--red-flags": ("flag",),
}
"""The kinds of id that each option takes."""


def script(args: Namespace) -> int:
    """Print the completion script for a shell."""
    print(SCRIPTS[args.shell], end="")
    return DONE


def complete(args: Namespace) -> int:
    """Print the candidates for the last word, one per line. ``args.words``: the words after ``coach``."""
    from coach.cli.parsers.parser import parser

    for candidate in sorted(set(_candidates(parser(), args.words))):
        print(candidate)
    return DONE


def _candidates(top: argparse.ArgumentParser, words: Sequence[str]) -> Iterable[str]:
    *before, typed = words or [""]
    commands = _commands_of(top)
    command = next((word for word in before if word in commands), None)
    at = commands[command] if command else top
    if typed.startswith("-"):
        return [option for action in at._actions for option in action.option_strings]
    option = next((action for action in at._actions if before and before[-1] in action.option_strings), None)
    if option is not None and before[-1] == "--block":
        return _blocks(before)
    if option is not None and option.nargs != 0:
        return [str(choice) for choice in option.choices or ()] or _ids(_OPTIONS_TAKE.get(before[-1], ()))
    if command is None:
        return [name for name in commands if name != "complete"]
    if command == "completion":
        return SCRIPTS
    if command == "backup":
        return _of_backup(before[before.index(command) + 1 :])
    if command == "rules":
        from coach.cli.training.rules import names

        return names()
    return _ids(_TAKES.get(command, ()))


def _of_backup(behind: Sequence[str]) -> Iterable[str]:
    """Return the candidates after ``backup`` and the words ``behind`` it."""
    from coach.cli.parsers.record_parser import BACKUP_ACTIONS
    from coach.store.backups.backups import NEWEST

    if not behind:
        return BACKUP_ACTIONS
    return (NEWEST,) if behind == ["restore"] else ()


def _commands_of(top: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _ids(kinds: Sequence[str]) -> list[str]:
    from coach.domain.activity_log.logged_kinds import ACTIVITIES, LogKind
    from coach.domain.records.red_flags import BY_ID

    known: dict[str, Iterable[str]] = {"thing": (*LogKind, *ACTIVITIES), "activity": ACTIVITIES, "flag": BY_ID}
    known["day"] = ("today", "tomorrow")
    ids = [str(word) for kind in kinds for word in known.get(kind, ())]
    if not {"routine", "exercise", "course"} & set(kinds):
        return ids
    catalogue = _catalogue()
    ids += catalogue.routines if "routine" in kinds else []
    ids += catalogue.courses if "course" in kinds else []
    return ids + (list(catalogue.exercises) if "exercise" in kinds else [])


def _blocks(before: Sequence[str]) -> list[str]:
    """Return the blocks of the course that is named earlier on the command line."""
    courses = _catalogue().courses
    return [block.id for word in before if word in courses for block in courses[word].blocks]


def _catalogue() -> "Catalogue":
    from coach.cli.base.context import layers_of
    from coach.library.shelf.library import load_library

    return load_library(layers_of(Namespace(routines=None))).catalogue
