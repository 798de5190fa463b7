"""`trifecta demo`: a living desk with thirteen months behind it."""

from __future__ import annotations

import click
from django.utils import timezone

from trifecta.config import demo, processes
from trifecta.config.safety import occupancy, readiness


@click.command
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--size", default="medium", show_default=True, type=click.Choice(["small", "medium", "large"]))
@click.option("--seed", default=7, show_default=True, help="Another number gives another desk.")
@click.option("--wipe", is_flag=True, help="Remove the demo desk and end.")
@click.option("--no-serve", is_flag=True, help="Make the desk and end.")
def command(port: int, size: str, seed: int, wipe: bool, no_serve: bool) -> None:  # noqa: FBT001
    """
    Make a demo desk at the first start, keep it at the next ones, and serve it.

    \b
    Examples:
      trifecta demo --port 8000
      trifecta demo --wipe
    """
    if not wipe and not no_serve:
        processes.require_free("127.0.0.1", port)
    readiness.ensure_ready()
    demo.require_demo_or_empty()
    if wipe:
        demo.wipe()
        click.echo("The demo desk is gone.")
        return
    if not demo.is_complete():
        click.echo("Making a desk with thirteen months behind it …")
        demo.make(size=size, seed=seed, at=timezone.now())
    if no_serve:
        return
    with occupancy.held(), processes.worker():  # counts while passwords are hashed and the web workers start
        _say(port)
        processes.serve("127.0.0.1", port, workers=2)


def _say(port: int) -> None:
    click.echo(f"\n  Trifecta answers at http://127.0.0.1:{port}/   (stop with Ctrl-C, the data stays)")
    click.echo("  Passwords are new at each start:\n")
    for one in demo.log_ins(at=timezone.now()):
        click.echo(f"  {one.part:<14} {one.name:<24} {one.email:<28} {one.password}")
    click.echo()
