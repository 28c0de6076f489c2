"""Keys of a history file that have a module of their own: answers, and measures."""
