"""One family of metrics a file; each is found by itself."""
