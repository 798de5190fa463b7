"""What can happen to a contact: one act a file."""
