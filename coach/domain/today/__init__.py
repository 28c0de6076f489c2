"""What is due today, and how a plan is adapted to the day: the check-in, swaps, kit, minutes."""
