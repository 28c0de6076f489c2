"""What both front ends need for one runner: plans, sessions, records, sharing, and files and settings kept current."""
