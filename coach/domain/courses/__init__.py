"""The weeks of a course: how far a runner is, which days are for training, and what comes between."""
