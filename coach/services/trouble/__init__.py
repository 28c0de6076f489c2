"""What is said and done when something cannot be read or stored."""
