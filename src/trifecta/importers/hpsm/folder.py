"""Which file of the folder is which table, told by its columns and not by its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from trifecta.importers.contract import BadSource, Remark, Request
from trifecta.importers.reading.tables import Table, open_table

# The columns that only this table has; a joined file carries the name of the table before a dot.
TELLTALES = {
    "interactions": ("Interaction ID", "First Call Resolution"),
    "activities": ("Incident ID", "IncidentActivity_Type", "DateStamp"),
    "incidents": ("Incident ID", "Open Time", "Close Time"),
    "changes": ("Change ID", "Change record Open Time"),
}
_TABLE_NAMES = (".csv", ".csv.gz", ".txt", ".txt.gz", ".tsv", ".tsv.gz")


@dataclass(slots=True)
class Folder:
    """The tables that were found; a desk may cut one table into several files. unread: why a file is no table."""

    interactions: list[Table] = field(default_factory=list)
    incidents: list[Table] = field(default_factory=list)
    activities: list[Table] = field(default_factory=list)
    changes: list[Table] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unread: list[BadSource] = field(default_factory=list)

    def tables(self) -> Iterator[Table]:
        for role in TELLTALES:
            yield from getattr(self, role)


def open_folder(request: Request) -> Folder:
    """Open what the paths hold. Raises BadSource when no table of HP Service Manager is among it."""
    folder = Folder()
    for path in _files(request):
        try:
            table = open_table(path, request)
        except BadSource as error:
            if path in request.paths:
                raise
            folder.unread.append(error)
            continue
        role = role_of(table)
        if role is None:
            folder.remarks.append(Remark(f"{path.name} is none of the four tables and is left alone."))
        else:
            getattr(folder, role).append(table)
    _require_use(folder, request)
    return folder


def role_of(table: Table) -> str | None:
    """
    The table that these columns make, None for a foreign one.

    `Open Time` alone would not do: the interactions have it too, so the tables are tried from the most telling on.
    """
    for role, telltales in TELLTALES.items():
        if all(column_like(table, column) for column in telltales):
            return role
    return None


def column_like(table: Table, wanted: str) -> str | None:
    """The column of this name, or the one that ends in it after a dot."""
    if table.has(wanted):
        return wanted
    ending = f".{wanted}".casefold()
    return next((column for column in table.header if column.casefold().endswith(ending)), None)


def _files(request: Request) -> list[Path]:
    paths: list[Path] = []
    for path in request.paths:
        if not path.is_dir():
            paths.append(path)
            continue
        inside = sorted(one for one in path.iterdir() if one.name.lower().endswith(_TABLE_NAMES))
        if not inside:
            raise BadSource(
                f"{path} holds no tables (.csv or .csv.gz); name the folder that holds the exported interactions, "
                "incidents, activities and changes."
            )
        paths += inside
    return paths


def _require_use(folder: Folder, request: Request) -> None:
    if folder.activities and not folder.incidents:
        raise BadSource(
            f"{folder.activities[0].path.name} holds activities of incidents, but no incidents lie beside it; "
            "export the incidents too, or name the whole folder."
        )
    if not any(folder.tables()):
        first = ", ".join(str(path) for path in request.paths[:3])
        telling = "; ".join(f"{role}: {', '.join(columns)}" for role, columns in TELLTALES.items())
        raise BadSource(f"{first}: no table of HP Service Manager is here. Each is known by its columns ({telling}).")
    missing = [role for role in TELLTALES if not getattr(folder, role)]
    if missing and folder.unread:
        raise BadSource(f"{folder.unread[0]} It may be the table of {' or '.join(missing)}, which is missing here.")
    folder.remarks += [Remark(f"A file is left alone: {error}") for error in folder.unread]
    if missing:
        folder.remarks.append(Remark(f"There is no table of {' or '.join(missing)}; what it would tell is missing."))
