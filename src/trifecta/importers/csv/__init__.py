"""Any table of tickets, or of what happened to them, with a small TOML mapping that says what its columns mean."""
