"""One file per command; each holds `command`, a click command with an example in its help."""
