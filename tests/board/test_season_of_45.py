"""A season of all 45 agencies replayed: the board at ten moments equals an independent recount.

Three are late, two send again, one is returned, one acceptance is withdrawn, two people decide. The recount looks at
file names, at what ``pmr validate --json`` says of each file, and at the record's tables by SQL of its own.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from exceptions_recounted import recounted
from kept_on import record_as_file
from pace import at_most
from printed_report import MMR, chapters
from season_played import SHEETS, fill, write

from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.forms.submission_form.plan import FIRST_ROW, Plan
from pmr_xl.model.book.places import from_a1
from pmr_xl.model.entry import Ask
from pmr_xl.office import Library, built_in_office, init_office

pytestmark = [pytest.mark.season, pytest.mark.both_engines]
SHIPPED = built_in_office() / "schemas"
DUE = date(2026, 9, 17)
LATE, EXTENDED = ("DSNY", "FDNY", "NYPD"), "TLC"
ANA, BEN = "Ana Diaz", "Ben Ortiz"
SERIAL = date(1899, 12, 30)


class Replay:
    """An office, what people do in it, and what is counted by other means."""

    def __init__(self, folder: Path, monkeypatch) -> None:
        self.folder = init_office(folder)
        self.today = DUE
        monkeypatch.setattr(Desk, "today", property(lambda _desk: self.today))
        calendar = self.folder / "schemas" / "calendar.yaml"
        text = calendar.read_text(encoding="utf-8")
        calendar.write_text(text.replace("MMR-FY26\n", f"MMR-FY26\n    forms_due: {DUE}\n", 1), encoding="utf-8")
        settings = self.folder / "settings.yaml"
        whose = (
            f"\nasking: [MMR-FY26]\nportfolios:\n  - {{analyst: {ANA}, account: adiaz, backup: {BEN}, "
            f"agencies: [HRA, EDC, DSNY]}}\n  - {{analyst: {BEN}, agencies: [ACS, DOB]}}\n"
        )
        settings.write_text(settings.read_text(encoding="utf-8") + whose, encoding="utf-8")
        for kind in SHEETS:
            self.run("record", "import", f"mmr_fy2026_{kind}.csv", "--year", "2026")
        self.run("blank", "--all")
        self.signed: dict[tuple[str, int], date] = {}
        self.due = dict.fromkeys(chapters(), DUE)

    def run(self, *asked: object, leaves: tuple[int, ...] = (0,)) -> str:
        done = CliRunner().invoke(pmr, ["--office", str(self.folder), *map(str, asked)])
        assert done.exit_code in leaves, (asked[:2], done.output[-1500:], done.exception)
        return done.stdout

    def path(self, code: str, version: int = 1) -> Path:
        slug = Library(self.folder).slug(code).upper()
        return self.folder / "inbox" / f"PMR_{slug}_MMR_FY26_v{version}.xlsx"

    def send(self, codes, on: date) -> None:
        for code in codes:
            to = self.path(code)
            fill(self.folder / "outbox" / to.name, to, code)
            self.sign(to, on)
            self.signed[code, 1] = on

    def sign(self, form: Path, on: date) -> None:
        address = read_book(form).names["pmr_certified_date"].rpartition("!")[2].replace("$", "")
        beside = form.with_suffix(".signed")
        write(form, beside, {"xl/worksheets/sheet1.xml": {address: float((on - SERIAL).days)}})
        beside.replace(form)

    def send_again(self, code: str, typed, on: date) -> None:
        """The same form as version 2, with other figures on its sheet."""
        to = self.path(code, 2)
        write(self.path(code), to, {"xl/worksheets/sheet3.xml": typed})
        self.sign(to, on)
        self.signed[code, 2] = on

    def decide(self, code: str, decisions: dict[str, str], who: str) -> None:
        """Decide on a variance sheet, indicator by indicator, in somebody's name."""
        form = self.path(code)
        self.run("review", form)
        sheet = self.folder / "outbox" / f"{form.stem}_variances.xlsx"
        book = openpyxl.load_workbook(sheet)
        page = book["Review"]
        heads = {cell.value: cell.column for row in page.iter_rows(max_row=12) for cell in row if cell.value}
        left = dict(decisions)
        for row in range(1, page.max_row + 1):
            if word := left.pop(str(page.cell(row, heads["Id"]).value), ""):
                page.cell(row, heads["Decision"]).value = word
                page.cell(row, heads["Name"]).value = who
        assert not left
        book.save(sheet)
        self.run("decide", sheet)

    # What other means count

    def recount(self) -> dict[str, dict[str, object]]:
        newest: dict[str, tuple[int, Path]] = {}
        slugs = {Library(self.folder).slug(code).upper(): code for code in chapters()}
        for file in (self.folder / "inbox").glob("PMR_*.xlsx"):
            slug, version = re.fullmatch(r"PMR_(.+)_MMR_FY26_v(\d)\.xlsx", file.name).groups()
            newest[slugs[slug]] = max(newest.get(slugs[slug], (0, file)), (int(version), file))
        open_in = self.found([file for _, file in newest.values()])
        with sqlite3.connect(record_as_file(self.folder)) as record:
            accepted = dict(
                record.execute(
                    "SELECT agency, sha256 FROM submissions s WHERE NOT EXISTS (SELECT 1 FROM withdrawals w WHERE "
                    "w.source = s.source) ORDER BY version"
                )
            )
            last = {(one[0], one[1]): one[2:] for one in record.execute(
                "SELECT agency, indicator, decision, submission FROM decisions ORDER BY no")}  # fmt: skip
            promised: dict[str, tuple[str, str, str]] = {}
            for key, *rest in record.execute("SELECT code, agency, status, due FROM commitments ORDER BY no"):
                promised[key] = tuple(rest)
        left = [(whose, due) for whose, status, due in promised.values() if status in ("open", "partly implemented")]
        told = {}
        for code in chapters():
            version, file = newest.get(code, (0, None))
            sha = hashlib.sha256(file.read_bytes()).hexdigest() if file else ""
            errors, queries = open_in[file.name] if file else (0, 0)
            returned = any(key[0] == code and value == ("Return", sha) for key, value in last.items())
            day = self.signed.get((code, 1), self.today)
            told[code] = {
                "state": (
                    "not received" if not file
                    else "accepted" if accepted.get(code) == sha
                    else "returned" if returned
                    else "errors to correct" if errors
                    else "queries open" if queries
                    else "nothing open"
                ),
                "version": str(version or ""), "errors": str(errors), "queries": str(queries),
                "due": str(self.due[code]), "days_late": str(max(0, (day - self.due[code]).days)),
                "decided": str(sum(key[0] == code for key in last)),
                "commitments": str(sum(whose == code for whose, _ in left)),
                "overdue": str(sum(whose == code and "" < due < str(self.today) for whose, due in left)),
            }  # fmt: skip
        return told

    def found(self, files) -> dict[str, tuple[int, int]]:
        if not files:
            return {}
        told = json.loads(self.run("validate", "--no-copy", "--json", "-", *files, leaves=(0, 1, 2)))
        told = told if isinstance(told, list) else [told]
        return {
            one["file"]: (
                sum(each["severity"] == "error" and not each["beta"] for each in one["findings"]),
                sum(
                    each["severity"] == "query" and not (each["explained"] or each["beta"]) for each in one["findings"]
                ),
            )
            for one in told
        }

    def board(self, *more: object) -> dict[str, dict[str, str]]:
        rows = csv.DictReader(io.StringIO(self.run("board", "--csv", "-", *more)))
        return {row["agency"]: row for row in rows}

    def commitments(self, code: str) -> list[dict[str, str]]:
        told = self.run("commitment", "list", code, "--done", "--csv", "-", leaves=(0, 1))
        return list(csv.DictReader(io.StringIO(told)))

    def printed_now(self, name: str) -> str:
        """The figure of this year that the record has of an indicator, as it is printed."""
        with sqlite3.connect(record_as_file(self.folder)) as record:
            return record.execute(
                "SELECT printed FROM figures WHERE indicator = ? AND period = 'FY26' AND kind = 'actual' "
                "ORDER BY no DESC LIMIT 1",
                (name,),
            ).fetchone()[0]

    def every_brief_is_made_in_time(self, folder: Path) -> None:
        """45 pages of Word, each with its one picture, in at most 45 seconds of processor time."""
        with at_most(45.0):
            self.run("brief", "--all", "--into", folder / "briefs")
        documents = sorted((folder / "briefs").glob("*.docx"))
        assert len(documents) == 45
        shown = [len(docx.Document(str(one)).inline_shapes) for one in documents]
        assert shown.count(1) > 40
        assert set(shown) <= {0, 1}

    def every_exception_is_found_by_pandas_too(self) -> None:
        """Over all 2,361 rows, concern by concern; and board and exceptions take at most three seconds."""
        with at_most(2 * 3.0, "Each of them checks all 45 forms anew; both in one take half."):
            rows = list(csv.DictReader(io.StringIO(self.run("exceptions", "--csv", "-"))))
            self.run("board", "--csv", "-")
        told = recounted(SHIPPED / "published" / "mmr_fy2026_indicators.csv", self.folder / "schemas" / "indicators")
        for concern in ("critical_missed", "declined", "na_again", "target_easier", "unusual"):
            assert {row["id"] for row in rows if row[concern]} == set(told[told[concern]].id), concern
        found = json.loads(self.run("validate", "--no-copy", "--json", "-", *self.forms(), leaves=(0, 1, 2)))
        asked = {
            one["indicator"] for file in found for one in file["findings"]
            if one["rule"] in ("OUT-001", "OUT-002", "TGT-006") and not one["explained"]
        }  # fmt: skip
        assert asked
        assert asked <= {row["id"] for row in rows if row["unexplained"]}

    def forms(self) -> list[Path]:
        return sorted((self.folder / "inbox").glob("PMR_*.xlsx"))

    def moment(self, today: date) -> dict[str, dict[str, str]]:
        """The board on a day, which is what was counted by other means."""
        self.today = today
        board, counted = self.board(), self.recount()
        assert len(board) == len(counted) == 45
        assert {code: {key: row[key] for key in counted[code]} for code, row in board.items()} == counted
        return board


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def audit_list(folder: Path) -> Path:
    """An auditors' list of recommendations to four agencies, as a table."""
    path = folder / "recommendations.csv"
    path.write_text(
        "Audit Number,Rec #,Recommendation,Agency,Target Date,Implementation Status\n"
        "2024-N-3,1,Reconcile lots cleaned with work orders,DSNY,2026-09-01,Partially implemented\n"
        "2024-N-3,2,Publish the method of counting,HRA,2026-12-31,Not implemented\n"
        "2024-N-3,3,Train inspectors,DOB,2026-09-15,Open\n"
        "2024-N-3,4,Hire two auditors,EDC,2026-01-31,Implemented\n",
        encoding="utf-8",
    )
    return path


