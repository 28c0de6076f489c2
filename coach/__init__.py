"""A terminal workout coach for runners with tight, weak or painful hip flexors."""

__version__ = "0.1.0"
