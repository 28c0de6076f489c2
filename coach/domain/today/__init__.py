"""What is due today, and what the day allows: the check-in, swaps, kit, minutes."""
