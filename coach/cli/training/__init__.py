"""The commands about what is trained: shown, explained, planned ahead, begun, learned."""
