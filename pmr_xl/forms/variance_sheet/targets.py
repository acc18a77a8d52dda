"""Targets that an agency asks to change: old → new, easier or harder, and for how many years surpassed already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.surpassed import years_better
from pmr_xl.analysis.variance import Verdict, variance_of
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import Page, Print
from pmr_xl.forms.paper.reach import last_reached
from pmr_xl.forms.variance_sheet.cells import FIGURE, WORDS, Filled, figure
from pmr_xl.forms.variance_sheet.reviewed import Reviewed
from pmr_xl.model.book.places import Range
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Figure, Sign

TARGETS = "Targets"
HARDER, EASIER, CHANGED, GIVEN_UP, NEW = "▲ harder", "▼ easier", "● changed", "○ given up", "+ new"
_ORDER = (EASIER, GIVEN_UP, CHANGED, HARDER, NEW)
_KINDS = {Verdict.BETTER: HARDER, Verdict.WORSE: EASIER}
_HEADINGS = {
    "Id": 24.0,
    "Indicator": 44.0,
    "": 3.0,
    "Target": 12.0,
    "Proposed": 12.0,
    "Change": 14.0,
    "Surpassed": 34.0,
}


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target asked for next year that is another one than is in force.

    Attributes:
        kind: one of :data:`HARDER`, :data:`EASIER`, :data:`CHANGED` (no direction is known), :data:`GIVEN_UP`,
            :data:`NEW`.
        surpassed: for how many full years running, the last one included, the figure was better already than what
            is asked for; 0 where no direction is known.
    """

    old: Figure
    new: Figure
    kind: str
    surpassed: int = 0

    @property
    def in_words(self) -> str:
        """How long the target was surpassed already, in words; empty where it was not."""
        return (
            f"already surpassed {self.surpassed} year{'s' if self.surpassed > 1 else ''} running"
            if self.surpassed
            else ""
        )


def target_change(one: Comparison) -> TargetChange | None:
    """How a target is asked to change; None where it is not, or where none is asked for."""
    old, new = one.target or Sign.NONE, one.next_target
    show = one.indicator.target_measure.show
    if not one.edition.asks_targets or new is None or show(old) == show(new):
        return None
    measures, way = (one.indicator.target_measure, one.indicator.target_measure), one.indicator.desired_direction
    if Sign.NONE in (old, new):
        return TargetChange(old, new, GIVEN_UP if new is Sign.NONE else NEW, years_better(one, one.actual, new))
    kind = _KINDS.get(variance_of(new, old, way, "target", measures).verdict, CHANGED)
    return TargetChange(old, new, kind, years_better(one, one.actual, new))


def marked_target(row: Reviewed, filled: Filled) -> Filled:
    """The cell of a target asked for, marked where it is to change: a sign before it, and bold."""
    change = target_change(row.comparison)
    if change is None:
        return filled
    content, style = filled
    sign = change.kind[0]
    if isinstance(content, float):
        return content, replace(style, bold=True, number_format=f'"{sign} "{style.number_format}')
    return f"{sign} {content}", replace(style, bold=True, colour=theme.INK)


def summed_up(rows: Sequence[Reviewed]) -> str:
    """``3 targets asked to change: 2 easier, 1 given up``; empty where none is."""
    kinds = Counter(change.kind for row in rows if (change := target_change(row.comparison)) is not None)
    if not kinds:
        return ""
    count = sum(kinds.values())
    told = ", ".join(f"{kinds[kind]} {kind[2:]}" for kind in _ORDER if kinds[kind])
    return f"{count} target{'s' if count > 1 else ''} asked to change: {told}"


def targets(title: str, edition: Edition, rows: Sequence[Reviewed]) -> Page | None:
    """The page of targets asked to change; None where none is."""
    found = [(row, change) for row in rows if (change := target_change(row.comparison)) is not None]
    if not found:
        return None
    this, following = edition.target_years
    headings = [heading.replace("Target", f"{this.code} target") for heading in _HEADINGS]
    headings = [heading.replace("Proposed", f"{following.code} proposed") for heading in headings]
    page = Page(TARGETS, tab=theme.ORANGE, widths=dict(enumerate(_HEADINGS.values(), start=1)))
    page.folded = {1}
    page.put(1, 2, f"{title} · targets asked to change", theme.TITLE)
    page.put(2, 2, f"{summed_up(rows)}. To decide otherwise: “Adjust target” on the page Review.", theme.SUBTITLE)
    page.heights |= {1: 25, 4: 28}
    for column, heading in enumerate(headings, start=1):
        aside = replace(theme.LEFT_HEADING, indent=int(column == 6))  # noqa: PLR2004 - the words beside the figures
        look = replace(theme.LEFT_HEADING, align="right") if column in (4, 5) else aside  # the two figures
        page.put(4, column, heading, look)
    ordered = sorted(found, key=lambda one: (_ORDER.index(one[1].kind), one[0].comparison.line.order))
    for at, (row, change) in enumerate(ordered, start=5):
        _lay(page, at, row, change)
    last = 4 + len(ordered)
    fit_rows(page, 5, last, least=15.5)
    wide = last_reached(page, (1, 2), len(headings), first=2)
    page.print = Print(repeat_rows=(4, 4), area=Range(1, 2, last, wide))
    return page


def _lay(page: Page, at: int, row: Reviewed, change: TargetChange) -> None:
    one, measure = row.comparison, row.comparison.indicator.target_measure
    page.put(at, 1, one.line.id, replace(WORDS, colour=theme.GREY, wrap=False))
    page.put(at, 2, one.line.label, WORDS)
    page.put(at, 3, "★" if one.indicator.critical else "", replace(WORDS, align="center"))
    for column, target in ((4, change.old), (5, change.new)):
        content, style = figure(target, measure)
        page.put(at, column, content, style if isinstance(content, float) else replace(FIGURE, colour=theme.INK))
    page.put(at, 6, change.kind, replace(WORDS, bold=True, indent=1))
    page.put(at, 7, change.in_words, WORDS)
