"""One file per screen: home → ready → session → pain check → verdict → home."""
