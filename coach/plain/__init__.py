"""Plain mode, the second front end: a line an event, no cursor moves; for screen readers, pipes and scripts."""
