"""Who may come in: keys, invitations, groups."""
