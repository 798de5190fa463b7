"""
Settings every test shares: a home of its own, no network, cheap password hashes.

The home must be named before Django reads its settings, so Django is set up here and not by the ini file.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

import django
import pytest
from django.conf import settings

os.environ["TRIFECTA_HOME"] = tempfile.mkdtemp(prefix="trifecta-test-")
os.environ["DJANGO_SETTINGS_MODULE"] = "trifecta.config.settings"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
atexit.register(shutil.rmtree, os.environ["TRIFECTA_HOME"], ignore_errors=True)

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django.setup()
# A worker that inherited the name would read its settings before this file could give it a home of its own.
del os.environ["DJANGO_SETTINGS_MODULE"]

pytest_plugins = ["tests.desk", "tests.pages", "tests.postgres"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What shares one large export or world stays in one process, so that it is read or made once."""
    for item in items:
        if item.get_closest_marker("large") or "medium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(item.path.parent.parent.name))
