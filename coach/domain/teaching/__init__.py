"""What a runner is taught, and when."""
