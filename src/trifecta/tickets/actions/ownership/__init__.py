"""Who works on it, and who answers for it."""
