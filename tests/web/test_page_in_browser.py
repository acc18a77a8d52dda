"""The page in a real browser: a workbook is dropped, findings are seen and filtered, copies taken, nothing is sent."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from forms_of_all import blank_and_filled, told_here
from page_opened import driven, hosted, made_pages, needs_browser
from page_runtime import PROJECT

from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.rules.engine.pages import read_page
from pmr_xl.rules.engine.registry import rulebook

pytestmark = needs_browser
SAMPLE = PROJECT / "workbooks" / "submissions" / "PMR_FDNY_MMR_FY26_v1.xlsx"


@pytest.fixture(scope="module", params=["one file", "a host"])
def seen(request, tmp_path_factory):
    """What was seen in the browser, of the one file opened from the disk and of the folder on a host."""
    room = tmp_path_factory.mktemp("seen")
    if request.param == "one file":
        alone = shutil.copy(made_pages() / "PMR_check.html", room)
        return opened(Path(alone).as_uri(), room) | {"place": "file://", "room": room}
    with hosted(made_pages() / "site") as place:
        return opened(place, room) | {"place": place, "room": room}


def opened(address, room):
    return driven("browser.mjs", address, SAMPLE, room)


def test_a_workbook_is_checked_and_its_findings_are_filtered(seen):
    told = json.loads((seen["room"] / seen["json"]).read_bytes())
    rows, errors = told["findings"], told["counts"]["error"]
    assert seen["title"] == "Fire Department · MMR Fiscal 2026"
    assert seen["summary"].startswith(f"{errors} errors to correct, ")
    assert (errors, seen["all"], seen["withoutErrors"]) == (10, len(rows), len(rows) - errors)
    assert seen["shown"] == f"{len(rows) - errors} of {len(rows)} findings shown."
    assert seen["ofOneRule"] == sum(row["rule"] == "UNT-002" for row in rows) == 1
    assert seen["withText"] == sum(row["indicator_name"].startswith("Violation orders") for row in rows) > 1
    assert 0 < seen["ofOneService"] < len(rows)
    assert seen["charts"] > 8


def test_the_rule_s_whole_page_stands_beside_its_finding(seen):
    told = json.loads((seen["room"] / seen["json"]).read_bytes())["findings"]
    code = next(row["rule"] for row in told if row["cell"] == "J3")
    page = read_page(rulebook()[code].page)
    assert (seen["rule"]["examples"], seen["rule"]["tables"]) == (
        len(page.examples),
        sum(len(one.tables) for one in page.examples),
    )
    assert all(one.title.replace("`", "") in seen["rule"]["text"] for one in page.examples)
    assert "**" not in seen["rule"]["text"]


def test_copies_that_are_taken_are_those_of_the_command_line(seen, tmp_path):
    alone = Path(shutil.copy(SAMPLE, tmp_path / SAMPLE.name))
    for words in (
        ("validate", alone, "--json", tmp_path / "told.json"),
        ("repair", alone, "--apply"),
        ("blank", "DSNY", "--report", "mmr", "--year", 2026, "--due", "2026-08-14", "--into", tmp_path),
    ):
        CliRunner().invoke(pmr, ["--office", str(PROJECT), *map(str, words)])
    for name in ("review", "repaired", "blank"):
        assert (seen["room"] / seen[name]).read_bytes() == (tmp_path / seen[name]).read_bytes(), name
    assert (seen["room"] / seen["json"]).read_bytes() == (tmp_path / "told.json").read_bytes()
    assert seen["fixed"] == 2


def test_the_receipt_of_the_page_is_verified_against_the_file_and_says_what_it_is_not(seen):
    receipt = seen["room"] / seen["receipt"]
    assert seen["receipt"] == f"{SAMPLE.stem}_receipt.json"
    done = CliRunner().invoke(pmr, ["verify", str(receipt), str(SAMPLE)])
    assert done.exit_code == 0, done.output
    assert "byte for byte" in done.output
    for told in (done.output, seen["receiptSays"]):
        assert "It is no acceptance and no sign that the office has received anything" in told
    assert "It is not signed" in done.output
    sheet = read_book(seen["room"] / seen["receiptSheet"]).sheets[0]
    assert sheet.at(2, 1).value == "○ Checked in the page for agencies; not sent by that"


def test_blank_forms_are_offered_of_every_report_that_agencies_submit_to(seen):
    assert seen["reports"] == ["MMR", "PMMR", "CPR (monthly)"]
    assert (seen["monthly"], seen["yearly"]) == (True, False)


def test_no_other_place_is_asked_and_none_could_be(seen):
    elsewhere = [one for one in seen["requests"] if not one.startswith((seen["place"], "blob:", "data:"))]
    assert elsewhere in ([], ["https://example.org/"])  # the one that the test itself tries, where it is told at all
    assert seen["escape"] == "refused"
    refused = [one for one in seen["errors"] if "example.org" in one]
    assert refused
    assert [one for one in seen["errors"] if one not in refused] == []


def test_it_fits_a_telephone_and_hinders_nobody(seen):
    assert seen["rulesRun"] > 20
    assert [one for one in seen["axe"] if one[2] in ("serious", "critical")] == []
    assert seen["wide360"] <= 360
    assert seen["wide1280"] <= 1280


def test_on_a_host_it_works_without_a_network_after_the_first_visit(seen):
    if seen["place"] == "file://":
        assert "offline" not in seen  # it never needs one
    else:
        assert seen["offline"] == seen["all"]


def test_it_is_as_light_as_was_promised():
    made = made_pages()
    site = sum(path.stat().st_size for path in (made / "site").iterdir())
    assert site <= 8_000_000
    assert (made / "PMR_check.html").stat().st_size <= 11_000_000
    sums = dict(line.split("  ")[::-1] for line in (made / "SHA256SUMS.txt").read_text().splitlines())
    assert len(sums) == 16


@pytest.mark.season
def test_every_agency_s_filled_form_is_told_byte_for_byte_in_a_browser(tmp_path):
    _, filled = blank_and_filled(tmp_path)
    page = (made_pages() / "PMR_check.html").resolve().as_uri()
    seen = driven("many.mjs", page, tmp_path / "told.json", *filled)
    told = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    here = told_here(filled)
    assert [form.name for form, ours in zip(filled, here, strict=True) if told[form.name] != ours] == []
    assert (seen["listed"], len(told), len({*here}), seen["errors"]) == (45, 45, 45, [])
