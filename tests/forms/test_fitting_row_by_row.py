"""Rows laid and fitted one by one look at each cell once, and come out as high as when all are fitted together."""

from __future__ import annotations

from pmr_xl.forms.paper import fitting
from pmr_xl.forms.paper.pages import Page, Put, Rich, Style

ROWS, WRAPPED = 60, Style(wrap=True)


def laid(*, one_by_one: bool) -> Page:
    page = Page("Rows", widths={1: 12, 2: 30})
    page.put(3, 5, "a heading that was there before its row was fitted", WRAPPED)
    for row in range(1, ROWS + 1):
        page.put(row, 2, "a word " * row, WRAPPED)
        page.put(row, 1, str(row))
        if one_by_one:
            fitting.fit_rows(page, row, row, least=15)
    if not one_by_one:
        fitting.fit_rows(page, 1, ROWS, least=15)
    return page


def test_rows_fitted_one_by_one_are_as_high_as_together():
    heights = laid(one_by_one=True).heights
    assert heights == laid(one_by_one=False).heights
    assert len(set(heights.values())) > 3


def test_rows_that_whoever_laid_them_has_at_hand_are_as_high_as_those_looked_for():
    looks = WRAPPED, Style(), Style(size=14), Style(wrap=True, bold=True, indent=2), Style(wrap=True, size=8)
    rows = {
        row: [Put(what * row, look) for what in ("a word ", "two\nlines ", "x") for look in looks]
        + [Put(None, WRAPPED), Put(1.5, WRAPPED), Put(Rich((("runs ", WRAPPED),) * row), WRAPPED)]
        for row in range(1, ROWS + 1)
    }
    pages = [Page("Rows", widths={1: 12, 2: 30, 4: 9.5, 18: 14}, heights={2: 90.1}) for _ in range(2)]
    for page in pages:
        for row, puts in rows.items():
            page.put_row(row, 1, puts)
    fitting.fit_rows(pages[0], 1, ROWS, least=15)
    fitting.fit_rows(pages[1], 1, ROWS, least=15, laid=rows)
    assert pages[0].heights == pages[1].heights
    assert len(set(pages[0].heights.values())) > 10
    widths = pages[0].widths
    need = [max(fitting.height_of(put, widths.get(at, 8.43)) for at, put in enumerate(rows[row], 1)) for row in rows]
    assert [pages[0].heights[row] for row in rows] == [
        min(round(max(15, one, 90.1 if row == 2 else 0) * 4) / 4, fitting.TALLEST) for row, one in enumerate(need, 1)
    ]


def test_each_cell_is_looked_at_once(monkeypatch):
    looked = []
    real = fitting._lines
    monkeypatch.setattr(fitting, "_lines", lambda text, *how: looked.append(text) or real(text, *how))

    class Counted(dict):
        walked = 0

        def items(self):
            Counted.walked += len(self)
            return super().items()

    page = Page("Rows", Counted())
    for row in range(1, ROWS + 1):
        page.put(row, 1, "more than a line holds " * row, WRAPPED)
        fitting.fit_rows(page, row, row)
    assert len(looked) == ROWS
    assert Counted.walked == 0
