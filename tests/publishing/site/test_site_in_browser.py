"""The public site in a real browser: a reader looks for words, opens an indicator, takes figures away."""

from __future__ import annotations

import pytest
from page_opened import driven, hosted, needs_browser

pytestmark = needs_browser[1:]  # Pyodide is not needed here


@pytest.fixture(scope="module", params=["disk", "host"])
def seen(request, site, tmp_path_factory):
    room = tmp_path_factory.mktemp("seen")
    if request.param == "disk":
        place = f"{site.as_uri()}/"
        return driven("site.mjs", place, "response time structural", room) | {"place": place, "room": room}
    with hosted(site) as place:
        return driven("site.mjs", place, "response time structural", room) | {"place": place, "room": room}


def test_search_leads_to_the_indicator(seen):
    assert seen["agencies"] == 2
    assert seen["skip"] == "To the figures"
    assert seen["count"] == f"{len(seen['found'])} indicators"
    assert all("structural" in text and text.endswith("· FDNY") for text in seen["found"])
    assert seen["none"] == "No indicator has these words."
    assert seen["indicator"] == seen["found"][0].partition(" · ")[0] or seen["indicator"].startswith("★")
    assert len(seen["years"]) == 9
    assert seen["chart"].count("FY") == 5


def test_figures_and_tables_can_be_taken_away(seen, site):
    assert (seen["room"] / "figures.csv").read_bytes() in {
        path.read_bytes() for path in (site / "indicator").glob("fdny-*.csv")
    }
    (tables,) = (site / "downloads").glob("*FDNY*.xlsx")
    assert (seen["room"] / "tables.xlsx").read_bytes() == tables.read_bytes()
    assert seen["agency"] == "Fire Department (FDNY)"
    assert seen["changes"] == "What changed"


def test_months_lead_to_a_month_an_agency_and_an_indicator(seen):
    assert seen["months"][:2] == ["August 2026", "July 2026"]
    assert seen["month"] == "August 2026"
    assert seen["agencyMonth"] == "Department of Sanitation, August 2026"
    assert len(seen["agencyMonthRows"]) == 2
    assert seen["indicatorMonths"].endswith("Vacant lot cleaning requests: months")


def test_nothing_stands_in_the_way_of_a_reader(seen):
    assert seen["axe"] == []
    assert seen["rules"] > 100
    assert seen["errors"] == []
    assert {name: width for name, width in seen["wide"].items() if width > int(name.rpartition(" ")[2])} == {}


def test_every_row_has_its_line_and_words_keep_off_figures(seen):
    assert seen["rows"] > 200
    assert seen["unruled"] == [], "a name that stays in sight lies over the line below the row before"
    assert seen["close"] == []


def test_no_other_host_is_asked(seen):
    assert seen["requests"]
    assert [one for one in seen["requests"] if not one.startswith((seen["place"], "data:"))] == []
