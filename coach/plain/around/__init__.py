"""What plain mode says and asks around training: day and weeks, the first start, what comes before a session."""
