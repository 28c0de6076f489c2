"""Questions to one runner around their training, and what is remembered of them: for good, or for the day."""
