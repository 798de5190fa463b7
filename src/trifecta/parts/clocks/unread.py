"""Whether clocks are being read anew just now, so that no page takes a part for the whole."""

from __future__ import annotations

from django.db.models import Sum
from django.utils.translation import gettext as _

from trifecta.promises.models import Recomputing
from trifecta.web import format as written


def note() -> str:
    """A sentence, empty where all is read; one query."""
    read_count = Recomputing.objects.filter(done_at=None).aggregate(read=Sum("read_count"))["read"]
    if read_count is None:
        return ""
    told = _("Promises are still being read, %(count)s tickets so far: not all of them stand here yet.")
    return told % {"count": written.number(read_count)}
