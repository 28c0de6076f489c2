"""What the keys of a file mean, where there are too many for one list: ``key_docs`` joins them."""
