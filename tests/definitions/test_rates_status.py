"""The live status of the sheet Rates and the rules never disagree; a spreadsheet computes the one."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal

import pytest
from example import CPR, MMR, SETTINGS
from soffice import converted

from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.writing.writer import write
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.paper_book import with_values
from pmr_xl.forms.submission_form.plan import COMPLETE, FIX, TO_DO
from pmr_xl.forms.submission_form.search import text_in
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.definitions.meaning import FormMeaning
from pmr_xl.model.measure import Unit
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter, Goal, Service
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.rules import judge

ROWS = 120
SHARES = tuple(
    Indicator(f"shr-share-{number}", f"Share number {number} (%)", Unit.PERCENT, number % 3) for number in range(ROWS)
)
CHAPTER = Chapter("SHR", "Department of Shares", (Service("Share.", (Goal("Be fair.", SHARES, "shr-1a"),), "shr-1"),))
NAMED = {one.id: Definition(one.id, numerator="what was shared", denominator="all there was") for one in SHARES}


def half_up(above, below, decimals):
    return (Decimal(above) / Decimal(below) * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def drawn(chance, one):
    """What is typed in a row: the percentage as a cell holds it, numerator, denominator; and whether they agree."""
    below = chance.choice((0, 8, 40, 200, 333, 1600, 80_000))
    above = chance.randrange(below + 1)
    kind = chance.randrange(8)
    right = float(half_up(above, below, one.decimals)) if below else 12.0
    if kind == 0:
        return "NA", None, None, True
    if kind == 1:
        return right / 100, above, None, None
    if kind == 2:
        return right / 100, "about " + str(above), below, None
    if kind == 3:
        step = float(Decimal(1).scaleb(-one.decimals))
        return (right + step) / 100, above, below, False
    if kind == 4:
        return above / below if below else 0.5, above, below, bool(below)  # unrounded, as a formula would give it
    return right / 100, above, below, bool(below)


@pytest.mark.libreoffice
@pytest.mark.parametrize("edition", [MMR, CPR], ids=["a year", "a month"])
def test_status_and_rules_agree_on_every_row(edition, tmp_path):
    chance = random.Random(20_26)  # noqa: S311 - a test draws the same each time
    paper = submission_form.lay(CHAPTER, edition, Past(), SETTINGS, schema_hash="x", meaning=FormMeaning(NAMED))
    rows = [drawn(chance, one) for one in SHARES]
    answers = {one.id: {"actual": row[0]} for one, row in zip(SHARES, rows, strict=True)}
    paper = submission_form.fill(paper, CHAPTER, edition, answers)
    typed = {
        f"{column}{7 + at}": value
        for at, row in enumerate(rows)
        for column, value in (("D", row[1]), ("F", row[2]))
        if value is not None
    }
    write(with_values(paper, "Rates", typed), tmp_path / "form.xlsx")
    (out := tmp_path / "out").mkdir()
    converted(tmp_path / "form.xlsx", out, "xlsx:Calc MS Excel 2007 XML", recalculate=True)
    book = read_book(out / "form.xlsx")
    submission = submission_form.read(book, CHAPTER, edition)
    found = {one.where.row: one.rule for one in judge(book, submission, Past(), SETTINGS, only=["ARI-009", "ARI-010"])}
    sheet = book.sheet("Rates")
    met = set()
    for at, (row, one) in enumerate(zip(rows, SHARES, strict=True), start=7):
        status, hint = text_in(sheet.at(at, 9)), text_in(sheet.at(at, 10))
        assert text_in(sheet.at(at, 1)) == one.id
        expected = {True: COMPLETE, False: FIX, None: FIX if isinstance(row[1], str) else TO_DO}[row[3]]
        assert status == expected, (one, row, status, hint)
        rule = {COMPLETE: None, TO_DO: "ARI-010", FIX: "ARI-010" if isinstance(row[1], str) else "ARI-009"}[expected]
        assert found.get(at) == rule, (one, row)
        assert bool(hint) == (status != COMPLETE or row[0] == "NA")
        met.add((status, rule))
    assert len(met) == 4
    assert sum(row[3] is True for row in rows) > 50
