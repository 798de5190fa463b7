"""The database's own refusal to change the log, for SQLite and PostgreSQL."""

from __future__ import annotations

SQLITE = [
    f"""
    CREATE TRIGGER log_entry_no_{verb} BEFORE {verb} ON log_entry
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """
    for verb in ("UPDATE", "DELETE")
]

POSTGRESQL = [
    """
    CREATE FUNCTION log_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the log is append-only'; END $$
    """,
    """
    CREATE TRIGGER log_entry_append_only BEFORE UPDATE OR DELETE ON log_entry
    FOR EACH ROW EXECUTE FUNCTION log_entry_refuse()
    """,
    """
    CREATE TRIGGER log_entry_no_truncate BEFORE TRUNCATE ON log_entry
    FOR EACH STATEMENT EXECUTE FUNCTION log_entry_refuse()
    """,
]

STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
