"""The database file: opening and migrating it, reading it row by row, and setting aside what cannot be read."""
