"""Figures by community district for tests: an office that knows them, and files as the city's open data write them."""

from __future__ import annotations

import csv
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
HEADINGS = ("agency", "open_data_id", "indicator", "place_kind", "place", "fiscal_year", "period", "value", "parent_id")
CLEAN = "(Retired) Streets rated acceptably clean (%)"
DISTRICTS = {
    "1": ("Manhattan", 12),
    "2": ("Bronx", 12),
    "3": ("Brooklyn", 18),
    "4": ("Queens", 14),
    "5": ("Staten Island", 3),
}
MONTHS = [*(f"2015-{month:02}" for month in range(7, 13)), *(f"2016-{month:02}" for month in range(1, 7))]


def districts():
    """Code and name of every community district, as the Scorecard writes them: 202, Bronx 02."""
    return [
        (f"{digit}{number:02}", f"{borough} {number:02}")
        for digit, (borough, count) in DISTRICTS.items()
        for number in range(1, count + 1)
    ]


def row(code: str, name: str, period: str, value: object, year: int = 2016, **more: str) -> dict[str, str]:
    """One figure of one district, as the Scorecard's file has it."""
    usual = ("DSNY", "1", f"{CLEAN} - {name}", "CB", code, str(year), period, str(value), "940")
    return dict(zip(HEADINGS, usual, strict=True)) | more


def published_rows() -> list[dict[str, str]]:
    """The Scorecard by district and landmarks as their files have them: a row a figure."""
    parents = {"Streets rated acceptably clean (%)": "940", "Streets rated filthy (%)": "1006"}
    names = dict(districts())
    with (DATA / "places_published.csv").open(encoding="utf-8", newline="") as file:
        return [
            row(
                one["place"], names[one["place"]], period, figure, year_of(period), agency=one["agency"],
                parent_id=parents.get(one["series"], ""),
                indicator=f"(Retired) {one['series']} - {names[one['place']]}",
            )
            for one in csv.DictReader(file)
            for period, figure in one.items()
            if figure and period not in ("agency", "series", "place")
        ]  # fmt: skip


def year_of(period: str) -> int:
    """The fiscal year of FY2016 or 2015-07."""
    return int(period[2:]) if period.startswith("FY") else int(period[:4]) + (int(period[5:]) > 6)


def written(path: Path, rows) -> Path:
    """Rows as a file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
