"""Histories of other desks: one folder per source, each turning an export into names, events and words."""
