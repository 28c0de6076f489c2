"""A runner's own files: put away and brought back, and given another id, for every front end."""
