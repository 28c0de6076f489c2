"""All files together: which version of an id is in use, what refers to what, and what is broken."""
