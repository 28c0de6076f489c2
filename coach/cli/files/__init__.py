"""The commands about files: check, new, edit, add, publish, schema."""
