"""The command line: ``main`` is what ``coach`` runs. The module of a command is imported only when it is used."""

from coach.cli.entry import main

__all__ = ["main"]
