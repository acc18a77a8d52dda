"""The whole printed report: past figures and this year's, assembled, equal the printed tables cell by cell."""

from __future__ import annotations

import pytest
from at_least_one import at_least_one
from printed_report import COLUMNS, FIGURES, MMR, ODD_DECIMALS, ON_THE_BOUNDARY, OTHERWISE, chapters, past_of, printed

from pmr_xl.mmr import TableKind, assemble

# Many printed trends of resources are carried over from an earlier edition: the printed figures give another word.
RESOURCE_TRENDS_CARRIED_OVER = 58


@pytest.mark.parametrize("code", printed("indicators"))
def test_every_printed_cell(code):
    rows = list(assemble(chapters()[code], past_of(code), MMR).rows(TableKind.INDICATORS))
    expected = printed("indicators")[code]
    assert [row.name for _, row in rows] == [row["indicator"] for row in expected]
    for (table, row), want in zip(rows, expected, strict=True):
        assert (row.critical, row.equity) == (want["critical"] == "Y", want["equity"] == "Y"), row.id
        assert bool(row.depth) == bool(want["parent"]), row.id
        assert table.title == (f"Goal {want['goal_no']}" if want["goal_no"] else ""), row.id
        assert (table.section_text, table.title_text) == (want["service"], want["goal"]), row.id
        shown = {heading: table.cell(row, key).text for key, heading in COLUMNS}
        different = {heading: (text, want[heading]) for heading, text in shown.items() if text != want[heading]}
        assert set(different) == OTHERWISE.get((code, row.name), set()), (row.id, different)


def test_no_more_than_three_trends_in_a_thousand_are_on_the_boundary():
    total = sum(map(len, printed("indicators").values()))
    assert total == 2361
    assert len(ON_THE_BOUNDARY) / total <= 0.003


@pytest.mark.parametrize("code", printed("resources"))
def test_resources_as_printed(code):
    rows = list(assemble(chapters()[code], past_of(code), MMR).rows(TableKind.RESOURCES))
    for (table, row), want in at_least_one(zip(rows, printed("resources")[code], strict=True)):
        assert row.name == want["resource"]
        for head, heading in zip(table.heads, (*FIGURES, "plan_FY26", "plan_FY27"), strict=False):
            slip, mended = ODD_DECIMALS.get((row.id, heading), ("", ""))
            shown = table.cell(row, head.key).text
            assert (slip if shown == mended else shown) == want[heading], (row.id, heading)


def test_resource_trends_are_computed_not_carried_over():
    pairs = [
        (table.cell(row, "trend").text, want["trend_5yr"])
        for code, expected in printed("resources").items()
        for (table, row), want in zip(
            assemble(chapters()[code], past_of(code), MMR).rows(TableKind.RESOURCES), expected, strict=True
        )
    ]
    assert len(pairs) == 199
    assert sum(computed != carried for computed, carried in pairs) == RESOURCE_TRENDS_CARRIED_OVER


@pytest.mark.parametrize("code", printed("units_of_appropriation"))
def test_units_of_appropriation_as_printed(code):
    ((table, *_),) = [assemble(chapters()[code], past_of(code), MMR).of(TableKind.APPROPRIATIONS)]
    shown = [[row.name, *(cell.text for cell in row.cells)] for row in table.rows]
    assert shown == [
        [
            row["unit_of_appropriation"],
            row["FY25_expenditures_millions"],
            row["FY26_modified_budget_or_plan_millions"],
            row["applicable_goals"],
        ]
        for row in printed("units_of_appropriation")[code]
    ]


def test_names_of_ranges_are_unique_in_every_chapter():
    for code in at_least_one(printed("indicators")):
        names = [table.range_name for table in assemble(chapters()[code], past_of(code), MMR).tables]
        assert len(names) == len(set(names))
        assert all(name.replace("_", "").isalnum() and len(name) <= 255 for name in names)
