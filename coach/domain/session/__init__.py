"""A session under way, as pure steps: segments, state, commands, facts, and the record it becomes."""
