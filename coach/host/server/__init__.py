"""The box's own SSH server: connections, visits, and what they are allowed."""
