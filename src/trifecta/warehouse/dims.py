"""What ids belong to, as files: teams, services, customers … without any name."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from pyarrow import parquet

from trifecta.catalog.models import Category, Item, Service
from trifecta.customers.models import Customer, Department, Organization, Site
from trifecta.staff.models import Agent, Level, Team
from trifecta.warehouse.copying import moving

ID, CODE, TRUTH = pa.int64(), pa.string(), pa.bool_()


def read(default_calendar: int) -> dict[str, pa.Table]:
    """The rows of every dimension as they are now; a service without a calendar has the desk's."""
    opening = Coalesce("calendar_id", Value(default_calendar))
    known_level = NullIf("level", Value(Level.UNKNOWN.value))
    return {
        "agents": _rows(Agent.objects.values("id", "is_placeholder"), id=ID, is_placeholder=TRUTH),
        "categories": _rows(Category.objects.values("id"), id=ID),
        "customers": _rows(
            Customer.objects.values("id", "organization_id", "department_id", "site_id"),
            id=ID, organization=ID, department=ID, site=ID,
        ),
        "departments": _rows(Department.objects.values("id", "organization_id"), id=ID, organization=ID),
        "items": _rows(Item.objects.values("id", "service_id"), id=ID, service=ID),
        "organizations": _rows(Organization.objects.values("id"), id=ID),
        "services": _rows(Service.objects.values("id", opened_by=opening), id=ID, calendar=ID),
        "sites": _rows(Site.objects.values("id"), id=ID),
        "teams": _rows(
            Team.objects.values("id", "is_restricted", known_level=known_level),
            id=ID, is_restricted=TRUTH, level=CODE,
        ),
    }  # fmt: skip


def fingerprint(dims: Mapping[str, pa.Table]) -> str:
    """Changes when any value does."""
    total = sha256()
    for name, rows in sorted(dims.items()):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, rows.schema) as stream:
            stream.write_table(rows.combine_chunks())
        total.update(name.encode() + sink.getvalue())
    return total.hexdigest()[:16]


def write(dims: Mapping[str, pa.Table], folder: Path) -> None:
    folder.mkdir()
    for name, rows in dims.items():
        parquet.write_table(rows, folder / f"{name}.parquet")


def _rows(queryset: QuerySet[Any, Any], **columns: pa.DataType) -> pa.Table:
    return moving.queried(queryset.order_by("id")).rename_columns(list(columns)).cast(pa.schema(columns))
