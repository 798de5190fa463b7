"""The foreign desks whose history can be imported."""

from __future__ import annotations

from pathlib import Path

from docs.from_code.markdown import code, table
from trifecta.config.commands import import_
from trifecta.importers import registry
from trifecta.importers.contract import Source

TITLE = "Sources of an import"
INTRODUCTION = """\
`trifecta import SOURCE PATH…` reads one of these. What all of them share: gzip as it is; encoding, separator and date
style are detected and said; a row that cannot be used goes to a rejects file with its line and the reason; running an
import again adds only what is new; one that was cut off goes on where it stopped; `--dry-run` reads everything and
writes nothing. The switches are those of [`trifecta import`](commands.md#trifecta-import)."""
_HOW_TO = Path(__file__).resolve().parents[1] / "how-to"
_SWITCHES = {switch.name for switch in import_.command.params}


def body() -> str:
    return "\n\n".join(_entry(registry.source(name)) for name in registry.names())


def _entry(source: Source) -> str:
    parts = [f"## {source.name}", f"{source.title[0].upper()}{source.title[1:]}. Takes {source.takes}."]
    if source.options:
        rows = ((code(_typed(name)), explained) for name, explained in source.options.items())
        parts.append(table(("option", "meaning"), rows))
    if (_HOW_TO / f"import-{source.name}.md").exists():
        parts.append(f"[How to import it, and what becomes what](../how-to/import-{source.name}.md)")
    return "\n\n".join(parts)


def _typed(name: str) -> str:
    return f"--{name} …" if name in _SWITCHES else f"--option {name}=…"
