"""Who may sign in: accounts, invitations, sessions."""
