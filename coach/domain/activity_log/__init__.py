"""What may be logged of what was done without the coach: which things, what is asked of them, and their records."""
