"""The command line: ``main`` is what ``coach`` runs. A command's module is imported when the command is asked for."""

from coach.cli.entry import main

__all__ = ["main"]
