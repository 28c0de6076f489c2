"""What whoever runs the box asks of it: its state, and its backup."""
