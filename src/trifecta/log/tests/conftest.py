from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, connections

from trifecta.config import database
from trifecta.log import reactions, triggers
from trifecta.log.models import Delivery, Entry

Wire = Callable[..., None]


@pytest.fixture
def wire() -> Iterator[Wire]:
    """Put another wiring in for the test: wire(in_transaction=…, after_commit=…)."""
    before = reactions.wiring.in_transaction, reactions.wiring.after_commit

    def put(in_transaction=None, after_commit=None) -> None:
        reactions.wire(in_transaction=in_transaction or {}, after_commit=after_commit or {})

    put()
    yield put
    reactions.wire(in_transaction=before[0], after_commit=before[1])


@pytest.fixture
def on_file(tmp_path: Path, django_db_blocker) -> Iterator[None]:
    """The log in a SQLite file with real commits, as a desk has it: several threads may open it."""
    settings_before, connection_before = connections.settings["default"], connections["default"]
    with django_db_blocker.unblock():
        connections.settings["default"] = {**settings_before, **database.sqlite(tmp_path / "log.sqlite3")}
        connections["default"] = connections.create_connection("default")
        with connection.schema_editor() as editor:
            editor.create_model(Entry)
            editor.create_model(Delivery)
            for statement in triggers.SQLITE:
                editor.execute(statement)
        yield
        connections["default"].close()
    connections.settings["default"], connections["default"] = settings_before, connection_before
