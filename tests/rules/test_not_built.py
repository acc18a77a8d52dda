"""The page of the rules that are not built: none of them is, and every rule it points to is there."""

import re
from pathlib import Path

from pmr_xl.rules import rulebook

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "rules-not-built.md").read_text(encoding="utf-8")


def test_what_is_said_not_to_be_built_is_not_built():
    codes = re.findall(r"^\| ([A-Z]{3}-\d{3}) \|", PAGE, re.MULTILINE)
    assert len(codes) > 10
    assert not set(codes) & rulebook().keys()


def test_every_rule_pointed_to_is_there():
    pointed = re.findall(r"\[([A-Z]{3}-\d{3})\]\(rules\.md#([a-z]{3}-\d{3})\)", PAGE)
    assert len(pointed) > 20
    assert {code for code, _ in pointed} <= rulebook().keys()
    assert all(code.lower() == anchor for code, anchor in pointed)


def test_the_rule_book_points_to_it():
    assert "](rules-not-built.md)" in (DOCS / "rules.md").read_text(encoding="utf-8").partition("| Rule |")[0]
