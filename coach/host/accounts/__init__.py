"""Who may log in: keys, authorities and their revoked certificates, invitations, groups, bans."""
