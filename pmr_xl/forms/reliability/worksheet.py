"""The worksheet on which a sample of figures is recomputed from its sources: one screen and one page wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.figure_content import figure_content
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import ConditionalRule, Content, Formula, Page, Paint, Paper, Print, Style
from pmr_xl.forms.paper.running_titles import running_foot
from pmr_xl.forms.reliability.columns import (
    ACTION,
    ASKED,
    AT,
    CHECK,
    CODE,
    DIFFERS,
    DUE,
    FORM,
    HEADINGS,
    HIDDEN,
    ID,
    INDICATOR,
    LIMITS,
    LOOKED,
    LOOKED_BY,
    PERIOD,
    RECOMPUTED,
    REPORTED,
    SAME,
    SHEET,
    SHOWN,
    SOURCE,
    STOOD,
    TO_DO,
    VERDICT,
)
from pmr_xl.forms.reliability.drawn_page import drawn_page
from pmr_xl.forms.reliability.looks import BOLD, FIGURE, HEADING_ROW
from pmr_xl.forms.variance_sheet.cells import INPUT, WORDS
from pmr_xl.forms.variance_sheet.summary import about
from pmr_xl.model.book.places import Range, a1, column_letters
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import SECONDS_A_DAY, Figure, Measure, Unit
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.reliability.assessment import CLASSES, ReliabilityClass
from pmr_xl.model.reliability.sampling import ReliabilitySample
from pmr_xl.model.schema.line import Line

BY_ROW = 4
_ASKED_HEAD = replace(theme.LEFT_HEADING, fill=theme.BLUE)
_FIGURES = (REPORTED, RECOMPUTED)
_BESIDE_FIGURES = (SOURCE, CHECK)  # words that keep off the figures left of them
_INPUT_FIGURE = replace(INPUT, align="right", wrap=False)
_DAY = replace(INPUT, number_format="yyyy-mm-dd")
_CLOSED = replace(WORDS, colour=theme.GREY)
_MONTH = replace(_CLOSED, indent=2)
_HIDDEN = replace(WORDS, wrap=False)
_LEAST = 27.0  # points of a row
_LAST_SHOWN = len(SHOWN)


class SampledFigure(NamedTuple):
    """One row: an indicator's figure of a year or of one of its months, as it was reported.

    Attributes:
        source: from where it is to be recomputed, by its definition; empty where that does not say it.
    """

    line: Line
    period: Period
    figure: Figure | None
    source: str


def lay(sample: ReliabilitySample, rows: Sequence[SampledFigure], day: date) -> Paper:
    """The worksheet of a sample: its figures, how it was drawn, and what the program reads it by."""
    title = f"Recompute from source · sample {sample.code} · {sample.year}"
    page = Page(SHEET, tab=theme.BLUE, protected=True)
    page.heights = {1: 25, 2: 17, 3: 15, BY_ROW: 20, 5: 6, HEADING_ROW: 30}
    page.put(1, 1, title, theme.TITLE)
    kinds = len(sample.drawn)
    page.put(
        2,
        1,
        f"{kinds} indicators, {len(rows)} figures; {sample.asked}; seed {sample.seed}",
        replace(theme.PLAIN, bold=True),
    )
    page.put(
        3, 1, "Take each figure from its source anew, without looking at the reported one. The class stands in the "
        "row of the year.", theme.SUBTITLE,
    )  # fmt: skip
    page.put(BY_ROW, 1, LOOKED_BY, replace(theme.PLAIN, bold=True))
    page.put(BY_ROW, 2, None, INPUT)
    page.put(BY_ROW, 3, None, INPUT)
    for heading, column in AT.items():
        look = _ASKED_HEAD if heading in ASKED else theme.LEFT_HEADING
        look = replace(look, indent=1) if heading in _BESIDE_FIGURES else look
        page.put(HEADING_ROW, column, heading, replace(look, align="right") if heading in _FIGURES else look)
    page.widths = {AT[heading]: width for heading, width in SHOWN}
    page.hidden_columns = {AT[heading] for heading in HIDDEN}
    last = HEADING_ROW
    for last, row in enumerate(rows, start=HEADING_ROW + 1):
        _row(page, last, row)
    fit_rows(page, HEADING_ROW + 1, last, least=_LEAST)
    _rails(page, HEADING_ROW + 1, last)
    page.filter = Range(HEADING_ROW, 1, last, _LAST_SHOWN)
    page.freeze, page.selected = (HEADING_ROW + 1, 2), (HEADING_ROW + 1, AT[RECOMPUTED])
    page.print = Print(
        repeat_rows=(HEADING_ROW, HEADING_ROW), area=Range(1, 1, last, _LAST_SHOWN),
        footer=running_foot(title, day=True),
    )  # fmt: skip
    facts = {"Form": FORM, "Version": "1", "Sample": sample.code, "Year": sample.year, "Made": day.isoformat()}
    return Paper(
        [page, drawn_page(sample, day), about(facts)], title=title, subject="Figures recomputed from their sources"
    )


def _row(page: Page, at: int, row: SampledFigure) -> None:
    line, whole = row.line, row.period.span is Span.YEAR
    measure = line.indicator.measure
    figure = replace(FIGURE, number_format=measure.number_format)
    star = "★ " if line.indicator.critical else ""
    shown: dict[str, tuple[Content, Style]] = {
        INDICATOR: (f"{line.agency} · {star}{line.label}", BOLD) if whole else (line.indicator.name, _MONTH),
        PERIOD: (row.period.label, WORDS),
        REPORTED: (figure_content(measure, row.figure), figure),
        SOURCE: (row.source or "not named", replace(WORDS if row.source else _CLOSED, indent=1)),
        RECOMPUTED: (None, replace(_INPUT_FIGURE, number_format=measure.number_format)),
        CHECK: (Formula(_check(at, measure), TO_DO), replace(WORDS, wrap=False, indent=1)),
        ID: (line.id, _HIDDEN),
        CODE: (row.period.code, _HIDDEN),
        STOOD: ("" if row.figure is None else measure.show(row.figure), _HIDDEN),
    }  # fmt: skip
    for heading in ASKED[1:]:
        open_here = whole or heading == LOOKED
        shown[heading] = (None, (_DAY if heading == DUE else INPUT) if open_here else _CLOSED)
    for heading in HEADINGS:
        content, style = shown[heading]
        page.put(at, AT[heading], content, replace(style, top=theme.NAVY) if whole else style)


def _check(row: int, measure: Measure) -> str:
    """Whether the two figures print the same."""
    reported, typed = a1(row, AT[REPORTED]), a1(row, AT[RECOMPUTED])
    if measure.unit.is_duration:
        same = f"ROUND({reported}*{SECONDS_A_DAY},0)=ROUND({typed}*{SECONDS_A_DAY},0)"
    else:
        places = measure.decimals + 2 if measure.unit is Unit.PERCENT else measure.decimals
        same = f"ROUND({reported},{places})=ROUND({typed},{places})"
    both = f"AND(ISNUMBER({reported}),ISNUMBER({typed}))"
    alike = f'IF({both},{same},{reported}&""={typed}&"")'
    return f'IF({typed}="","{TO_DO}",IF({alike},"{SAME}","{DIFFERS}"))'


def _rails(page: Page, first: int, last: int) -> None:
    def column(heading: str) -> Range:
        return Range(first, AT[heading], last, AT[heading])

    meanings = " ".join(f"{one.value[0].upper()}{one.value[1:]}: {_SHORT[one]}" for one in CLASSES)
    page.rules += [
        ConditionalRule(
            column(VERDICT), "list", source=tuple(one.value for one in CLASSES), prompt_title="Class", prompt=meanings,
            error_title="Class", error=f"Choose one of: {', '.join(one.value for one in CLASSES)}.",
        ),
        ConditionalRule(
            column(RECOMPUTED), "any", prompt_title="Recomputed",
            prompt="The figure as its source gives it, typed as the form wants it: 63.2% with its sign, 10 minutes 17 "
            "seconds as 0:10:17, NA where there is no source.",
        ),
        ConditionalRule(
            column(LOOKED), "any", prompt_title="What was looked at",
            prompt="Which documents, which records, how many of how many; what of the way from them to the figure.",
        ),
        ConditionalRule(
            column(LIMITS), "any", prompt_title="Limits",
            prompt="What stood in the way, or limits the figure. Needed beside “with qualification” "
            "and “factors prevented”.",
        ),
        ConditionalRule(
            column(ACTION), "any", prompt_title="Action agreed",
            prompt="What was agreed with the agency. It becomes a commitment, due on the day beside it.",
        ),
        ConditionalRule(
            column(DUE), "date", criteria=">=", value="=DATE(2020,1,1)", prompt_title="By when",
            prompt="As a date: 2027-03-31.", error_title="By when", error="Type the day as a date, such as 2027-03-31.",
        ),
    ]  # fmt: skip
    state = f"${column_letters(AT[CHECK])}{first}"
    for word, look in (
        (SAME, Style(colour=theme.BLUE, bold=True)),
        (DIFFERS, Style(colour=theme.RED_BROWN, fill=theme.PALE_ORANGE, bold=True)),
        (TO_DO, Style(colour=theme.GREY)),
    ):
        page.paints.append(Paint(column(CHECK), f'{state}="{word}"', look, stop=True))
    chosen, limits = (f"${column_letters(AT[one])}{first}" for one in (VERDICT, LIMITS))
    asks = " , ".join(f'{chosen}="{one.value}"' for one in (ReliabilityClass.QUALIFIED, ReliabilityClass.PREVENTED))
    wanted = f'AND(OR({asks.replace(" , ", ",")}),{limits}="")'
    page.paints.append(Paint(column(LIMITS), wanted, Style(fill=theme.PALE_ORANGE, colour=theme.INK)))


_SHORT = {
    ReliabilityClass.CERTIFIED: "the source gives it.",
    ReliabilityClass.QUALIFIED: "it does, with weaknesses.",
    ReliabilityClass.PREVENTED: "no source, or not enough.",
    ReliabilityClass.INACCURATE: "it gives another.",
}
