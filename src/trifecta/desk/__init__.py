"""The desk at work: acts composed of several, in one transaction."""
