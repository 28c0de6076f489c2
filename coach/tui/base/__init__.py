"""The base classes of all screens, and what a screen may ask of the app."""
