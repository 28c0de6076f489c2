"""Figures: an exercise as joints in space, and its picture in braille."""
