"""What changed between two versions, from the changelog that travels with the package."""

from __future__ import annotations

import re

from trifecta.config import home

_SECTION = re.compile(r"^## (?P<version>[^\s(]+).*$", re.MULTILINE)
_NAME = "CHANGELOG.md"


def text() -> str:
    """The whole changelog; empty where an installation lacks it."""
    for folder in (home.PACKAGE, home.CHECKOUT):
        if (folder / _NAME).is_file():
            return (folder / _NAME).read_text(encoding="utf-8")
    return ""


def since(version: str | None, changelog: str) -> str:
    """
    The sections above the one of a version; the newest alone, where that version is not among them.

    >>> log = "# Changelog\\n\\n## 0.3\\n- C\\n\\n## 0.2 (2027-01-02)\\n- B\\n\\n## 0.1\\n- A\\n"
    >>> since("0.1", log)
    '## 0.3\\n- C\\n\\n## 0.2 (2027-01-02)\\n- B'
    >>> since(None, log)
    '## 0.3\\n- C'
    """
    sections = list(_SECTION.finditer(changelog))
    if not sections:
        return ""
    known = [section.start() for section in sections if section["version"] == version]
    second = sections[1].start() if len(sections) > 1 else len(changelog)
    return changelog[sections[0].start() : known[0] if known else second].strip()
