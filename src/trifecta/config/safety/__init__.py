"""Safe to live with: a desk is kept, brought back, proved and brought to a new version."""
