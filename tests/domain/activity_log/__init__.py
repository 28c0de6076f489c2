"""What may be logged of what was done without the coach, and what comes of it."""
