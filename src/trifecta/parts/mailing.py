"""Whether this desk can send mail: pages that promise one must know."""

from __future__ import annotations

from django.conf import settings


def is_set_up() -> bool:
    """False where mails are only written into the home, because no server is named in TRIFECTA_SMTP_HOST."""
    return bool(settings.EMAIL_HOST)
