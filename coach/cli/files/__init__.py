"""The commands about files: checked, begun, edited, one taken in, put up for everybody."""
