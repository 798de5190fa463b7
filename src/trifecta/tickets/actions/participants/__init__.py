"""Who else follows it."""
