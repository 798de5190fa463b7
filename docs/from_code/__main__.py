"""`python -m docs.from_code`: write the pages of `docs/reference/` that are made from the code."""

from __future__ import annotations

import os

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trifecta.config.settings")
django.setup()

from docs.from_code import pages  # noqa: E402 - models can be imported only after setup


def main() -> None:
    for name, text in pages.written().items():
        path = pages.FOLDER / name
        is_new = not path.exists() or path.read_text(encoding="utf-8") != text
        if is_new:
            path.write_text(text, encoding="utf-8")
        click.echo(f"{'written  ' if is_new else 'unchanged'} docs/reference/{name}")


if __name__ == "__main__":
    main()
