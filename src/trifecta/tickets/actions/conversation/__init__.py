"""Saying something."""
