"""The commands about what was done: logged, shown, corrected, taken out and in, copied, reported."""
