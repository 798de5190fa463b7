"""Tickets: conversation, participants, ownership, handoff, resolution, validation."""
