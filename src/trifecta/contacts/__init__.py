"""Touches: who reached whom, on which channel, when, and what came of it."""
