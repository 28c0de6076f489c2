"""What can be prescribed: exercises, doses, routines, and what a group caps."""
