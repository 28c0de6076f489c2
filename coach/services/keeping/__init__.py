"""What is kept from one start to the next, so that no long history is read and folded at each; and its rest."""
