"""Judging alone, warm: all rules over the figures that the report of fiscal 2026 printed, told for its 2,361 entries.

The forms of 45 agencies are made and read first; then every one is judged, again and again, and the quickest and the
median round are told in processor time. Nobody has explained anything in these forms, so one row in seven is asked
about, and the messages of some 300 findings are part of what is measured. Warm is what somebody meets who judges again
with the same record, as the functions in Excel do at every change: what rows are compared with is known then, what the
workbook's formulas call, and which rules had nothing to say of a row that stores the same. Every round compares every
cell, and tells every finding anew. Told beside it is checking for the first time.
What is bounded is the ratio, in one run: checking warm costs at most 1.8 times what understanding the same rows costs.
A row is understood when its figure is: a form's cells are understood when somebody looks at them first, so each row's
actual is looked at here, before anybody checks. What finding the rows alone takes is told beside it.
Run: python benchmarks/judging.py
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import process_time

import office
from harness import table

ROUNDS, ENTRIES, ALLOWED = 21, 2_361, 1.8


def main() -> None:
    from pmr_xl.books.reading.reader import read_book
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.validate import read_submission
    from pmr_xl.forms import submission_form
    from pmr_xl.model.entry import Ask
    from pmr_xl.office import built_in_office
    from pmr_xl.rules import judge

    desk = Desk(built_in_office())
    with tempfile.TemporaryDirectory() as name:
        office.made(Path(name) / "forms")
        books = [read_book(path) for path in sorted((Path(name) / "forms").glob("*.xlsx"))]
    known = [(book, *read_submission(desk, book)[1:]) for book in books]
    finding, reading, first, judging, found = [], [], [], [], 0
    for _ in range(ROUNDS):
        start = process_time()
        fresh = [submission_form.read(book, one.chapter, one.edition) for book, one, _ in known]
        finding.append(process_time() - start)
        for one in fresh:
            one.numbers(Ask.ACTUAL)
        reading.append(process_time() - start)
        for pasts, times in (([replace(past) for _, _, past in known], first), ([past for *_, past in known], judging)):
            rounds = list(zip(known, fresh, pasts, strict=True))
            start = process_time()
            findings = [judge(book, one, past, desk.settings) for (book, *_), one, past in rounds]
            times.append(process_time() - start)
            found = sum(map(len, findings))
    entries = sum(len(one.entries) for one in fresh)
    rows = [
        [work, *(f"{figure * ENTRIES / entries * 1000:.0f} ms" for figure in (min(times), statistics.median(times)))]
        for work, times in (
            ("finding the rows", finding),
            ("understanding the rows, their figures too", reading),
            ("checking them with all rules, for the first time", first),
            ("checking them with all rules, warm", judging),
        )
    ]
    print(f"{entries:,} entries of {len(books)} agencies, {found} findings; times are for {ENTRIES:,} entries.\n")
    print(table(["work", "quickest", "median"], rows))
    ratio = min(judging) / min(reading)
    kept = "kept" if ratio <= ALLOWED else "not kept"
    print(
        f"\nChecking warm costs {ratio:.2f} times understanding; allowed are {ALLOWED}. By the quickest rounds: {kept}."
    )
    if ratio > ALLOWED:
        sys.exit(1)


if __name__ == "__main__":
    main()
