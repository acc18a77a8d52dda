"""The public site through ``pmr publish``: every figure as printed, nothing that may not go out, put in place whole."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from at_least_one import at_least_one
from click.testing import CliRunner
from years_played import Years

from pmr_xl import atomic_write
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.publishing import site as making
from pmr_xl.model.fault import Fault

pytestmark = pytest.mark.both_engines

OUTSIDE = re.compile(r"""(?:src|href|url\()\s*=?\s*["']?(?:https?:)?//""")


MONTHS = 14  # that have a page: across agencies, and of the one agency


def printed(years):
    """The rows of the published table."""
    with years.table("indicators").open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def cells(text):
    return [unescape(cell) for cell in re.findall(r"<td[^>]*>([^<]*)</td>", text)]


def test_every_figure_of_the_report_stands_on_its_agency_s_page_as_printed(years, site):
    arrows = str.maketrans("↑↓", "⇧⇩")
    wanted = [
        [row[f"FY{year}"] for year in range(22, 27)] + [row["target_FY26"], row["target_FY27"]]
        for row in printed(years)
    ]
    found = []
    for code in ("dsny", "fdny"):
        text = (site / "agency" / f"{code}.html").read_text(encoding="utf-8")
        rows = [row for row in re.findall(r"<tr.*?</tr>", text, re.DOTALL) if "/indicator/" in row]
        found += [cells(row)[:7] for row in rows]
    assert len(found) == 128
    assert sorted(found) == sorted([cell.translate(arrows) for cell in row] for row in wanted)


def test_an_indicator_s_page_says_its_figures_its_definition_and_its_neighbours(site):
    text = (site / "indicator" / "dsny-tons-refuse-disposed.html").read_text(encoding="utf-8")
    assert "<h1>" in text
    assert "Tons of refuse disposed (000)</h1>" in text
    assert cells(text)[:5] == ["3,351.1", "3,162.5", "3,202.5", "3,153.6", "3,131.3"]
    assert "Tons of &lt;refuse&gt; &amp; waste." in text
    assert "<title>Tons of refuse disposed (000): FY22 3,351.1, " in text
    for page in at_least_one(re.findall(r'rel="(?:prev|next)" href="([^"]+)"', text)):
        assert (site / "indicator" / page).is_file()
    with (site / "indicator" / "dsny-tons-refuse-disposed.csv").open(encoding="utf-8-sig", newline="") as table:
        told = {row["column"]: row["figure"] for row in csv.DictReader(table)}
    assert told["Actual FY26"] == "3,131.3"


def test_a_status_keeps_its_sign_beside_its_word(site):
    told = re.findall(r'<span class="status [a-z]+">([^<]+)</span>', (site / "agency" / "dsny.html").read_text("utf-8"))
    assert {"✕\u00a0Missed", "✓\u00a0Met"} <= set(told)
    assert all(text[1] == "\u00a0" for text in told)


def test_signs_stand_everywhere_in_the_font_that_draws_them_large(site):
    pages = [*site.glob("agency/*.html"), site / "index.html", site / "indicator" / "dsny-needles-removed.html"]
    assert len(pages) == 4
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.count("®") == len(re.findall(r'<span class="(?:mark|sign)"[^>]*>®</span>', text)) >= 1, page
    style = (site / "site.css").read_text(encoding="utf-8")
    assert re.search(r"\.mark, \.sign \{[^}]*Arial", style)


def test_every_link_leads_somewhere_and_nothing_to_another_host(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) == 132 + 1 + 2 + 2 * MONTHS, "with the list of months, and two indicators'"
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not OUTSIDE.search(text), page
        for link in at_least_one(re.findall(r'(?:href|src)="([^"#]+)', text)):
            assert link == "data:," or (page.parent / unescape(link)).is_file(), (page, link)
    for name in ("site.css", "search.js"):
        assert not OUTSIDE.search((site / name).read_text(encoding="utf-8"))


def test_pages_are_small(site):
    shared = sum((site / name).stat().st_size for name in ("site.css", "search.js"))
    assert (site / "index.html").stat().st_size + shared < 200_000
    sizes = [page.stat().st_size for page in (site / "indicator").glob("*.html")]
    assert max(sizes) + shared < 60_000


def test_a_month_has_a_page_across_agencies_and_one_of_each(site):
    across = (site / "month" / "fy27-m01.html").read_text(encoding="utf-8")
    assert "<h1>July 2026</h1>" in across
    assert "2 indicators of 1 agency, beside July 2025." in across
    assert cells(across) == ["2", "0", "0", "0", "1", "1"], "one has changed, one has not; nothing is better or worse"
    own = (site / "month" / "fy27-m01-dsny.html").read_text(encoding="utf-8")
    assert re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', own) == [
        *("Indicator", "July 2026", "July 2025", "Fiscal year to July 2026", "Fiscal year to July 2025"),
        "Against last year",
    ]
    assert cells(own) == ["212", "200", "212", "200", "", "", "20", "20"]
    assert 'rel="prev" href="fy26-m12-dsny.html"' in own
    assert 'rel="next" href="fy27-m02-dsny.html"' in own
    with (site / "month" / "fy26-m05.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [(row["month"], row["to_date"]) for row in rows] == [("204", "1,010"), ("", "100")]


def test_an_indicator_has_all_its_months_side_by_side_and_in_its_csv(site):
    text = (site / "months" / "dsny-vacant-lot-cleaning-requests.html").read_text(encoding="utf-8")
    months, to_date = text.split('<h2 id="table-2">')
    assert cells(months)[:6] == ["212", "200", "213", "201", "", "202"], "July of FY27 and of FY26, August, September"
    assert cells(to_date)[:2] == ["212", "200"]
    assert months.count("<svg") == 1
    assert "does not begin at zero" in months
    assert re.search(r"Months as known on \w+ \d+, \d{4}; they may be newer than the report\.", text)
    page = (site / "indicator" / "dsny-vacant-lot-cleaning-requests.html").read_text(encoding="utf-8")
    assert "August 2026: <strong>213</strong> (August 2025: 201); fiscal year to date <strong>425</strong>" in page
    alone = (site / "months" / "dsny-lots-cleaned-citywide.html").read_text(encoding="utf-8")
    assert '<h2 id="table-1">Fiscal year to date</h2>' in alone
    assert "table-2" not in alone, "no table of what nobody knows"
    assert not (site / "months" / "dsny-needles-removed.html").exists()
    with (site / "indicator" / "dsny-vacant-lot-cleaning-requests.csv").open(encoding="utf-8-sig", newline="") as table:
        told = {row["column"]: row["figure"] for row in csv.DictReader(table)}
    assert (told["Nov 2025"], told["Nov 2025, fiscal year to date"]) == ("204", "1,010")


def test_an_office_without_months_has_no_page_of_them(tmp_path):
    office = Years(tmp_path / "office", ("OATH",))
    office.run("record", "import", office.table("indicators"), "--year", "2026", "--released", leaves=None)
    office.run("publish", "--site", tmp_path / "site", "--report", "mmr", "--year", "2026", leaves=None)
    assert not (tmp_path / "site" / "months.html").exists()
    assert "months.html" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_all_figures_can_be_taken_away_from_the_first_page(site):
    text = (site / "index.html").read_text(encoding="utf-8")
    taken = [unescape(one) for one in re.findall(r'href="(downloads/[^"]+)"', text)]
    assert [name.rpartition("_")[2] for name in taken] == ["data.csv", "clean.csv", "dictionary.csv"]
    assert "Department of Sanitation</a> (DSNY)" in text


def test_the_folder_says_what_is_in_it(site):
    told = json.loads((site / "site.json").read_bytes())
    assert told["edition"] == "MMR-FY26"
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} - {"site.json"}
    assert set(told["files"]) == there
    assert {name: hashlib.sha256((site / name).read_bytes()).hexdigest() for name in there} == told["files"]


