"""The weeks: where a runner stands in their course, which days are for training, and what comes between."""
