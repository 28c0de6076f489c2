"""Courses: where a runner stands in one, what a day makes of it, and where the weeks lead."""
