"""The parsers of the commands about files: ``check``, ``new``, ``edit``, ``publish``, ``schema``, ``add`` and more."""

import argparse
from pathlib import Path

from coach.cli.parsers.commands import Commands, add_json
from coach.cli.parsers.values import one_id


def add_files(commands: Commands) -> None:
    """Add the commands about files."""
    _add_check(commands)
    _add_new(commands)
    _add_edit(commands)
    _add_handing_over(commands)
    _add_publish(commands)
    _add_schema(commands)


def _add_check(commands: Commands) -> None:
    check = commands.add(
        "check",
        "files.files:check",
        "validate files or folders; exit 1 on any error",
        ("coach check", "all that would be loaded"),
        ("coach check my-care.toml", ""),
    )
    check.add_argument("paths", nargs="*", metavar="PATH", type=Path)
    add_json(check)


def _add_new(commands: Commands) -> None:
    new = commands.add(
        "new",
        "files.files:new",
        "begin a routine, course, exercise or lessons of your own",
        ("coach new my-care", "a template that explains the format"),
        ("coach new my-care --from psoas-care", "a copy to change"),
        ("coach new my-weeks --course", "a course: weeks that lead somewhere"),
        ("coach new my-move --exercise", "an exercise in a file of its own"),
        ("coach new our-club --lessons", "cards to read, and questions"),
    )
    new.add_argument("id", metavar="ID", type=one_id, help="small letters, digits and hyphens; a name becomes one")
    new.add_argument(
        "--from", dest="source", metavar="ROUTINE", type=one_id, help="the routine, exercise or course to copy"
    )
    what = new.add_mutually_exclusive_group()
    what.add_argument("--course", action="store_true", help="a course, in place of a routine")
    what.add_argument("--exercise", action="store_true", help="an exercise")
    what.add_argument("--lessons", action="store_true", help="lessons: cards and questions")


def _add_edit(commands: Commands) -> None:
    edit = commands.add(
        "edit",
        "files.editing:edit",
        "change a routine, exercise, course or lessons of your own in your editor, checked when you close it",
        ("coach edit my-care", ""),
        ("coach edit psoas-care", "a copy of your own, which takes the place of the shipped one"),
        more=" The editor is $VISUAL or $EDITOR. What is wrong is shown, and you may go on editing.",
    )
    edit.add_argument("id", metavar="ID", type=one_id)


def _add_publish(commands: Commands) -> None:
    publish = commands.add(
        "publish",
        "files.sharing:publish",
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


def _add_schema(commands: Commands) -> None:
    schema = commands.add(
        "schema",
        "files.schemas:schema",
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


def _add_handing_over(commands: Commands) -> None:
    _add_add(commands)
    _add_pack(commands)
    _add_remove(commands)
    _add_rename(commands)


def _add_add(commands: Commands) -> None:
    add = commands.add(
        "add",
        "handing_over.adding:add",
        "add somebody's routines, exercises, courses and lessons to your own: files, folders and packs",
        ("coach add from-anna.toml", "one file"),
        ("coach add anna.coach.toml", "a pack: all of it, after asking once"),
        ("coach add physio/ extra.toml --yes", "a folder and a file, without asking"),
        more=" Checks them and shows what they do first. Of several, all are taken in, or none.",
    )
    add.add_argument("files", nargs="+", metavar="FILE", type=Path)
    add.add_argument("--replace", action="store_true", help="one file: take the place of one that is there already")
    add.add_argument("--yes", action="store_true", help="do not ask; what is replaced is kept aside")
    _add_choice(add)


def _add_pack(commands: Commands) -> None:
    pack = commands.add(
        "pack",
        "handing_over.pack:pack",
        "make one text file of routines, courses, exercises and lessons that belong together",
        ("coach pack anna-care", "the routine, with your exercises that it names: anna-care.coach.toml"),
        ("coach pack anna-weeks ben-weeks --name patients", "two courses, with all their routines"),
        ("coach pack --all --to backup.coach.toml", "all that is yours"),
        more=" Whoever gets it: coach add FILE. What comes with every coach is not packed.",
    )
    pack.add_argument("ids", nargs="*", metavar="ID", type=one_id)
    pack.add_argument("--all", action="store_true", help="all that is yours")
    pack.add_argument("--name", metavar="NAME", help="what the pack is called; without it, the first id")
    pack.add_argument("--to", metavar="FILE", help="where it goes, - for the standard output")


def _add_remove(commands: Commands) -> None:
    remove = commands.add(
        "remove",
        "handing_over.removing:remove",
        "put a file of your own away; it can be brought back",
        ("coach remove my-care", "asks first"),
        ("coach remove --undo my-care", "bring it back"),
        ("coach remove --list", "what was put away"),
        ("coach remove --for-good", "delete what was put away"),
    )
    remove.add_argument("id", nargs="?", metavar="ID", type=one_id)
    remove.add_argument("--undo", action="store_true", help="bring back what was put away last, or last of this id")
    remove.add_argument("--list", action="store_true", help="what was put away, the last first")
    remove.add_argument("--for-good", action="store_true", help="delete all that was put away")
    remove.add_argument("--yes", action="store_true", help="do not ask")
    _add_kind(remove)


def _add_rename(commands: Commands) -> None:
    rename = commands.add(
        "rename",
        "handing_over.renaming:rename",
        "give something of your own another id; what names it follows, and your history goes with it",
        ("coach rename my-care morning-care", ""),
    )
    rename.add_argument("old", metavar="OLD", type=one_id)
    rename.add_argument("new", metavar="NEW", type=one_id)
    rename.add_argument("--yes", action="store_true", help=argparse.SUPPRESS)
    _add_kind(rename)


def _add_kind(command: argparse.ArgumentParser) -> None:
    kinds = ("routine", "exercise", "course", "lessons")
    command.add_argument("--kind", choices=kinds, help="where several of yours have the id: which")


def _add_choice(command: argparse.ArgumentParser) -> None:
    """Add the options that decide which of two definitions of one exercise counts."""
    choice = command.add_mutually_exclusive_group()
    choice.add_argument("--mine", action="store_true", help="an exercise that it has otherwise: keep what is there")
    choice.add_argument("--theirs", action="store_true", help="the same: take what the file says, in every routine")
    choice.add_argument("--both", action="store_true", help="the same: keep both, theirs under an id of its own")