def test_the_same_office_makes_the_same_site(years, site, tmp_path):
    years.run("publish", "--site", tmp_path / "again", "--report", "mmr", "--year", "2026", leaves=None)
    assert (tmp_path / "again" / "site.json").read_bytes() == (site / "site.json").read_bytes()


def test_what_stood_there_stands_where_making_it_fails(years, site, tmp_path, monkeypatch):
    place = tmp_path / "site"
    shutil.copytree(site, place)
    before = (place / "site.json").read_bytes()

    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_write, "write_atomically", full)
    told = years.run("publish", "--site", place, "--report", "mmr", "--year", "2026", leaves=2)
    assert "No space left on device" in told
    assert (place / "site.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_is_a_link_stays_one_and_what_it_leads_to_is_replaced(years, site, tmp_path):
    asked = ("--report", "mmr", "--year", "2026")
    shutil.copytree(site, tmp_path / "real")
    (tmp_path / "real" / "old.html").write_text("old", encoding="utf-8")
    for name, leads in (("link", "real"), ("new", "not-yet"), ("round", "round")):
        (tmp_path / name).symlink_to(tmp_path / leads)
    years.run("publish", "--site", tmp_path / "link", *asked, leaves=None)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "site.json").read_bytes() == (site / "site.json").read_bytes()
    assert not (tmp_path / "real" / "old.html").exists()
    years.run("publish", "--data", tmp_path / "new", *asked, leaves=None)
    assert (tmp_path / "not-yet" / "open_data.csv").is_file()
    assert "round leads nowhere: " in years.run("publish", "--data", tmp_path / "round", *asked, leaves=2)


