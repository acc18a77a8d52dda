"""The workbook of a guided tour: a question a row, a yellow cell for the answer, and whether it is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.list_page import HEADING_ROW, list_page
from pmr_xl.forms.paper.pages import ConditionalRule, Formula, Page, Paint, Paper, Style
from pmr_xl.model.book.places import Range, a1, column_letters

SHEET = "Practice"
_COLUMNS = (("Step", 24.0), ("Minutes", 8.0), ("Do", 52.0), ("Question", 44.0), ("Your answer", 16.0), ("Right?", 14.0))
_ANSWER, _RIGHT, _KEY = 5, 6, 7
_RIGHT_LOOK, _WRONG_LOOK = Style(colour=theme.BLUE, bold=True), Style(colour=theme.RED_BROWN, bold=True)


def lay(rows: Sequence[tuple[str, ...]]) -> Paper:
    """The workbook; ``rows``: step, minutes, what to do, question, answer."""
    shown = [(*row[:4], "", "") for row in rows]
    minutes = sum(int(row[1]) for row in rows)
    page = list_page(
        SHEET,
        "Practice: a first hour",
        f"{len(rows)} questions, about {minutes} minutes",
        "Do what stands under Do, in a terminal that stands in this folder; type the answer into the yellow cell.",
        _COLUMNS,
        shown,
        bold=1,
        to_fill=(_ANSWER,),
    )
    first, last = HEADING_ROW + 1, HEADING_ROW + len(rows)
    for at, row in enumerate(rows, start=first):
        _judged(page, at, row[-1])
    page.hidden_columns.add(_KEY)
    page.protected, page.selected = True, (first, _ANSWER)
    page.rules.append(
        ConditionalRule(
            Range(first, _ANSWER, last, _ANSWER),
            "any",
            prompt_title="Your answer",
            prompt="A number, a code or a word, as the program says it.",
        )
    )
    letter = column_letters(_RIGHT)
    area = Range(first, _RIGHT, last, _RIGHT)
    page.paints += [
        Paint(area, f'LEFT(${letter}{first},1)="✓"', _RIGHT_LOOK),
        Paint(area, f'LEFT(${letter}{first},1)="✕"', _WRONG_LOOK),
    ]
    said = f'COUNTIF({letter}{first}:{letter}{last},"✓*")'
    page.put(3, _ANSWER, Formula(f'{said}&" of {len(rows)} right"', f"0 of {len(rows)} right"), theme.SUBTITLE)
    return Paper([page], title="Practice", subject="A guided tour for new staff")


def _judged(page: Page, at: int, answer: str) -> None:
    """Whether the answer is the one in the hidden cell, in any case and with blanks around it."""
    typed, key = f'TRIM({a1(at, _ANSWER)}&"")', a1(at, _KEY)
    look = page.cells[at, _RIGHT].style
    formula = f'IF({typed}="","",IF(LOWER({typed})=LOWER({key}),"✓ right","✕ look again"))'
    page.put(at, _RIGHT, Formula(formula, ""), look)
    page.put(at, _KEY, answer, replace(look, wrap=False))
    page.put(at, _ANSWER, None, replace(page.cells[at, _ANSWER].style, number_format="@"))
