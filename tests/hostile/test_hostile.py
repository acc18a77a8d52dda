"""Everything people and programs do to a form: the right answer, or a clear finding on the right cell and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
import table
from filled_form import Hostile
from told import all_hostile, told, untouched

PAGE = Path(__file__).parents[2] / "docs" / "hostile.md"
REMEDY = "docs/hostile.md is out of date: PYTHONPATH=tests:tests/helpers python tests/hostile > docs/hostile.md"
ITEMS = [
    pytest.param(item, id=item.done, marks=[pytest.mark.libreoffice] if item.libreoffice else [])
    for item in all_hostile()
]


def test_the_untouched_form_is_clean():
    assert untouched().says == ()
    assert len(untouched().read) > 200


@pytest.mark.parametrize("item", ITEMS)
def test_all_that_is_said_is_right_and_all_that_is_read_is_meant(item: Hostile):
    said = told(item)
    assert said.says == item.says, said.messages
    for _, message, remedy in said.messages:
        assert message.endswith((".", "?")), message
        assert remedy.endswith("."), remedy
    if not item.everything_lost:
        assert _differing(item, said.read) == dict(item.meant or {})


@pytest.mark.parametrize("item", ITEMS)
def test_the_page_says_what_the_program_says_now(item: Hostile):
    assert table.row(item) in PAGE.read_text(encoding="utf-8").splitlines(), REMEDY


def test_the_page_lists_every_item_and_no_other():
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    listed = [line for line in rows if not line.startswith(("| What was done", "| ---"))]
    assert [line.split(" | ")[0] for line in listed] == [table.first(item) for item in all_hostile()], REMEDY


def _differing(item: Hostile, read: dict[tuple[str, str], str]) -> dict[tuple[str, str], str | None]:
    """What is read otherwise than in the untouched form, rows and columns left out that the item has lost."""
    before = untouched().read
    return {
        key: read.get(key)
        for key in before.keys() | read.keys()
        if before.get(key) != read.get(key) and not item.lost & set(key)
    }
