"""The target worksheet: each indicator's years, its targets, a band to talk about, and the decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pmr_xl.analysis.attention.proposal import has_direction, proposal, years_met
from pmr_xl.analysis.surpassed import years_better
from pmr_xl.forms.board.exceptions_sheet import BETWEEN, EVERY, decision_page
from pmr_xl.forms.paper.pages import Paper
from pmr_xl.forms.variance_sheet.cells import QUIET, WORDS, Filled
from pmr_xl.forms.variance_sheet.columns import columns, review_columns
from pmr_xl.forms.variance_sheet.decisions.reader import WORKSHEET
from pmr_xl.forms.variance_sheet.reviewed import Reviewed, SheetColumn
from pmr_xl.forms.variance_sheet.row_pages import FIRST_PRINTED, KEY, next_targets_key, status_key
from pmr_xl.forms.variance_sheet.summary import about
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.submission import VARIANCE_FORM

_APART = replace(WORDS, indent=1)
_SHOWN = 3  # years whose targets are told


def lay(
    edition: Edition, settings: OfficeSettings, rows: Sequence[Reviewed], submissions: Mapping[str, Mapping[str, str]]
) -> Paper:
    """The worksheet of one or several agencies; ``submissions``: the facts by which what is decided is read back."""
    title = f"Target worksheet{BETWEEN}{edition.title}"
    facts = {"Form": VARIANCE_FORM, "Agency": EVERY, "Edition": edition.code}
    facts |= {f"{code}{BETWEEN}{key}": fact for code, told in submissions.items() for key, fact in told.items()}
    said = f"{len(rows)} indicators. To set a target choose “Adjust target”; the band is offered, never filled in."
    page = decision_page(WORKSHEET, title, edition, settings, rows, said, _columns(edition, rows))
    signs = f"Past targets: {status_key(edition, settings)}   ·   {next_targets_key(edition)}"
    page.put(3, FIRST_PRINTED, signs, KEY)
    return Paper([page, about(facts)], title=title, subject="Targets, and decisions on them")


def _columns(edition: Edition, rows: Sequence[Reviewed]) -> list[SheetColumn]:
    told = {one.key: one for one in columns(edition, rows)}
    seen = {one.key: one for one in review_columns(edition, rows)}
    years = [
        replace(told[period.code], folded=False, spare=len(edition.history) - at)
        for at, period in enumerate(edition.history)
    ]  # where the page would be too wide the oldest is folded first
    return [
        told["id"],
        SheetColumn("agency", "Agency", "", 8, lambda row: (row.comparison.line.agency, WORDS), left=True),
        replace(seen["indicator"], width=26),
        SheetColumn("kind", "Kind", "", 10, _kind, left=True, least=8.5),
        *years,
        told["actual"],
        *([told["line"]] if "line" in told else []),
        *([told["trend"]] if "trend" in told else []),
        told["target"],
        told["next"],
        SheetColumn("met", "Past targets", "Targets", 15, _met, left=True, least=11),
        SheetColumn("band", "To talk about", "Targets", 24, _band, left=True, least=17),
    ]


def _kind(row: Reviewed) -> Filled:
    """What kind of target it is, and which way is better; where nobody said, it asks."""
    one = row.comparison
    way = one.indicator.desired_direction.value if has_direction(one) else "? which way is better"
    return f"{one.indicator.target.kind.value}\n{way}", QUIET


def _met(row: Reviewed) -> Filled:
    return "\n".join(f"{year.code} {said}" for year, said in list(years_met(row.comparison))[:_SHOWN]), _APART


def _band(row: Reviewed) -> Filled:
    one = row.comparison
    show, lines = one.indicator.target_measure.show, []
    if surpassed := years_better(one, one.actual, one.target) if one.target is not None else 0:
        lines.append(f"Surpassed {surpassed} year{'s' if surpassed > 1 else ''} running.")
    if (offered := proposal(one)) is not None:
        span = show(offered.low) if offered.low == offered.high else f"{show(offered.low)} to {show(offered.high)}"
        lines.append(f"{span}: median of {offered.years} years, and where their line leads.")
    return "\n".join(lines), WORDS
