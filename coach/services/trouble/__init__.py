"""What is said and done where something cannot be read or kept."""
