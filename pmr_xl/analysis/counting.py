"""The figures that count (V14): those that will be printed, once a submission is taken as it stands.

Everything that compares asks the same :class:`~pmr_xl.model.past.Past` for them, so that no difference, trend, band or
status is worked out from a figure that the report will not print.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pmr_xl.model.fact import Restated
from pmr_xl.model.fiscal import Edition, Period, Span
from pmr_xl.model.measure import Figure, Sign
from pmr_xl.model.past import NOTHING, Past
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.submission import Restatement, Submission

HERE = "restated here"
FOLLOWS = "follows from its months"


def as_printed(past: Past, submission: Submission) -> Past:
    """What is known, and in its place what the submission restates; with it the years to date that follow.

    Args:
        past: what is known without the submission. What this returned before for the same one is given back.

    Returns:
        ``past`` itself where nothing is restated. A row of Restatements that names no indicator, no earlier period or
        no figure counts for nothing; of two for the same figure the last one counts, as in the record.
    """
    if past.counts is submission or not submission.restatements:
        return past
    rows: dict[str, dict[Period, Restatement]] = {}
    own = (submission.edition.submitted_period, submission.edition.to_date)
    for row in submission.restatements:
        if row.line is not None and row.period is not None and row.period not in own and _is_figure(row.new):
            rows.setdefault(row.line.id, {})[row.period] = row
    if not rows:
        return past
    actuals, restated = dict(past.actuals), dict(past.restated)
    for name, of_one in rows.items():
        changed = _changed(past, submission.chapter.by_id[name].indicator, of_one)
        actuals[name] = {**past.actuals.get(name, NOTHING), **{when: one.new for when, one in changed.items()}}
        restated[name] = {**past.restated.get(name, {}), **changed}
    return replace(past, actuals=actuals, restated=restated, counts=submission)


def _is_figure(new: Figure | None) -> bool:
    return isinstance(new, Decimal) or new is Sign.NOT_AVAILABLE


def _changed(past: Past, indicator: Indicator, rows: Mapping[Period, Restatement]) -> dict[Period, Restated]:
    """One indicator's restated figures, and its years to date that follow them as they will in the record."""
    from pmr_xl.analysis.years.following import following_years_to_date

    name = indicator.id
    before, known = past.actuals.get(name, NOTHING), past.restated.get(name, {})
    new: dict[Period, Figure] = {when: row.new for when, row in rows.items() if row.new is not None}
    ours = [one for one in past.worked_out.get(name, ()) if one.span is Span.TO_DATE and one not in new]
    later = following_years_to_date(indicator, before, {**before, **new}, [one for one in ours if one in before])
    found: dict[Period, Restated] = {}
    for when, figure in (new | later).items():
        row, stood = rows.get(when), before.get(when)
        published = known[when].old if when in known else stood
        why = FOLLOWS if row is None else ": ".join(text for text in (row.reason, row.explanation) if text)
        cell = None if row is None else row.entered.get("new")
        at = None if cell is None else cell.where
        found[when] = Restated(name, when, published, figure, why, stood=stood, by=HERE, here=True, where=at)
    return found


def with_accepted(past: Past, accepted: Past, restated: Sequence[Restated], own: Edition) -> Past:
    """What is known, with the earlier periods as accepted submissions, also those to the same edition, restated them.

    Args:
        past: what the edition's forms show.
        accepted: what its tables would be made of now.
        restated: what submissions have restated since such a report was printed last.
        own: the edition.
    """
    apart = (own.submitted_period, own.to_date)
    told: dict[str, dict[Period, Restated]] = {}
    for one in restated:
        told.setdefault(one.indicator, {})[one.period] = one
    actuals, ours = dict(past.actuals), dict(past.worked_out)
    for name, figures in accepted.actuals.items():
        shown = past.actuals.get(name, NOTHING)
        new = {when: one for when, one in figures.items() if when not in apart and shown.get(when) != one}
        if not new:
            continue
        actuals[name] = {**shown, **new}
        ours[name] = [one for one in accepted.worked_out.get(name, ()) if one not in apart]
        known = told.setdefault(name, {})
        for when, figure in new.items():
            one = known.get(when) or Restated(name, when, None, figure)
            known[when] = replace(one, old=shown.get(when), new=figure, stood=figure, shown=False)
    return replace(past, actuals=actuals, worked_out=ours, restated=told)
