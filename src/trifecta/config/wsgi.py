"""The entry of the web workers. Nothing analytic may be imported from here."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trifecta.config.settings")
application = get_wsgi_application()
