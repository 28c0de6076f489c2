"""What plain mode says and asks around training: the day, the weeks, the first start, what comes before a session."""
