"""Settings every test shares: a home of its own, no network, cheap password hashes."""

from __future__ import annotations

import os
import tempfile

os.environ["TRIFECTA_HOME"] = tempfile.mkdtemp(prefix="trifecta-test-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trifecta.config.settings")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
