"""Our own SSH server: connections, visits, and the limits on both."""
