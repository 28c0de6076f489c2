"""From screen to screen: routes, the session that is under way, the palette, the start."""
