"""The commands of the person who runs a shared box."""
