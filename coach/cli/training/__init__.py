"""The commands about training: start it, show and explain it, plan ahead, simulate, and learn."""
