"""Templates of new files: each is valid as it is, and explained by comments."""