def states(board) -> dict[str, int]:
    told = [row["state"] for row in board.values()]
    return {state: told.count(state) for state in dict.fromkeys(told)}


def test_the_board_is_right_at_ten_moments(tmp_path, monkeypatch_module):  # noqa: PLR0915 - one story, told whole
    office = Replay(tmp_path / "office", monkeypatch_module)
    everybody = [code for code in chapters() if code not in (*LATE, EXTENDED)]

    first = office.moment(date(2026, 9, 10))  # 1 nobody has sent anything
    assert states(first) == {"not received": 45}

    office.send(everybody[:30], date(2026, 9, 11))
    assert states(office.moment(date(2026, 9, 16)))["not received"] == 15  # 2 thirty are there

    office.send(everybody[30:], date(2026, 9, 17))
    third = office.moment(DUE)  # 3 the day they are due
    assert {code for code, row in third.items() if row["state"] == "not received"} == {*LATE, EXTENDED}
    assert all(row["days_late"] == "0" for row in third.values())

    office.run("commitment", "import", audit_list(tmp_path))
    office.run("extend", EXTENDED, "2026-09-25", "--year", 2026, "--why", "a flood in the data room", "--by", ANA)
    office.due[EXTENDED] = date(2026, 9, 25)
    fourth = office.moment(date(2026, 9, 20))  # 4 three are late, one was given more time
    assert {code for code, row in fourth.items() if row["days_late"] == "3"} == set(LATE)
    assert (fourth[EXTENDED]["extended"], fourth[EXTENDED]["note"]) == ("yes", "extended")
    assert [fourth[code]["overdue"] for code in ("DSNY", "HRA", "DOB")] == ["1", "0", "1"]

    office.send([*LATE, EXTENDED], date(2026, 9, 22))
    fifth = office.moment(date(2026, 9, 23))  # 5 all are there
    assert {code for code, row in fifth.items() if row["days_late"] == "5"} == set(LATE)
    assert "not received" not in states(fifth)
    office.every_exception_is_found_by_pandas_too()

    hra, dob = (chapters()[code].lines[0].id for code in ("HRA", "DOB"))
    office.decide("HRA", {hra: "Return"}, ANA)
    office.decide("DOB", {dob: "Approve"}, BEN)
    sixth = office.moment(date(2026, 9, 24))  # 6 two people have decided
    assert sixth["HRA"]["state"] == "returned"
    assert [sixth["HRA"][key] for key in ("last_decision", "last_by")] == ["Return", ANA]
    assert sixth["HRA"]["commitments"] == "2", "what was returned is to be answered, beside what an auditor recommends"
    assert [sixth["DOB"][key] for key in ("last_decision", "last_by", "analyst")] == ["Approve", BEN, BEN]

    wrong = [code for code, row in sixth.items() if row["errors"] != "0"]
    ready = [code for code in chapters() if code not in (*wrong, "HRA")]
    for who, codes in ((ANA, ready[:20]), (BEN, ready[20:])):
        paths = [office.path(code) for code in codes]
        office.run("accept", *paths, "--by", who, "--despite", "The figures are those of the printed report.")
    seventh = office.moment(date(2026, 9, 25))  # 7 all that can be is accepted
    assert states(seventh) == {"errors to correct": len(wrong), "returned": 1, "accepted": len(ready)}
    assert {row["last_by"] for code, row in seventh.items() if code in ready} == {ANA, BEN}

    for code in ("HRA", "EDC"):
        address = Plan(MMR, len(chapters()[code].lines)).cell(Ask.ACTUAL, FIRST_ROW)
        stood = read_book(office.path(code)).sheet("Submission").cells[FIRST_ROW, from_a1(address)[1]].value
        office.send_again(code, {address: stood + 1}, date(2026, 9, 26))
    office.run("commitment", "update", "C-1", "--status", "implemented", "--evidence", "the auditors' letter")
    eighth = office.moment(date(2026, 9, 26))  # 8 two have sent again
    # Whoever sends again for a correction was on time all the same.
    assert [(eighth[code]["version"], eighth[code]["days_late"]) for code in ("HRA", "EDC")] == [("2", "0")] * 2
    assert (eighth["EDC"]["accepted_version"], eighth["EDC"]["note"]) == ("1", "version 1 is accepted")
    assert eighth["HRA"]["state"] == "queries open"
    assert (eighth["DSNY"]["overdue"], eighth["DOB"]["overdue"]) == ("0", "1")

    office.run("withdraw", "MMR-FY26", "ACS", "--why", "the wrong file", "--by", BEN)
    ninth = office.moment(date(2026, 9, 27))  # 9 one acceptance is withdrawn
    assert [ninth["ACS"][key] for key in ("state", "last_decision", "last_by", "accepted_version")] == [
        "queries open", "Acceptance withdrawn", BEN, "",
    ]  # fmt: skip

    paths = [office.path(code, 2) for code in ("HRA", "EDC")]
    office.run("accept", *paths, "--by", ANA, "--despite", "Agreed by telephone.")
    as_sent = office.path("DCP").read_bytes()
    office.path("DCP").unlink()  # a file that was taken in may leave the inbox
    office.today = date(2026, 9, 30)
    tenth = office.board()  # 10 both are accepted
    assert tenth["HRA"]["commitments"] == "1", "an acceptance closes what was returned, with its figure"
    (closed,) = [row for row in office.commitments("HRA") if row["stated_status"] == "closed"]
    assert closed["figure"] == office.printed_now(hra)
    assert [tenth[code]["state"] for code in ("HRA", "EDC", "DCP", "ACS")] == [*["accepted"] * 3, "queries open"]
    assert tenth["DCP"] | {"file": ""} == ninth["DCP"] | {"file": ""}
    office.path("DCP").write_bytes(as_sent)
    office.moment(date(2026, 9, 30))

    mine = office.board("--of", "adiaz")
    assert set(mine) == {"HRA", "EDC", "DSNY"}
    office.every_brief_is_made_in_time(tmp_path)
    assert set(office.board("--of", BEN)) == {"HRA", "EDC", "DSNY", "ACS", "DOB"}, "as backup, too"
