"""Copies of the database and how they are used: daily backups, restoring one, repairing a damaged file."""
