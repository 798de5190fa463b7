"""
Settings every test shares: a home of its own, no network, cheap password hashes.

The home and the database must be named before Django reads its settings, so Django is set up here and not by the ini
file. `TRIFECTA_TEST_DATABASE=postgres` runs everything on PostgreSQL.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import tempfile

import django
import pytest
from django.conf import settings

import hatch_compile
from tests import postgres_server

if hatch_compile.is_stale():
    pytest.exit("What is compiled is older than its source. Run `make install`, or `python hatch_compile.py`.")

os.environ["TRIFECTA_HOME"] = tempfile.mkdtemp(prefix="trifecta-test-")
os.environ["DJANGO_SETTINGS_MODULE"] = "trifecta.config.settings"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
_finally = contextlib.ExitStack()
atexit.register(shutil.rmtree, os.environ["TRIFECTA_HOME"], ignore_errors=True)
atexit.register(_finally.close)

if postgres_server.is_wanted():
    os.environ["TRIFECTA_DATABASE_URL"] = f"{postgres_server.shared(_finally)}/trifecta"
    settings.DATABASES["default"]["TEST"] = {"TEMPLATE": postgres_server.TEMPLATE}
else:
    # Said aloud, because pytest-django takes a backend that it does not know for one with files.
    settings.DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django.setup()
# A worker that inherited the names would read its settings before this file could give it a home of its own, and a
# process that a test starts with a home of its own has its rows there.
del os.environ["DJANGO_SETTINGS_MODULE"]
os.environ.pop("TRIFECTA_DATABASE_URL", None)

pytest_plugins = ["tests.desk", "tests.pages", "tests.postgres", "tests.committed"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What shares one large export or world stays in one process, so that it is read or made once."""
    if postgres_server.is_wanted():
        _keep_what_differs(config, items)
    for item in items:
        if item.get_closest_marker("large") or "medium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(item.path.parent.parent.name))


def _keep_what_differs(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What has no rows, or is about SQLite itself, shows nothing new on PostgreSQL."""
    kept = [item for item in items if _has_rows(item) and not item.get_closest_marker("sqlite")]
    config.hook.pytest_deselected(items=list(set(items) - set(kept)))
    items[:] = kept


def _has_rows(item: pytest.Item) -> bool:
    fixtures = {"db", "django_db_setup", "on_postgres"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures or item.get_closest_marker("django_db"))
