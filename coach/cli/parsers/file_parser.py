"""The words of files: ``check``, ``new``, ``edit``, ``add``, ``publish``, ``schema``."""

import argparse
from pathlib import Path

from coach.cli.parsers.commands import Commands, add_json
from coach.cli.parsers.values import one_id


def add_files(commands: Commands) -> None:
    """Add what is done with files of routines and exercises."""
    check = commands.add(
        "check",
        "files:check",
        "validate files or folders; exit 1 on any error",
        ("coach check", "all that would be loaded"),
        ("coach check my-care.toml", ""),
    )
    check.add_argument("paths", nargs="*", metavar="PATH", type=Path)
    add_json(check)
    new = commands.add(
        "new",
        "files:new",
        "begin a routine or course of your own",
        ("coach new my-care", "a template that explains the format"),
        ("coach new my-care --from psoas-care", "a copy to change"),
        ("coach new my-weeks --course", "a course: weeks that lead somewhere"),
    )
    new.add_argument("id", metavar="ID", type=one_id, help="small letters, digits and hyphens")
    new.add_argument(
        "--from", dest="source", metavar="ROUTINE", type=one_id, help="the routine, exercise or course to copy"
    )
    new.add_argument("--course", action="store_true", help="a course, in place of a routine")
    edit = commands.add(
        "edit",
        "editing:edit",
        "change a routine, exercise, course or lessons of your own in your editor, checked when you close it",
        ("coach edit my-care", ""),
        ("coach edit psoas-care", "a copy of your own, which takes the place of the shipped one"),
        more=" The editor is $VISUAL or $EDITOR. What is wrong is shown, and you may go on editing.",
    )
    edit.add_argument("id", metavar="ID", type=one_id)
    add = commands.add(
        "add",
        "sharing:add",
        "add somebody's routine, exercise, course or lessons to your own",
        ("coach add from-anna.toml", ""),
        more=" Checks it and shows what it does first.",
    )
    add.add_argument("file", metavar="FILE", type=Path)
    add.add_argument("--replace", action="store_true", help="take the place of one that is there already")
    _add_choice(add)
    publish = commands.add(
        "publish",
        "sharing:publish",
        "the same for everyone on this machine, or for a group",
        ("coach publish club-care.toml", "for everyone"),
        ("coach publish club-care.toml --group tuesday-club", "for one group"),
        ("coach publish caps.toml --group tuesday-club", "what the group's runners are allowed at most"),
        ("coach publish club-care --undo", "bring back what was there before"),
        more=(
            " Checks it and shows what it does first; puts it in place at one stroke and keeps the version before.\n"
            "A file that is broken by hand later takes nothing from anybody: the published version stays in use."
        ),
    )
    publish.add_argument("file", metavar="FILE", type=Path)
    publish.add_argument("--group", metavar="NAME", help="a group: those who name it in their settings see it")
    publish.add_argument("--undo", action="store_true", help="FILE (or an id) back to the version before")
    publish.add_argument("--replace", action="store_true", help=argparse.SUPPRESS)
    _add_choice(publish)
    schema = commands.add(
        "schema",
        "schemas:schema",
        "the JSON Schema of every kind of file, for editors that complete and check",
        ("coach schema", "print them all"),
        (
            "coach schema ~/.config/coach/routines/schema",
            "write them there, a file each",
        ),
        ("coach schema --markdown", "the keys as tables"),
    )
    schema.add_argument("folder", nargs="?", metavar="DIR", type=Path)
    schema.add_argument("--markdown", action="store_true", help="the keys as tables, for docs/routines.md")


def _add_choice(command: argparse.ArgumentParser) -> None:
    """Which of two meanings of one exercise shall count."""
    choice = command.add_mutually_exclusive_group()
    choice.add_argument("--mine", action="store_true", help="an exercise that it has otherwise: keep what is there")
    choice.add_argument("--theirs", action="store_true", help="the same: take what the file says, in every routine")
    choice.add_argument("--both", action="store_true", help="the same: keep both, theirs under an id of its own")
