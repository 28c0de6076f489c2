"""A session in progress, as pure functions: segments, state, commands, facts, and the record it becomes."""
