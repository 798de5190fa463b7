"""For how long words are kept."""
