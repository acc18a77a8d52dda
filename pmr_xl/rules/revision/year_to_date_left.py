"""A month is restated, and the year to date with it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmr_xl.model.finding import Severity
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Restatement, Submission
from pmr_xl.rules.engine.declaration import Spot, rule, spot


@rule(
    "REV-011",
    Severity.QUERY,
    "{where}: with {month} restated, {left} will not go with the months any more; it was typed, and does not follow.",
    fix="Give that year to date a row on Restatements too, so that it holds the change. Where it was right, let it be.",
    yields_to=("REV-002", "REV-003", "REV-009"),
)
def year_to_date_left(submission: Submission, past: Past) -> Iterator[Spot]:
    """A restated month whose year to date was typed and is not restated with it."""
    rows: dict[tuple[str, int], dict[Period, Restatement]] = {}
    for row in submission.restatements:
        if row.line is not None and row.period is not None and row.new is not None and row.period.span is not Span.YEAR:
            rows.setdefault((row.line.id, row.period.year), {})[row.period] = row
    for (name, year), restated in rows.items():
        month = min((one for one in restated if one.span is Span.MONTH), default=None)
        if month is None:
            continue
        left = _left(past, name, year, restated)
        if left:
            others = f" and {len(left) - 1} later" if len(left) > 1 else ""
            at = restated[month].entered.get("new") or next(iter(restated[month].entered.values()))
            yield spot(at, month=month.label, left=f"{left[0].label}{others}", expected="the year to date restated too")


def _left(past: Past, name: str, year: int, restated: Mapping[Period, Restatement]) -> list[Period]:
    """The years to date of that fiscal year that stay as they were typed, and cannot be those of their months."""
    from pmr_xl.analysis.years.following import following_years_to_date, left_behind

    indicator = next(row.line.indicator for row in restated.values() if row.line is not None)
    published, ours = past.published_figures(name), past.worked_out.get(name, ())
    new: dict[Period, Figure] = {when: row.new for when, row in restated.items() if row.new is not None}
    changed = {when.month for when, figure in new.items() if when.span is Span.MONTH and published.get(when) != figure}
    to_date = sorted(one for one in published if one.span is Span.TO_DATE and one.year == year and one not in restated)
    after = {**published, **new}
    after |= following_years_to_date(indicator, published, after, [one for one in to_date if one in ours])
    return [
        one
        for one in to_date
        if one not in ours
        and any(month <= one.month for month in changed)
        and left_behind(indicator, one, published, after, month_changed=True)
    ]
