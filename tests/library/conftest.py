"""An office of our own for every test that writes, and small published tables."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from pmr_xl.imports.published import PublishedTable, read_table
from pmr_xl.office import Library, built_in_office

PUBLISHED = built_in_office() / "schemas" / "published"
HEADINGS = (
    *("agency", "agency_name", "section", "service_no", "service", "goal_no", "goal", "row", "critical", "equity"),
    *("indicator", "parent", "unit", "FY22", "FY23", "FY24", "FY25", "FY26", "target_FY26", "target_FY27"),
    *("trend_5yr", "desired_direction"),
)


@pytest.fixture(scope="session")
def shipped() -> Library:
    return Library(built_in_office())


@pytest.fixture(scope="session")
def table() -> PublishedTable:
    return read_table(PUBLISHED / "mmr_fy2026_indicators.csv")


@pytest.fixture(scope="session")
def money() -> tuple[PublishedTable, PublishedTable]:
    return (
        read_table(PUBLISHED / "mmr_fy2026_resources.csv"),
        read_table(PUBLISHED / "mmr_fy2026_units_of_appropriation.csv"),
    )


@pytest.fixture
def office(tmp_path) -> Path:
    """A copy of the shipped schemas that may be changed."""
    shutil.copytree(built_in_office() / "schemas", tmp_path / "office" / "schemas", ignore=lambda *_: ["published"])
    return tmp_path / "office"


@pytest.fixture
def make_table(tmp_path):
    """A published table of a few rows: each row names only what matters to the test."""

    def make(*rows: dict[str, str], name: str = "table.csv") -> PublishedTable:
        usual = dict.fromkeys(HEADINGS, "") | {
            "agency": "TST", "agency_name": "Department of Tests", "service_no": "1", "service": "Serve.",
            "goal_no": "1a", "goal": "Do good.", "critical": "N", "equity": "N", "unit": "number",
            "FY22": "1", "FY23": "2", "FY24": "3", "FY25": "4", "FY26": "5", "target_FY26": "*", "target_FY27": "*",
            "desired_direction": "*",
        }  # fmt: skip
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADINGS)
            writer.writeheader()
            writer.writerows(usual | row for row in rows)
        return read_table(path)

    return make
