"""Descriptions of keys that do not fit into ``key_docs``, which joins all of them."""
