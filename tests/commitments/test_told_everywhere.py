"""What is overdue is told on the board, in exceptions, letters, briefs and memos, and nowhere when it is done."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import docx
import openpyxl
import pytest
from years_played import Years

from pmr_xl.desk.desk import Desk

pytestmark = pytest.mark.both_engines

DAY = date(2026, 9, 18)
NEEDLES = "dsny-needles-removed"


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """An office of three agencies: one has sent its form, one is accepted, one has sent nothing."""
    office = Years(tmp_path_factory.mktemp("told") / "office", only=("DSNY", "DPR", "LPC"))
    with pytest.MonkeyPatch.context() as today:
        today.setattr(Desk, "today", property(lambda _desk: DAY))
        office.history()
        office.form("DSNY")
        office.run("accept", office.form("DPR"), "--despite", "as printed")
        settings = office.folder / "settings.yaml"
        settings.write_text(settings.read_text(encoding="utf-8") + "\nasking: [MMR-FY26]\n", encoding="utf-8")
        said = ("--due", "2026-09-06", "--owner", "Unit 4")
        office.run("commitment", "add", "Explain the fall of needles", "--indicator", NEEDLES, *said)
        office.run("commitment", "add", "Plant 100 trees", "--agency", "DPR", "--due", "2026-09-30")
        office.run("commitment", "add", "Draw a map", "--agency", "LPC", "--due", "2027-09-30")
        office.run(
            *("commitment", "add", "Count twice", "--agency", "DSNY", "--due", "2026-08-01", "--status", "implemented"),
            *("--evidence", "the audit of June"),
        )
    return office


@pytest.fixture
def office(played, tmp_path, monkeypatch):
    monkeypatch.setattr(Desk, "today", property(lambda _desk: DAY))
    return played.copy(tmp_path / "office")


def test_the_board_says_what_is_overdue_by_every_door(office, tmp_path):
    told = office.run("board")
    assert "✕ 1 commitment overdue" in next(line for line in told.splitlines() if line.startswith("DSNY"))
    assert " · ✕ 1 commitment overdue" in told.splitlines()[3]
    said = json.loads(office.run("board", "--json", "-"))
    assert said["overdue_commitments"] == 1
    assert {row["agency"]: (row["commitments"], row["overdue"]) for row in said["rows"]} == {
        "DSNY": (1, 1), "DPR": (1, 0), "LPC": (1, 0),
    }  # fmt: skip
    office.run("board", "--sheet", tmp_path / "board.xlsx")
    page = openpyxl.load_workbook(tmp_path / "board.xlsx")["Board"]
    at = {cell.value: cell.column for cell in page[5]}
    assert [page.cell(6, at[one]).value for one in ("Agency", "Overdue")] == ["DSNY", 1]
    office.run("commitment", "update", "C-1", "--status", "closed", "--why", "it was explained")
    assert "overdue" not in office.run("board")
    assert "No agency is in the portfolio of " in office.run("commitment", "list", "--mine", leaves=2)
    settings = office.folder / "settings.yaml"
    whose = f"portfolios: [{{analyst: {Desk(office.folder).me}, agencies: [DPR]}}]\n"
    settings.write_text(settings.read_text(encoding="utf-8") + whose, encoding="utf-8")
    assert "1 commitment: ○ 1 open." in office.run("commitment", "list", "--mine")


def test_an_overdue_action_makes_its_row_an_exception_for_the_supervisor(office):
    def found():
        told = office.run("exceptions", "--csv", "-")
        return {row["id"]: row for row in csv.DictReader(io.StringIO(told))}

    there = found()
    assert there[NEEDLES]["overdue"] == "yes"
    assert [name for name, row in there.items() if row["overdue"]] == [NEEDLES]
    others = {name: row["level"] for name, row in there.items() if name != NEEDLES}
    office.run("commitment", "update", "C-1", "--due", "2026-12-31")
    later = found()
    assert not any(row["overdue"] for row in later.values())
    assert {name: row["level"] for name, row in later.items() if name != NEEDLES} == others
    assert there[NEEDLES]["level"] in ("Supervisor", "Senior staff")


def test_exceptions_become_actions_once(office):
    told = office.run("commitment", "from-exceptions", "--level", "supervisor", "--due", "2026-10-30", "--by", "Ana")
    rows = list(csv.DictReader(io.StringIO(office.run("commitment", "list", "--csv", "-", leaves=1))))
    made = [row for row in rows if row["origin"] == "exception, Supervisor"]
    assert f"✓ {len(made)} corrective actions added." in told
    wanted = [
        row["id"]
        for row in csv.DictReader(io.StringIO(office.run("exceptions", "--csv", "-")))
        if row["level"] == "Supervisor" and row["id"] != NEEDLES
    ]
    assert sorted(row["indicator_id"] for row in made) == sorted(wanted) != []
    assert {(row["due"], row["begun_by"], row["edition"]) for row in made} == {("2026-10-30", "Ana", "MMR-FY26")}
    again = office.run("commitment", "from-exceptions", "--level", "Supervisor", "--due", "2026-10-30")
    assert "✓ 0 corrective actions added." in again
    assert "There is no level “King”" in office.run("commitment", "from-exceptions", "--level", "King", leaves=2)


def text(path):
    return " ".join(path.read_text(encoding="utf-8").split())


def test_letters_tell_what_is_due_also_to_an_agency_whose_form_is_accepted(office):
    office.run("letters", "--all", "--word")
    outbox = office.folder / "outbox"
    said = text(outbox / "PMR_DSNY_MMR-FY26_letter.txt")
    assert "Agreed, and due C-0001 Explain the fall of needles (Needles removed): due September 6, 2026, ✕ 12" in said
    assert "Count twice" not in said
    accepted = text(outbox / "PMR_DPR_MMR-FY26_letter.txt")
    assert "DPR · MMR Fiscal 2026: what was agreed" in accepted
    assert "is accepted. 1 commitment is overdue or due soon." in accepted
    assert "C-0002 Plant 100 trees: due September 30, 2026, ○ open" in accepted
    assert "Draw a map" not in text(outbox / "PMR_LPC_MMR-FY26_letter.txt"), "it is due in a year"
    written = docx.Document(str(outbox / "PMR_DPR_MMR-FY26_letter.docx"))
    assert " ".join(" ".join(one.text for one in written.paragraphs).split()) == accepted
    office.run("commitment", "update", "C-2", "--status", "implemented", "--evidence", "100 trees")
    assert "Nothing is asked of DPR: no letter." in office.run("letters", "DPR")


def test_a_brief_says_what_was_promised_and_what_became_of_it(office):
    office.run("brief", "DSNY", "LPC")
    page = (office.folder / "outbox" / "PMR_briefs_LPC_DSNY.html").read_text(encoding="utf-8")
    assert page.count("What was agreed, and what became of it") == 2
    assert "C-0001 Explain the fall of needles (Needles removed): due September 6, 2026, ✕ 12 days overdue" in page
    assert "C-0004 Count twice: ✓ implemented: the audit of June" in page
    assert "C-0003 Draw a map: due September 30, 2027, ○ open" in page


def test_a_memo_is_drafted_in_text_and_word_overdue_first_and_none_where_nothing_was_agreed(office):
    told = office.run("commitment", "memo", "DSNY", "DPR", "--since", "2026-09-01")
    outbox = office.folder / "outbox"
    said = (outbox / "PMR_DSNY_memo.txt").read_text(encoding="utf-8")
    heads = ["Overdue", "Done since September 1, 2026"]
    assert [line for line in said.splitlines() if line in heads] == heads
    assert "C-0001 Explain the fall of needles; Needles removed; Unit 4; due 2026-09-06; ✕ 12" in " ".join(said.split())
    assert max(map(len, said.splitlines())) <= 80
    written = docx.Document(str(outbox / "PMR_DSNY_memo.docx"))
    assert [table.rows[1].cells[0].text for table in written.tables] == ["C-0001", "C-0004"]
    assert "PMR_DPR_memo.docx" in told
    office.run("commitment", "update", "C-3", "--status", "closed", "--why", "not needed", "--by", "Ana")
    assert "Nothing was agreed with LPC: no memo." in office.run("commitment", "memo", "LPC", "--since", "2999-12-31")
