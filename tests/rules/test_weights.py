"""What must be corrected is never hidden behind what may be explained."""

from __future__ import annotations

from dataclasses import replace

import stories
from example import SETTINGS

from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import RuleChoice


def found(cell: str, typed: str, settings=SETTINGS) -> set[str]:
    book, *_ = stories.told([[("Submission", "cell", "value"), ("", cell, typed)]])
    return {one.rule for one in stories.judged(book, settings=settings) if one.where.address == cell}


def test_a_broken_and_negative_count_is_still_negative():
    assert found("J3", "-290.5") >= {"RNG-002", "TYP-008"}


def test_an_error_hides_behind_an_error_that_is_its_cause():
    assert "UNT-002" in found("J10", "9510%")
    assert "RNG-001" not in found("J10", "9510%")


def test_the_office_weighs_the_cause():
    query = RuleChoice(severity=Severity.QUERY, who="A. Person", why="for this test")
    assert found("J10", "9510%", replace(SETTINGS, rules={"UNT-002": query})) >= {"UNT-002", "UNT-001"}
