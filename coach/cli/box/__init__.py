"""The commands of whoever looks after a shared box."""