def test_a_year_s_data_are_no_months_and_that_is_told(tmp_path):
    office = Years(tmp_path / "office", ["FDNY"])
    office.run("record", "import", office.table("indicators"), "--year", "2026", "--released", leaves=None)
    office.run("publish", "--data", tmp_path / "data", "--report", "mmr", "--year", "2026", leaves=None)
    told = office.run("record", "import-months", tmp_path / "data" / "open_data.csv", leaves=2)
    assert "open_data.csv states no month: " in told
    assert "of its rows are figures of a year, which June carries." in told


def test_a_folder_of_somebody_else_is_left_as_it_is(years, tmp_path):
    (tmp_path / "photos.txt").write_text("mine")
    told = years.run("publish", "--site", tmp_path, "--report", "mmr", "--year", "2026", leaves=2)
    assert "holds other things" in told
    assert [path.name for path in tmp_path.iterdir()] == ["photos.txt"]


def test_what_is_not_released_is_not_published_unless_the_office_says_so(tmp_path):
    office = Years(tmp_path / "office", ("OATH",))
    office.run("record", "import", office.table("indicators"), "--year", "2026", leaves=None)
    place = tmp_path / "site"
    told = office.run("publish", "--site", place, "--report", "mmr", "--year", "2026", leaves=2)
    assert "MMR Fiscal 2026 is not released" in told
    assert "pmr edition release MMR-FY26" in told
    assert not place.exists()
    with (office.folder / "settings.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\npublishes: accepted\n")
    told = office.run("publish", "--site", place, "--report", "mmr", "--year", "2026", leaves=4)
    assert "as accepted so far" in told
    assert "Not in the record are figures of MMR Fiscal 2026" in told, "and leaves with the code for it"
    assert "as accepted so far" in (place / "index.html").read_text(encoding="utf-8")


def test_only_a_report_with_chapters_has_a_site(years, tmp_path):
    with pytest.raises(Fault, match="has no chapters"):
        making.make_site(making_desk(years), monthly(), tmp_path / "site")


def making_desk(years):
    from pmr_xl.desk.desk import Desk

    return Desk(years.folder)


def monthly():
    from pmr_xl.model.fiscal import Edition, Report

    return Edition(Report.CPR, 2026, 5)


@pytest.mark.season
def test_the_site_of_all_agencies(tmp_path):
    office = Years(tmp_path / "office")
    for kind in ("indicators", "resources", "units_of_appropriation"):
        office.run("record", "import", office.table(kind), "--year", "2026", "--released", leaves=None)
    told = office.run("publish", "--site", tmp_path / "site", "--report", "mmr", "--year", "2026", leaves=None)
    assert "45 agencies, 2,361 indicators" in told
    assert len(list((tmp_path / "site" / "indicator").glob("*.html"))) == 2361
    assert (tmp_path / "site" / "index.html").stat().st_size < 200_000
    assert max(page.stat().st_size for page in (tmp_path / "site" / "indicator").glob("*.html")) < 60_000


def test_the_house_has_the_templates_with_it():
    here = Path(making.rendering.__file__).parent
    assert {path.name for path in (here / "templates").iterdir()} >= {"base.html", "city.html", "indicator.html"}


def test_a_report_of_which_nothing_is_known_is_not_said_to_be_published_here(tmp_path):
    """One table states budgets that the preliminary report printed: it counts as published, and its figures lack."""
    office = Years(tmp_path / "office", ("HRA",))
    for kind in ("indicators", "units_of_appropriation"):
        office.run("record", "import", office.table(kind), "--year", "2026", "--released", leaves=None)
    told = office.run("publish", "--site", tmp_path / "pmmr", "--report", "pmmr", "--year", "2026", leaves=4)
    assert "Figures of earlier reports as published; none of PMMR Fiscal 2026 itself is known here." in told
    assert "as published in the report of" not in (tmp_path / "pmmr" / "index.html").read_text(encoding="utf-8")
    told = office.run("publish", "--site", tmp_path / "mmr", "--report", "mmr", "--year", "2026", leaves=None)
    assert "Figures as published in the report of Fiscal 2026." in told
    shipped = CliRunner().invoke(pmr, ["publish", "--data", str(tmp_path / "data"), "--year", "2027", "BIC"])
    assert shipped.exit_code == 4
    assert "none of MMR Fiscal 2027 itself is known here" in shipped.output
