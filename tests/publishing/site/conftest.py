"""An office of two agencies whose report is published, and the site that it makes."""

from __future__ import annotations

import csv

import pytest
from years_played import Years

AGENCIES = ("DSNY", "FDNY")
DEFINED = {
    "agency": "DSNY", "open_data_id": "", "indicator": "Tons of refuse disposed (000)",
    "description": "Tons of <refuse> & waste.", "source": "The scale houses",
}  # fmt: skip


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """An office of two agencies with the published report and a published definition."""
    office = Years(tmp_path_factory.mktemp("published") / "office", AGENCIES)
    for kind in ("indicators", "resources", "units_of_appropriation"):
        office.run("record", "import", office.table(kind), "--year", "2026", "--released", leaves=None)
    definitions = office.folder / "definitions.csv"
    with definitions.open("w", encoding="utf-8", newline="") as table:
        rows = csv.DictWriter(table, list(DEFINED))
        rows.writeheader()
        rows.writerow(DEFINED)
    office.run("schema", "import-definitions", definitions, leaves=None)
    months = office.folder / "months.csv"
    with months.open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(["agency", "indicator", "fiscal_year", "fiscal_month", "value", "fytd_value"])
        rows.writerows(monthly())
    office.run("record", "import-months", months, leaves=None)
    return office


def monthly():
    """Fourteen months of one indicator, and years to date alone of another."""
    for at in range(14):
        year, month = 2026 + at // 12, at % 12 + 1
        yield "DSNY", "Vacant lot cleaning requests", year, month, 200 + at, sum(range(200 + at - month + 1, 201 + at))
        yield "DSNY", "Lots cleaned citywide", year, month, "", 20 * month


@pytest.fixture(scope="module")
def site(years):
    folder = years.folder.parent / "site"
    told = years.run("publish", "--site", folder, "--report", "mmr", "--year", "2026", leaves=None)
    assert "2 agencies, 128 indicators" in told
    assert "as published in the report of Fiscal 2026" in told
    return folder
