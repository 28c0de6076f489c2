"""What both front ends do for one runner: plans, sessions, records, sharing; files and settings kept as they are."""
