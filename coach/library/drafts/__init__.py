"""Files while they are edited, the runner's own copies, and what the editor offers at the cursor."""
