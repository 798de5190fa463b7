"""What can happen to a promise: one act a file."""
