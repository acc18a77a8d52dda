"""A sentence about a restatement that names other figures than the restatement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.measure import Figure, Measure
from pmr_xl.model.past import Past
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.submission import Restatement
from pmr_xl.rules.engine.declaration import Spot, rule, spot

_FIGURE = r"\$?-?\d+(?:,\d+)*(?:[.:]\d+)*%?"
_REVISED = pattern(rf"\bfrom (?P<old>{_FIGURE}) (?:percent |seconds |days )?to (?P<new>{_FIGURE})", re.IGNORECASE)
_YEAR = pattern(r"(?:19|20)\d\d", re.ASCII)


@rule(
    "REV-008",
    Severity.QUERY,
    "{where} says {found}; {which} {expected}.",
    fix="Let the sentence and the figures say the same: the sentence is printed under Noteworthy Changes.",
    yields_to=("REV-003",),
)
def note_and_figure(restatement: Restatement, past: Past) -> Iterator[Spot]:
    """“Revised from A to B”, where A was not published, or B is not the new figure of the row."""
    said = restatement.entered.get("explanation")
    if said is None or restatement.line is None or restatement.period is None:
        return
    measure = restatement.line.indicator.measure
    published = past.published_figures(restatement.line.id).get(restatement.period)
    both = (("old", published, "published was"), ("new", restatement.new, "the row’s new figure is"))
    known = [(name, figure, which) for name, figure, which in both if figure is not None]
    for found in _REVISED.finditer(restatement.explanation):
        others = [(figure, which) for name, figure, which in known if _other(found[name], figure, measure)]
        if len(others) == len(known) and _YEAR.fullmatch(found["old"]) and _YEAR.fullmatch(found["new"]):
            continue  # “from 2023 to 2024”: neither is the row's figure, so years are meant
        for figure, which in others:
            yield spot(said, found=f"“{visible_text(found[0])}”", expected=measure.show(figure), which=which)


def _other(text: str, figure: Figure, measure: Measure) -> bool:
    """The number in a sentence is not the figure, with or without the unit's sign."""
    for told in (text, f"{text}%", f"${text}", f"{text}:1"):
        if (read := measure.read(told)) is not None:
            return measure.as_printed(read) != measure.as_printed(figure)
    return True
