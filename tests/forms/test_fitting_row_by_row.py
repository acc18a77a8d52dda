"""Rows laid and fitted one by one look at each cell once, and come out as high as when all are fitted together."""

from __future__ import annotations

from pmr_xl.forms.paper import fitting
from pmr_xl.forms.paper.pages import Page, Style

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


def test_each_cell_is_looked_at_once(monkeypatch):
    looked = []
    real = fitting.height_of
    monkeypatch.setattr(fitting, "height_of", lambda put, width: looked.append(put) or real(put, width))

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
