"""What every screen is made of, and what it may ask of the app."""
