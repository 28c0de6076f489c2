"""Home, where the app starts: today, the days around it, and the list of routines."""
