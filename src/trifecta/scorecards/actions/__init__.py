"""What can happen here: one act a file."""
