"""Keys of a history file that have rules of their own."""
