"""Compositions: one transaction over several rooms."""
