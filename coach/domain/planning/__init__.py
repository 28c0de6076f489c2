"""What follows from all records together: the standing, and from it today's plan with its reasons."""
