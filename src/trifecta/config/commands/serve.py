"""`trifecta serve`: serve the pages of the desk."""

from __future__ import annotations

import contextlib

import click

from trifecta.config import processes
from trifecta.config.safety import occupancy, readiness


@click.command
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Web worker processes.")
@click.option("--worker/--no-worker", default=True, show_default=True, help="Run `trifecta work` beside it.")
def command(host: str, port: int, workers: int, worker: bool) -> None:  # noqa: FBT001
    """
    Serve the desk's pages; on an empty home the first page sets the desk up.

    \b
    Example:
      TRIFECTA_HOME=/srv/desk trifecta serve --host 0.0.0.0 --port 8000
    """
    processes.require_free(host, port)
    readiness.ensure_ready()
    click.echo(f"Trifecta answers at http://{host}:{port}/ (stop with Ctrl-C)")
    with occupancy.held(), processes.worker() if worker else contextlib.nullcontext():
        processes.serve(host, port, workers)
