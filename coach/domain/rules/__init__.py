"""What one record means: the rules' numbers, the light, the lock, the phases, the stages of running."""
