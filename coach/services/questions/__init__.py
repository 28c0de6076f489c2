"""What one runner is asked around their training, and what is remembered of it: once, for a day, at the first start."""
