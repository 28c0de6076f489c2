"""Going from screen to screen: routes, the session under way, the command palette, the start."""
