"""What can happen to a ticket: one act a file."""
