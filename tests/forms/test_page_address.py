"""The Instructions lead to the page that checks a form, where the office set its address."""

from __future__ import annotations

import json
import shutil
from datetime import date

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from pmr_xl.cli.commands import pmr
from pmr_xl.desk.blank import blank
from pmr_xl.desk.desk import Desk
from pmr_xl.forms.submission_form.sheets.instructions import CHECK
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.office import init_office

WEB = "https://pmr.example.gov/check/"
SHARE = r"\\server\share\PMR page\PMR_check.html".replace(" ", "_")
DUE = date(2026, 8, 14)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return init_office(tmp_path_factory.mktemp("led") / "office")


def form(office, into, address):
    said = f"page_address: '{address}'\n" if address else ""
    (office / "settings.yaml").write_text(said, encoding="utf-8")
    (path,) = blank(Desk(office), ["DSNY"], Edition.parse("MMR-FY26"), into, due=DUE)
    return path


def rows(path):
    sheet = load_workbook(path)["Instructions"]
    return {row[0].value: row[1] for row in sheet.iter_rows() if row[0].value}


@pytest.mark.parametrize(("address", "target"), [(WEB, WEB), (SHARE, "file:///" + SHARE)])
def test_the_link_is_there_and_can_be_read_on_paper(office, tmp_path, address, target):
    cell = rows(form(office, tmp_path, address))["Check it first"]
    assert cell.value == f"{CHECK}: {address}"
    assert cell.hyperlink.target == target


def test_nothing_but_the_instructions_differs_and_nothing_where_no_address_is_set(office, tmp_path):
    plain, led = (load_workbook(form(office, tmp_path / name, address)) for name, address in (("a", ""), ("b", WEB)))
    assert plain.sheetnames == led.sheetnames
    differing = [
        name
        for name in plain.sheetnames
        if [[one.value for one in row] for row in plain[name].iter_rows()]
        != [[one.value for one in row] for row in led[name].iter_rows()]
    ]
    assert differing == ["Instructions"]
    (office / "settings.yaml").unlink()
    (before,) = blank(Desk(office), ["DSNY"], Edition.parse("MMR-FY26"), tmp_path / "c", due=DUE)
    assert before.read_bytes() == (tmp_path / "a" / before.name).read_bytes()


def test_a_form_that_leads_there_is_checked_and_marked_like_any_other(office, tmp_path):
    led = form(office, tmp_path / "led", WEB)
    told = []
    for name, path in (("plain", form(office, tmp_path / "plain", "")), ("led", led)):
        alone = shutil.copy(path, tmp_path / path.name)
        CliRunner().invoke(
            pmr, ["--office", str(office), "validate", str(alone), "--json", str(tmp_path / f"{name}.json")]
        )
        told.append(json.loads((tmp_path / f"{name}.json").read_bytes())["findings"])
        review = tmp_path / path.name.replace(".xlsx", "_review.xlsx")
    assert told[0] == told[1] != []
    assert rows(review)["Check it first"].hyperlink.target == WEB  # of the one that was checked last


@pytest.mark.parametrize(
    "address",
    [
        "http://pmr.example.gov/",
        "pmr.example.gov",
        "javascript:alert(1)",
        "https://a b",
        'https://a"b',
        "file:///c:/x",
        "https://" + "a" * 300,
    ],
)
def test_an_address_that_no_form_can_lead_to_is_refused(office, tmp_path, address):
    with pytest.raises(Fault, match=r"settings.yaml, line 1: .* is no address that a form can lead to"):
        form(office, tmp_path, address)
    assert not list(tmp_path.iterdir())
