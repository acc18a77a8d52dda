"""A rule's page comes to the browser whole: every word of it, its tables, and what each example gives."""

from __future__ import annotations

import re

import pytest

from pmr_xl.model.fault import Fault
from pmr_xl.rules.engine.registry import rulebook
from pmr_xl.web.rule_page import rule_page

RULES = rulebook()


def bare(text):
    return " ".join(re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text).replace("**", "").replace("`", "").split())


def test_every_page_says_all_its_words_without_marks():
    assert len(RULES) > 100
    for code, rule in RULES.items():
        told = rule_page(code)
        head = re.split(r"^## ", rule.page, maxsplit=1, flags=re.MULTILINE)[0].partition("\n")[2]
        assert bare(" ".join("".join(said for _, said in part) for part in told["text"])) == bare(head), code
        assert {kind for part in told["text"] for kind, _ in part} <= {"plain", "strong", "code"}
        assert len(told["examples"]) == rule.page.count("\n## ") > 0
        for one in told["examples"]:
            for table in one["tables"]:
                assert {len(row) for row in table["rows"]} <= {len(table["headings"])}, (code, one["title"])


def test_an_example_has_its_sheet_its_figures_and_what_is_found():
    told = rule_page("TYP-017")
    first = told["examples"][0]
    assert told["text"][0][0] == ("strong", "Why.")
    assert first["tables"] == [
        {
            "of": "Submission; number formats in { }",
            "headings": ["id", "FY26 actual"],
            "rows": [["dox-lots-cleaned", "290000 {#,##0,}"]],
        }
    ]
    assert first["found"][0].startswith("✕ Error TYP-017 · Submission!J3 · Lots cleaned citywide")
    assert told["examples"][-1]["found"] == []


def test_a_rule_that_is_none_is_told():
    with pytest.raises(Fault, match="There is no rule XXX-001"):
        rule_page("XXX-001")
