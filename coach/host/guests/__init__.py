"""A guest's side: the way in, the words they may say, and the fences round them."""
