"""The whole log for whoever answers for it: who did what, when, on what, and what it changed."""
