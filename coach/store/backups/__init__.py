"""Copies of the database, and what puts one back: daily backups, restoring, repairing a damaged file."""
