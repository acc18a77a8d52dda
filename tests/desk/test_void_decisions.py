"""A decision is void when the reference or the target it was made on has become another, and the sheet says so."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from counting import Office, rows_of

from pmr_xl.analysis.grounds import Grounds
from pmr_xl.forms.variance_sheet.decisions.columns import HIDDEN
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Sign
from pmr_xl.office import built_in_office

pytestmark = [pytest.mark.filterwarnings("ignore:Sparkline:UserWarning"), pytest.mark.both_engines]
SALT = "dsny-salt-used-tons"


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path / "office")


def sheet_of(office, path) -> Path:
    return office.folder / "outbox" / f"{path.stem}_variances.xlsx"


def typed(sheet: Path, name: str, decision: str, by: str = "ana", *, forget: bool = False) -> None:
    """Type a decision into the row of an indicator; ``forget``: in a sheet of a program that kept no grounds."""
    book = openpyxl.load_workbook(sheet)
    page = book["Review"]
    heading = next(row for row in page.iter_rows() if any(cell.value == "Id" for cell in row))
    at = {cell.value: cell.column for cell in heading}
    row = next(row for row in range(heading[0].row, page.max_row + 1) if page.cell(row, at["Id"]).value == name)
    page.cell(row, at["Decision"]).value, page.cell(row, at["Name"]).value = decision, by
    if forget:
        for column in (at[name] for name in HIDDEN if name in at):  # such a sheet had none of the hidden columns
            for line in range(heading[0].row, page.max_row + 1):
                page.cell(line, column).value = None
    book.save(sheet)


def decided(office, path, decision="Approve", **how):
    office.review(path)
    typed(sheet_of(office, path), SALT, decision, **how)
    return office("decide", sheet_of(office, path))


def standing(office, path):
    """Decision and note of the row, or for which decision it is open again."""
    row = office.review(path)[SALT]
    if row["Earlier: decision"]:
        was = row["Earlier: decision"], row["Earlier: name"], row["Earlier: decided on"]
        return row["Decision"], "was {} by {}, on {}".format(*was)
    return row["Decision"], row["Note"]


def test_a_restatement_in_a_later_version_leaves_the_row_open(office):
    decided(office, office.send(change={SALT: Decimal(504_811)}))
    again = office.send(version=2, change={SALT: Decimal(504_811)})
    assert standing(office, again) == ("Approve", None), "the same figures: what was decided on the sheet stands"
    restated = office.send([(SALT, "FY25", 500_000.0)], version=3, change={SALT: Decimal(504_811)})
    was = "was Approve by ana, on another reference (FY25 was 234,845, is 500,000)"
    assert standing(office, restated) == (None, was)
    typed(sheet_of(office, restated), SALT, "Approve")
    assert "1 decision, 1 new" in office("decide", sheet_of(office, restated))
    assert standing(office, restated)[0] == "Approve", "decided on what it shows now"
    office("accept", restated, leaves=None)
    assert standing(office, restated)[0] == "Approve", "the record says of it what the submission said"


def test_another_target_asked_for_leaves_the_row_open(office):
    first = office.send()
    decided(office, first)
    other = office.send(version=2, aims={SALT: Decimal(230_000)})
    decision, note = standing(office, other)
    assert (decision, note) == (None, "was Approve by ana, on another target (FY27 target was *, is 230,000)")


def corrected(office, folder):
    """The published table with another figure for last year, loaded again."""
    table = next((built_in_office() / "schemas" / "published").glob("mmr_fy2026_indicators.csv")).read_text(
        encoding="utf-8-sig"
    )
    assert table.count("234845") == 1 or table.count("234,845") == 1
    other = folder / "mmr_fy2026_indicators.csv"
    other.write_text(table.replace("234845", "240845").replace("234,845", "240,845"), encoding="utf-8")
    office("record", "import", other, "--year", "2026")


def test_a_sheet_whose_reference_changed_since_it_was_made_is_not_taken(office, tmp_path):
    sent = office.send(change={SALT: Decimal(504_811)})
    office.review(sent)
    typed(sheet_of(office, sent), SALT, "Approve")
    corrected(office, tmp_path)
    told = office("decide", sheet_of(office, sent), leaves=None)
    assert "Approve is void, because it was made on other figures: FY25 was 234,845, is 240,845." in told
    assert "make the sheet anew" in told
    decision, note = standing(office, sent)
    assert (decision, note) == (None, "was Approve by ana, on another reference (FY25 was 234,845, is 240,845)")


def test_a_decision_in_the_record_is_void_when_the_record_learns_another_reference(office, tmp_path):
    sent = office.send(change={SALT: Decimal(504_811)})
    decided(office, sent, "Approve")
    sheet_of(office, sent).unlink()
    assert standing(office, sent)[0] == "Approve"
    sheet_of(office, sent).unlink()
    office("accept", sent, "--despite", "what is asked is known")
    printing = "assemble", "DSNY", "--report", "mmr", "--year", "2026", "--into", tmp_path / "tables"
    assert "Void are decisions" not in office(*printing, leaves=None)
    corrected(office, tmp_path)
    assert "dsny-salt-used-tons (FY25 was 234,845, is 240,845). “pmr review”" in office(*printing, leaves=None)
    assert standing(office, sent) == (None, "was Approve by ana, on another reference (FY25 was 234,845, is 240,845)")


def test_a_sheet_of_an_older_program_is_still_taken(office, tmp_path):
    sent = office.send(change={SALT: Decimal(504_811)})
    assert "1 decision, 1 new" in decided(office, sent, forget=True)
    corrected(office, tmp_path)
    assert standing(office, sent)[0] == "Approve"
    assert rows_of(sheet_of(office, sent))[SALT]["Decided on"].startswith("FY22=")


def test_grounds_are_read_as_they_are_written():
    year, coming = Period(2025), Period(2027)
    known = Grounds({year: Decimal("1234.50"), Period(2024): None}, {coming: Sign.UP}, frozenset({"FY25"}))
    assert known.text == "FY25=1234.50 own; FY24=nothing; target FY27=↑"
    assert Grounds.parse(known.text) == known
    assert Grounds.parse("FY25=12x; what=3; target FY27=*") == Grounds({}, {coming: Sign.NONE})
    assert Grounds.parse("") == Grounds()
