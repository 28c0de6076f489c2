"""What the person who runs the box needs: its state, its people, its backup, and the removal of a person."""
