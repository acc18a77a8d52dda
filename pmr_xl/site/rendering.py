"""Values → pages. Templates escape whatever they are given; charts alone are markup already, our own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.site.months import MONTH_STATUSES, CityMonth, MonthOfAgency, page_of
from pmr_xl.site.values import AgencyPage, IndicatorPage, Publication

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
ASSETS = ("site.css", "search.js")


@cache
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"sign_of": _sign, "page_of": page_of, "month_statuses": MONTH_STATUSES}
    return made


def city_page(agencies: Sequence[AgencyPage], publication: Publication) -> str:
    """The first page: every agency with its counts, the search, what the signs mean."""
    return _page("city.html", publication, up="", agencies=agencies)


def agency_page(agency: AgencyPage, publication: Publication) -> str:
    """An agency's chapter."""
    return _page("agency.html", publication, up="../", agency=agency)


def indicator_page(indicator: IndicatorPage, publication: Publication) -> str:
    """One indicator."""
    return _page("indicator.html", publication, up="../", one=indicator)


def indicator_months_page(indicator: IndicatorPage, publication: Publication) -> str:
    """All months of an indicator: a chart of the last ones, and years side by side."""
    return _page("indicator_months.html", publication, up="../", one=indicator)


def months_page(months: Sequence[CityMonth], publication: Publication) -> str:
    """Every month that has a page, the newest first."""
    return _page("months.html", publication, up="", months=months)


def city_month_page(month: CityMonth, publication: Publication) -> str:
    """A month across agencies: how many indicators of each stand how."""
    return _page("city_month.html", publication, up="../", month=month)


def agency_month_page(month: MonthOfAgency, publication: Publication) -> str:
    """A month of an agency's indicators."""
    return _page("agency_month.html", publication, up="../", month=month)


def changes_page(agencies: Sequence[AgencyPage], publication: Publication) -> str:
    """What the edition says otherwise than the one before, by agency."""
    return _page("changes.html", publication, up="", agencies=[one for one in agencies if one.changes])


def search_index(indicators: Iterable[IndicatorPage]) -> str:
    """What the search looks through, as a script: a page opened from a disk may load no other kind of file."""
    listed = [[one.page, one.name, one.agency, one.agency_name] for one in indicators]
    told = json.dumps(listed, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f"window.PMR_INDICATORS={told};\n"


def asset(name: str) -> str:
    """A style sheet or script that pages load."""
    return (_HERE / "assets" / name).read_text(encoding="utf-8")


def _page(template: str, publication: Publication, *, up: str, **told: object) -> str:
    return _templates().get_template(template).render(publication=publication, up=up, **told) + "\n"


def _sign(status: str) -> str:
    """The class of a status, by its sign: colour only repeats what sign and word say."""
    return {"✓": "good", "▲": "near", "✕": "bad"}.get(status[:1], "plain")
