"""One file a screen: home → ready → session → pain check → verdict → home."""
