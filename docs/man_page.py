"""The manual page, made from the parser: every command with its options and examples, so that none is forgotten."""

import argparse
from collections.abc import Iterator

from coach import __version__
from coach.cli.parsers.parser import parser

_EVERYWHERE = ("--routines", "--profile")
_FILES = (
    ("~/.config/coach/", "your routines, exercises, courses, lessons, and settings.toml"),
    ("~/.local/share/coach/", "your history, its backups, and reports of faults"),
)
_VARIABLES = (
    ("XDG_CONFIG_HOME, XDG_DATA_HOME", "other places for these two"),
    ("NO_COLOR", "no colours at all; everything is told by signs and weight, too"),
    ("COACH_DEBUG", "a traceback where something broke"),
)
_CODES = (
    ("0", "done"),
    ("1", "problems were found, or it could not be done"),
    ("2", "wrong usage, or no terminal"),
    ("3", "next: rest today"),
)


def man_page() -> str:
    """The page as roff."""
    top = parser()
    lines = [
        '.\\" Written by make docs; what it says stands in coach/cli/parsers.',
        f'.TH COACH 1 "" "coach {__version__}" "User Commands"',
        ".SH NAME",
        f"coach \\- {_text('a terminal workout coach for runners with hip-flexor trouble')}",
        ".SH SYNOPSIS",
        f".B coach\n{_text('[COMMAND] [OPTIONS]')}",
        ".SH DESCRIPTION",
        _text(top.description or ""),
        ".SH OPTIONS",
        *_options(top, everywhere=True),
        ".SH COMMANDS",
        *_commands(top, "coach"),
    ]
    for heading, pairs in (("FILES", _FILES), ("ENVIRONMENT", _VARIABLES), ("EXIT STATUS", _CODES)):
        lines.append(f".SH {heading}")
        for term, words in pairs:
            lines += [".TP", f".B {_text(term)}", _text(words)]
    lines += [".SH SEE ALSO", _text("coach docs, which lists pages on routines, courses, lessons, hosting and more")]
    return "\n".join(lines) + "\n"


def _commands(of: argparse.ArgumentParser, called: str) -> Iterator[str]:
    for group in of._actions:
        if not isinstance(group, argparse._SubParsersAction):
            continue
        for listed in group._choices_actions:
            command = group.choices[listed.dest]
            name = f"{called} {listed.dest}"
            yield from (f".SS {_text(' '.join([name, *_places(command)]))}", _text(command.description or ""))
            yield from _options(command)
            yield from _examples(command.epilog or "")
            yield from _commands(command, name)


def _places(command: argparse.ArgumentParser) -> Iterator[str]:
    """What stands behind a command without an option's name."""
    for action in command._actions:
        if not action.option_strings and not isinstance(action, argparse._SubParsersAction):
            name = _value(action)
            yield f"[{name}]" if action.nargs in ("?", "*") else name


def _options(of: argparse.ArgumentParser, *, everywhere: bool = False) -> Iterator[str]:
    for action in of._actions:
        names = action.option_strings
        is_known = "--help" in names or (names and names[0] in _EVERYWHERE)
        if action.help == argparse.SUPPRESS or not action.help or (is_known and not everywhere):
            continue
        if isinstance(action, argparse._SubParsersAction):
            continue
        value = "" if action.nargs == 0 or not names else f" {_value(action)}"
        yield from (".TP", f".B {_text(', '.join(names) + value if names else _value(action))}", _text(action.help))


def _value(action: argparse.Action) -> str:
    if isinstance(action.metavar, tuple):
        return " ".join(action.metavar)
    if action.metavar:
        return action.metavar
    return "|".join(map(str, action.choices)) if action.choices else action.dest.upper()


def _examples(epilog: str) -> Iterator[str]:
    lines = epilog.partition("examples:\n")[2].splitlines()
    if lines:
        yield from (".PP", ".nf", *map(_text, lines), ".fi")


def _text(words: str) -> str:
    """Words as roff takes them: nothing in them is a request, and every sign is in ASCII."""
    lines = []
    for line in words.replace("%%", "%").replace("\\", "\\e").replace("-", "\\-").split("\n"):
        line = "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in line)
        lines.append(f"\\&{line}" if line.startswith((".", "'")) else line or ".PP")
    return "\n".join(lines)
