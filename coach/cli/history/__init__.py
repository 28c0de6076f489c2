"""The commands about the history: log, show, correct, remove, export and import, back up, report."""
