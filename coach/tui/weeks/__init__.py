"""Past weeks: the calendar, the charts, a day, and correcting what is on record."""
