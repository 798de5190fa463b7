"""The append-only log: one table, one writer, read by everything above."""
