"""What names a person outside of the rows: rejects of imports, written mails, what the database has not overwritten."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection

from trifecta.desk import words
from trifecta.importers.reporting import rejects

TABLES = ("customers_customer", "staff_agent", "identity_account", "tickets_message", "tickets_remark",
          "tickets_ticket", "care_survey", "importers_known", "django_session")  # fmt: skip


def scrub_files(marks: Sequence[str]) -> int:
    """Strike a person out of the rejects of imports and remove the mails that name them; how many files it changed."""
    if not marks:
        return 0
    changed = sum(rejects.strike_out(path, lambda text: words.strike(text, marks)) for path in rejects.files())
    for mail in Path(settings.EMAIL_FILE_PATH).glob("*"):
        text = mail.read_text(encoding="utf-8", errors="replace")
        if words.strike(text, marks) != text:
            mail.unlink()
            changed += 1
    return changed


def overwrite() -> bool:
    """Leave nothing of old rows in the database's own files; False when somebody reads and it must be done later."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in TABLES:
                cursor.execute(f"VACUUM {table}")
            return True
        with contextlib.suppress(OperationalError):
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return not cursor.fetchone()[0]
    return False


def backups() -> list[Path]:
    """Backups in the home, which hold everyone that the desk knew then."""
    return sorted((Path(settings.HOME) / "backups").glob("*.zip"))
