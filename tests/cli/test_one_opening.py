"""A command opens the record once, whatever it asks and of however many files; one that asks nothing opens none."""

from __future__ import annotations

import gc
import shutil
from decimal import Decimal
from itertools import islice, product
from pathlib import Path

import pytest
from click.testing import CliRunner

from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received import answers
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fiscal import Edition, Period, Report, Span
from pmr_xl.record import Source
from pmr_xl.record.engine.sqlite import SqliteConnection
from pmr_xl.record.file import storage

DAY = ("--due", "2027-08-13")
COMMANDS = {
    "validate one": ("validate", "DSNY"),
    "validate the inbox": ("validate",),
    "review several": ("review", "DSNY", "FDNY", "NYPD"),
    "accept again": ("accept", "DSNY", "--despite", "seen"),
    "assemble": ("assemble", "DSNY", "FDNY", "--despite", "all=FDNY comes later"),
    "board": ("board", "--edition", "MMR-FY26"),
    "exceptions": ("exceptions", "--edition", "MMR-FY26"),
    "blank": ("blank", "DSNY", "FDNY", "--report", "mmr", "--year", "2027", *DAY),
    "record show": ("record", "show", "dsny-lots-cleaned-citywide"),
}
MORE = {
    "letters": ("letters", "--all", "--by", "2026-09-25", "--into", "INTO"),
    "brief": ("brief", "DSNY", "--into", "INTO"),
    "sample": ("reliability", "sample", "--year", "2026", "--seed", "7", "--into", "INTO"),
    "a target": ("target", "dsny-lots-cleaned-citywide", "FY27", "300", "--why", "agreed"),
    "promised": ("promised",),
    "trace": ("trace", "dsny-lots-cleaned-citywide"),
    "targets": ("targets", "DSNY"),
    "who looked": ("reliability", "coverage"),
}
OPENS = ("open_for_reading", "open_at_one_state")  # for a question alone; for all that a command asks
SHOW_ALL = ("trace",)  # of one indicator


@pytest.fixture(scope="module")
def office(made, tmp_path_factory) -> Path:
    folder = Path(shutil.copytree(made.folder / "office", tmp_path_factory.mktemp("once") / "office"))
    for form in (made.folder / "submissions").glob("*.xlsx"):
        shutil.copy(form, folder / "inbox")
    return folder


def asked(office: Path, *words: str) -> str:
    forms = {path.name.split("_")[1]: str(path) for path in (office / "inbox").glob("PMR_*_v1.xlsx")}
    files = [forms.get(word, word) if words[0] in ("validate", "review", "accept") else word for word in words]
    done = CliRunner().invoke(pmr, ["--office", str(office), *files])
    assert done.exit_code in (0, 1, 2), done.output
    assert "went wrong" not in done.output
    return done.output


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_command_opens_the_record_once(office, monkeypatch, words):
    openings = []

    def count(opened):
        return lambda path: openings.append(path) or opened(path)

    for name in OPENS:
        monkeypatch.setattr(storage, name, count(getattr(storage, name)))
    asked(office, *words)
    assert len(openings) == 1


@pytest.fixture(scope="module")
def grown(office, tmp_path_factory) -> dict[int, Path]:
    """The same office twice, with one month of long ago in its record and with 72 of them."""
    told = {}
    for many in (1, 72):
        told[many] = Path(shutil.copytree(office, tmp_path_factory.mktemp("months") / "office"))
        record = Desk(told[many]).record
        ids = sorted(record.indicator_ids())
        for year, month in islice(product(range(2001, 2007), range(1, 13)), many):
            facts = [Fact(name, Period(year, Span.MONTH, month), FactKind.ACTUAL, Decimal(7), "7") for name in ids]
            record.publish(facts, Source(f"{year}-{month}.csv", f"{year}{month}", Edition(Report.CPR, year, month)))
    return told


class CountedLines:
    """What a query found, and how many lines of it were read."""

    read = 0

    def __init__(self, lines) -> None:
        self.lines = lines

    def fetchone(self):
        return next(iter(self), None)

    def fetchall(self):
        return list(self)

    def __iter__(self):
        for line in self.lines:
            CountedLines.read += 1
            yield line


@pytest.mark.parametrize("words", {**COMMANDS, **MORE}.values(), ids={**COMMANDS, **MORE})
def test_months_of_long_ago_are_read_by_none_that_does_not_show_them(grown, monkeypatch, words):
    plain, read = SqliteConnection.execute, {}
    monkeypatch.setattr(SqliteConnection, "execute", lambda self, *told: CountedLines(plain(self, *told)))
    for many, folder in grown.items():
        CountedLines.read = 0
        asked(folder, *(word if word != "INTO" else str(folder / "outbox") for word in words))
        read[many] = CountedLines.read
    assert read[1] > 0
    assert read[72] - read[1] == (71 if words[0] in SHOW_ALL or words[:2] == ("record", "show") else 0)


def test_a_file_that_is_no_form_opens_nothing(office, monkeypatch, tmp_path):
    import xlsxwriter

    other = tmp_path / "other.xlsx"
    book = xlsxwriter.Workbook(other)
    book.add_worksheet("Data").write(0, 0, "no form")
    book.close()
    for name in OPENS:
        monkeypatch.setattr(storage, name, lambda path: pytest.fail(f"{path} was opened"))
    assert "other.xlsx" in asked(office, "validate", str(other), "--no-copy")


def test_what_is_changed_meanwhile_is_asked_anew(office):
    record = Desk(office).record
    with record.opened_once():
        before = record.content()
        assert record.indicator_ids()
        record.begin()
        assert record.indicator_ids()
    assert record.content() == before


def test_a_clean_review_copy_is_read_for_its_findings_sheet_alone(office, monkeypatch):
    asked(office, "validate", "DSNY", "--into", str(office / "outbox"))
    whole = []

    def counted(path: Path, *more: object, **named: object):
        whole.append(path) if not more and not named else None
        return read_book(path, *more, **named)

    monkeypatch.setattr(answers, "read_book", counted)
    asked(office, "validate", "DSNY", "--into", str(office / "outbox"))
    assert whole == []


def test_a_workbook_that_nobody_holds_is_gone_at_once(office):
    form = next((office / "inbox").glob("PMR_DSNY_*_v1.xlsx"))
    cells = sum(len(sheet.cells) for sheet in read_book(form).sheets)
    gc.collect()
    gc.disable()
    try:
        read_book(form)
        left = gc.collect()
    finally:
        gc.enable()
    assert left < cells / 4
