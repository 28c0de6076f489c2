"""What is handed over and taken in: several files as one, put in place all or none, put away, given another id."""
