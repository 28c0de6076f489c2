"""The database file itself: opened, kept up to date, read row by row; what cannot be read is set aside."""
