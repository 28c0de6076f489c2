"""A runner's own files, for every front end: putting them away, bringing them back, and giving them another id."""
