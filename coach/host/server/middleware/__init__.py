"""The middleware of a visit, one per module. Each passes a visit to the next one, and sees how it ended."""
