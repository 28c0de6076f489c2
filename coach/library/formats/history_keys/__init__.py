"""Keys of a history file that need checks of their own."""
