"""All files together: which version of each id is in use, how files refer to each other, and which are broken."""
