"""A file that is being edited, and the copy of one's own that it becomes."""
