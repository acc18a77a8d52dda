"""An office that edits its schemas by hand, as text; and commands in it."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from office_begun import room_of_this_run
from season_played import fill, write

from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.form import submission_of
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fault import Fault
from pmr_xl.office import built_in_office, init_office


class Years:
    """One office through the years, by the command line."""

    def __init__(self, folder: Path, only: Collection[str] = ()) -> None:
        self.folder = folder if folder.exists() else init_office(folder)
        self.only = tuple(only)
        if only:
            self._leave(only)

    @classmethod
    def begun(cls, folder: Path, only: Collection[str] = ()) -> Years:
        """An office whose record has the figures that come with the program: made once, then copied."""
        shutil.copytree(_with_history(tuple(only)), folder)
        office = cls(folder)
        office.only = tuple(only)
        return office

    def _leave(self, only: Collection[str]) -> None:
        """An office of these agencies alone."""
        roll = self.folder / "schemas" / "agencies.yaml"
        head, *items = re.split(r"^(?=  - )", roll.read_text(encoding="utf-8"), flags=re.MULTILINE)
        kept = [one for one in items if re.search(r"code: (\S+)", one)[1].strip("\"'") in only]  # type: ignore[index]  # each has one
        roll.write_text(head + "".join(kept), encoding="utf-8")

    def copy(self, folder: Path) -> Years:
        """The same office again."""
        shutil.copytree(self.folder, folder)
        return Years(folder)

    def run(self, *arguments: object, leaves: int | None = 0) -> str:
        """One command and what it says; ``leaves``: its exit code, None for any."""
        told = CliRunner().invoke(pmr, ["--office", str(self.folder), *map(str, arguments)])
        fault = told.exception if isinstance(told.exception, Fault) else None  # the last porch tells it
        code = told.exit_code if fault is None else fault.exit_code
        assert leaves is None or code == leaves, (arguments, code, told.output[-3000:], told.exception)
        return told.output if fault is None else f"{fault.message} {fault.remedy}"

    def history(self) -> None:
        """The figures that come with the program."""
        for kind in ("indicators", "resources", "units_of_appropriation"):
            self.run("record", "import", self.table(kind), "--year", "2026")

    def table(self, kind: str) -> Path:
        """A table that comes with the program, of this office's agencies."""
        shipped = built_in_office() / "schemas" / "published" / f"mmr_fy2026_{kind}.csv"
        if not self.only:
            return shipped
        with shipped.open(encoding="utf-8-sig", newline="") as text:
            rows = list(csv.reader(text))
        at = rows[0].index("agency")
        to = self.folder.parent / shipped.name
        with to.open("w", encoding="utf-8", newline="") as text:
            csv.writer(text).writerows([rows[0], *(row for row in rows[1:] if row[at] in self.only)])
        return to

    def form(self, code: str = "DSNY") -> Path:
        """A form of MMR-FY26, filled with what the report printed."""
        self.run("blank", code, "--due", "2026-09-03", "--year", "2026", "--into", self.folder / "outbox")
        (blank,) = (self.folder / "outbox").glob(f"PMR_{code}_MMR_FY26_v1.xlsx")
        return fill(blank, self.folder / "inbox" / blank.name, code)

    def corrected(self, code: str, figures: Mapping[str, float], version: int = 2) -> Path:
        """A later version of the form that was accepted, with other figures of this year."""
        first = self.folder / "inbox" / f"PMR_{code}_MMR_FY26_v1.xlsx"
        _, submission = submission_of(Desk(self.folder), read_book(first))
        assert submission is not None
        typed = {submission.by_id[name].actual.where.address: figure for name, figure in figures.items()}
        to = first.with_name(f"PMR_{code}_MMR_FY26_v{version}.xlsx")
        write(first, to, {"xl/worksheets/sheet3.xml": typed})
        return to

    def forms(self, codes: Collection[str]) -> list[Path]:
        """Filled forms of several agencies."""
        outbox = self.folder / "outbox"
        self.run("blank", *codes, "--due", "2026-09-03", "--year", "2026", "--into", outbox)
        slugs = Desk(self.folder).library.slug
        blanks = {code: outbox / f"PMR_{slugs(code).upper()}_MMR_FY26_v1.xlsx" for code in codes}
        return [fill(blank, self.folder / "inbox" / blank.name, code) for code, blank in blanks.items()]

    def filled(self, code: str, *of: str) -> Path:
        """A form of any edition, filled with about last year's figures, or NA and why where there are none."""
        outbox = self.folder / "outbox"
        there = {*outbox.glob("*.xlsx")}
        self.run("blank", code, *of, "--into", outbox)
        (blank,) = {*outbox.glob("*.xlsx")} - there
        book = read_book(blank)
        _, submission = submission_of(Desk(self.folder), book)
        assert submission is not None
        sheets: dict[str, dict[str, str | float]] = {}
        for entry in submission.entries:
            last = entry.entered[submission.edition.last_year.code].cell
            number = last.value if last is not None and isinstance(last.value, float) else None
            figure: str | float = "NA" if number is None else number - (number > 2)
            typed = sheets.setdefault(f"xl/worksheets/sheet{_place(book, submission.sheet)}.xml", {})
            typed[entry.actual.where.address] = figure
            if figure == "NA":
                typed[entry.entered["reason"].where.address] = "Under review"
        for key, value in (("name", "A. Person"), ("title", "Analyst"), ("date", 46_366.0)):
            where = submission.certification[key].where
            sheets.setdefault(f"xl/worksheets/sheet{_place(book, where.sheet)}.xml", {})[where.address] = value
        to = self.folder / "inbox" / blank.name
        write(blank, to, sheets)
        return to

    def type_in(self, form: Path, indicator: str, column: str, figure: float) -> None:
        """Type a figure into a cell of a form, locked or not."""
        book = read_book(form)
        _, submission = submission_of(Desk(self.folder), book)
        assert submission is not None
        where = submission.by_id[indicator].entered[column].where
        as_it_was = form.rename(form.with_suffix(".before"))
        write(as_it_was, form, {f"xl/worksheets/sheet{_place(book, where.sheet)}.xml": {where.address: figure}})
        as_it_was.unlink()

    def put(self, after: str, lines: str, slug: str = "dsny") -> None:
        """Put an indicator's lines behind some text of a schema, deeper by ten blanks."""
        deeper = "".join(f"          {line}\n" for line in lines.splitlines())
        self.edit((after, after + deeper), slug=slug)

    def found(self, path: Path) -> list[dict[str, Any]]:
        """What validating a file finds."""
        to = self.folder / "found.json"
        self.run("validate", path, "--json", to, leaves=None)
        found: list[dict[str, Any]] = json.loads(to.read_text(encoding="utf-8"))["findings"]
        return found

    def schema(self, slug: str = "dsny") -> Path:
        """An agency's file."""
        return self.folder / "schemas" / "indicators" / f"{slug}.yaml"

    def edit(self, *changes: tuple[str, str], slug: str = "dsny") -> None:
        """Change the text of a schema; what is changed must be there once."""
        text = self.schema(slug).read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (old, text.count(old))
            text = text.replace(old, new)
        self.schema(slug).write_text(text, encoding="utf-8")

    def taken_out(self, indicator: str, slug: str = "dsny") -> str:
        """Take an indicator's lines out of a schema; gives them without their indentation."""
        text = self.schema(slug).read_text(encoding="utf-8")
        found = re.search(rf"^( *)- id: {indicator}\n(?:\1  .*\n)*", text, re.MULTILINE)
        assert found is not None, indicator
        self.schema(slug).write_text(text.replace(found[0], ""), encoding="utf-8")
        return "\n".join(line.removeprefix(found[1]) for line in found[0].splitlines()) + "\n"

    def retire(self, indicator: str, slug: str = "dsny") -> None:
        """Move an indicator to the list of retired ones, as the guide for administrators says."""
        lines = "".join(f"  {line}\n" for line in self.taken_out(indicator, slug).splitlines())
        text = self.schema(slug).read_text(encoding="utf-8")
        head = "" if "\nretired:" in text else "\nretired:\n"
        self.schema(slug).write_text(f"{text.rstrip()}\n{head}{lines}", encoding="utf-8")


def _place(book: Book, sheet: str) -> int:
    """Which of the workbook's sheets that is, from 1: as its part is named."""
    return [one.name for one in book.sheets].index(sheet) + 1


@cache
def _with_history(only: tuple[str, ...]) -> Path:
    office = Years(room_of_this_run() / "office", only)
    office.history()
    return office.folder
