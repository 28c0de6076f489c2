"""Home, where the app begins: today, the days around it, and the list of routines."""
