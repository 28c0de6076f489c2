"""Plain mode, the second front end: one line for each event, no cursor moves; for screen readers, pipes and scripts."""
