"""Django's backend for SQLite, with a line in front of the one place where a database is written (ADR 0018)."""
