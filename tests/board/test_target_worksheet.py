"""The target worksheet: a band worked out anew, years met, and targets decided in it and read back."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import openpyxl
import pytest
from page_fit import LEAST_TYPE, SCREEN, pixels, type_in_print
from printed_report import MMR, chapters, past_of
from years_played import Years

from pmr_xl.analysis.attention.proposal import proposal
from pmr_xl.analysis.comparison import compare
from pmr_xl.forms.board.target_worksheet import lay
from pmr_xl.forms.variance_sheet.reviewed import Reviewed
from pmr_xl.model.fiscal import Period
from pmr_xl.model.office_settings import OfficeSettings

pytestmark = pytest.mark.both_engines


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    played = Years.begun(tmp_path_factory.mktemp("targets") / "office", only=("DSNY", "DPR"))
    played.form("DSNY")
    return played


def compared(code):
    past = past_of(code)
    return [
        compare(line, past.actual(line.id, Period(2026)), past, MMR, OfficeSettings())
        for line in chapters()[code].lines
    ]


def test_the_band_lies_between_the_median_and_where_the_line_leads():
    counted = 0
    for one in (each for code in ("DSNY", "FDNY", "DOF", "DPR") for each in compared(code)):
        figures = [*one.history, one.actual]
        if not all(isinstance(figure, Decimal) for figure in figures):
            continue
        values = [float(figure) for figure in figures]
        slope, start = np.polyfit(range(5), values, 1)
        wanted = sorted((float(np.median(values)), start + slope * 5))
        offered = proposal(one)
        if offered is None:  # the line leads to what cannot be
            assert wanted[0] < 0 or (one.possible.most is not None and wanted[1] > float(one.possible.most))
            continue
        step = float(10**-one.indicator.target_measure.decimals)
        assert (float(offered.low), float(offered.high)) == pytest.approx(wanted, abs=0.51 * step)
        counted += 1
    assert counted > 80


def test_a_target_decided_in_the_worksheet_is_the_target_in_the_record(office):
    told = office.run("targets", "DSNY", "DPR", "--edition", "MMR-FY26")
    assert "▲ Nothing is received of DPR." in told
    sheet = office.folder / "outbox" / "PMR_targets_MMR-FY26.xlsx"
    book = openpyxl.load_workbook(sheet)
    page = book["Target worksheet"]
    heads = {cell.value: cell.column for cell in page[6]}
    rows = {page.cell(row, heads["Id"]).value: row for row in range(7, page.max_row + 1)}
    assert len(rows) == len(chapters()["DSNY"].lines)
    assert all(page.cell(row, heads["New target"]).value is None for row in rows.values()), "never filled in by itself"
    row = rows["dsny-lots-cleaned-citywide"]
    assert str(page.cell(row, heads["Past targets"]).value).startswith("FY26 ")
    page.cell(row, heads["Decision"]).value = "Adjust target"
    page.cell(row, heads["New target"]).value = 310
    page.cell(row, heads["Name"]).value = "Ana Diaz"
    book.save(sheet)
    written = sheet.read_bytes()
    assert "decisions stand that the record does not have" in office.run(
        "targets", "--all", "--edition", "MMR-FY26", leaves=2
    )
    told = office.run("targets", "DSNY", "--edition", "MMR-FY26")
    assert "PMR_targets_DSNY_MMR-FY26.xlsx" in told, "one agency's stands beside that of all"
    assert sheet.read_bytes() == written
    assert "Lots cleaned citywide: the target FY27 is 310 now" in office.run("decide", sheet)
    shown = office.run("record", "show", "dsny-lots-cleaned-citywide")
    assert "310" in shown
    assert "Adjust target" in shown
    office.run("targets", "--all", "--edition", "MMR-FY26")


def test_what_asks_for_no_targets_or_sent_nothing_is_refused(office):
    assert "asks for no targets" in office.run("targets", "DSNY", "--edition", "CPR-FY27-M05", leaves=2)
    assert "DPR has sent nothing" in office.run("targets", "DPR", "--edition", "MMR-FY26", leaves=2)


def test_the_worksheet_fits_the_screen_and_the_page():
    page = lay(MMR, OfficeSettings(), [Reviewed(one) for one in compared("FDNY")], {}).page("Target worksheet")
    assert pixels(page) <= SCREEN
    assert type_in_print(page) >= LEAST_TYPE
