"""The documentation is true: its code is run, its reference is the code's, its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.from_code import pages
from tests.house import code_blocks
from tests.house.code_blocks import PAGES, ROOT, Workshop

FOLLOWED = [path for path in PAGES if any(block.is_run for block in code_blocks.blocks(path))]
_LINK = re.compile(r"\]\(([^)\s]+)\)|src(?:set)?=\"([^\"]+)\"")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.server
@pytest.mark.parametrize("path", FOLLOWED, ids=named)
def test_what_a_page_says_is_what_happens(path: Path, tmp_path: Path):
    workshop = Workshop(tmp_path)

    for block in code_blocks.blocks(path):
        workshop.follow(block)


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_block_of_code_says_whether_it_is_run(path: Path):
    wanting = [
        str(block)
        for block in code_blocks.blocks(path)
        if block.language in code_blocks.NEED_A_MARK and not block.marks.keys() & {"run", "file", "unrun"}
    ]

    assert wanting == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_links_lead_somewhere(path: Path):
    targets = [first or second for first, second in _LINK.findall(path.read_text(encoding="utf-8"))]
    local = [target.partition("#")[0] for target in targets if "://" not in target and not target.startswith("#")]

    assert [target for target in local if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("name", pages.MADE)
def test_the_reference_is_what_the_code_says(name: str):
    assert (pages.FOLDER / name).read_text(encoding="utf-8") == pages.written()[name], "run `make docs`"


def test_an_output_is_looked_for_line_by_line_and_in_order():
    said = "brought in: 3 tickets; 9 events\nrejected: nothing\n"

    assert code_blocks.first_missing("brought in: 3 tickets; …\nrejected: nothing", said) is None
    assert code_blocks.first_missing("rejected: nothing\nbrought in: …", said) == "brought in: …"
    assert code_blocks.first_missing("brought in: 3", said) == "brought in: 3"
