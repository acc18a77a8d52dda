"""The engine: asks every rule, and makes of what they found what a person can use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.fault import Unreadable
from pmr_xl.model.finding import Finding, Said, Severity, order
from pmr_xl.model.office_settings import OfficeSettings, Waiver
from pmr_xl.model.past import Past
from pmr_xl.model.quick.collecting import without_collecting
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.again import with_safe_repairs
from pmr_xl.rules.engine.calls import Cost, Hit, RuleSelection, severity_of, switched_off
from pmr_xl.rules.engine.declaration import Rule
from pmr_xl.rules.engine.evidence.answered import by_row
from pmr_xl.rules.engine.fold import FEWEST, causes_only, ranges
from pmr_xl.rules.engine.message import spread
from pmr_xl.rules.engine.registry import rules_on
from pmr_xl.rules.engine.waivers import ended_remark, has_ended, holds_on, in_words, waiver_of
from pmr_xl.rules.engine.walk import Walk

__all__ = ["Cost", "judge", "judge_unreadable"]


def judge(
    book: Book,
    submission: Submission | None,
    past: Past,
    settings: OfficeSettings,
    *,
    costs: dict[str, Cost] | None = None,
    only: Iterable[str] | None = None,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """Everything the rules have to say about one workbook, in the order of its sheets and cells.

    Args:
        book: the workbook as it came.
        submission: what was read from it; None where it is not one of our forms.
        past: what was published before, and the targets in force.
        settings: thresholds, and which rules the office has switched off or weighs otherwise.
        costs: filled with what each rule cost, by code, where given.
        only: codes of the rules to ask; all where None.
        today: the day on which waivers are asked whether they still hold; none does where it is None.
    """
    with without_collecting():
        return _judged(book, submission, past, settings, costs, only, today)


def _judged(
    book: Book,
    submission: Submission | None,
    past: Past,
    settings: OfficeSettings,
    costs: dict[str, Cost] | None,
    only: Iterable[str] | None,
    today: date | None,
) -> tuple[Finding, ...]:
    wanted = None if only is None else frozenset(only)
    walk = Walk(RuleSelection(wanted, switched_off(settings), costs), book, submission, past, settings)
    walk.stops()
    if not any(_stopping(hit.rule, settings) for hit in walk.hits):
        walk.wide()
        walk.rows()
        if submission is not None and submission.by_member is not None:
            from pmr_xl.rules.engine.by_member.tables import hits

            walk.hits += hits(submission, past, settings, wanted)
    return _findings(with_safe_repairs(walk), book, submission, settings, today)


def judge_unreadable(name: str, illness: Unreadable, settings: OfficeSettings) -> tuple[Finding, ...]:
    """What the rules have to say about a file that could not be read.

    Args:
        name: the file's name without its folder.
        illness: what the reader raised.
    """
    rules = [rule for rule in rules_on(Unreadable) if rule.code not in switched_off(settings)]
    hits = [Hit(rule, spot, None) for rule in rules for spot in rule.function(illness, name)]
    return tuple(spread(hit, severity_of(hit.rule, settings), stops=hit.rule.stops) for hit in hits)


def _stopping(rule: Rule, settings: OfficeSettings) -> bool:
    """Whether nothing else is judged: not where the office has made less than an error of it."""
    return rule.stops and severity_of(rule, settings) is Severity.ERROR


def _asked(hit: Hit, settings: OfficeSettings) -> Severity:
    """What a hit asks; a query asks the agency, so what is told to the office alone is to be known.

    An error that a change of the schema explains is the office's to settle too, and stands in nobody's way.
    """
    severity = severity_of(hit.rule, settings)
    if severity is Severity.ERROR and hit.spot.for_office:
        return Severity.INFO
    return Severity.INFO if severity is Severity.QUERY and (hit.rule.for_office or hit.spot.for_office) else severity


def _findings(
    hits: list[Hit], book: Book, submission: Submission | None, settings: OfficeSettings, today: date | None
) -> tuple[Finding, ...]:
    row_of = _Rows(submission)
    owned = [hit if hit.entry is not None else hit._replace(entry=row_of(hit.spot.where)) for hit in hits]
    sheets = {sheet.name: place for place, sheet in enumerate(book.sheets)}
    agency = "" if submission is None else submission.chapter.agency
    findings = []
    for waiver, group in _by_waiver(owned, agency, settings, today):
        # An explanation is one row's: a row that has none is not folded with those that have one.
        kept = causes_only(group, lambda rule: severity_of(rule, settings))
        for answer, alike in _by_explanation(kept, row_of, settings):
            columns, others = ([], alike) if answer else _by_column(alike, submission)
            for hit, to, cells in (*columns, *ranges(others)):
                severity, stops = _asked(hit, settings), _stopping(hit.rule, settings)
                said = answer or (row_of.says(hit, severity, settings) if to is None else ())
                found = spread(hit, severity, to=to, cells=cells, said=said, stops=stops)
                if waiver is not None:
                    found = replace(found, waived=in_words(waiver))
                elif (past_waiver := waiver_of(hit, agency, settings.waivers)) and has_ended(past_waiver, today):
                    found = replace(found, remedy=found.remedy + ended_remark(past_waiver))
                findings.append(found)
    findings.sort(key=lambda finding: (sheets.get(finding.where.sheet, len(sheets)), *order(finding)))
    return tuple(findings)


def _by_waiver(
    hits: list[Hit], agency: str, settings: OfficeSettings, today: date | None
) -> Iterable[tuple[Waiver | None, list[Hit]]]:
    """The hits by the waiver that holds for them, each group folded by itself: a waived finding is no cause."""
    if not settings.waivers:
        return [(None, hits)]
    groups: dict[Waiver | None, list[Hit]] = {}
    for hit in hits:
        waiver = waiver_of(hit, agency, settings.waivers)
        groups.setdefault(waiver if holds_on(waiver, today) else None, []).append(hit)
    return groups.items()


def _by_explanation(
    hits: Iterable[Hit], row_of: _Rows, settings: OfficeSettings
) -> Iterable[tuple[tuple[Said, ...], list[Hit]]]:
    """The hits by what their row of the Submission sheet says to them; those that it does not answer are one group."""
    groups: dict[tuple[Said, ...], list[Hit]] = {}
    for hit in hits:
        said = row_of.says(hit, severity_of(hit.rule, settings), settings)
        groups.setdefault(tuple(one for one in said if one.counts), []).append(hit)
    return groups.items()


def _by_column(hits: list[Hit], submission: Submission | None) -> tuple[list[tuple[Hit, CellRef, int]], list[Hit]]:
    """What is told once for a whole column, and what is left; few findings are no column's."""
    if submission is None or len(hits) < FEWEST:
        return [], hits
    from pmr_xl.rules.engine.whole_column import columns_told

    return columns_told(hits, submission)


class _Rows:
    """The row a cell of the Submission sheet belongs to; looked up only when something was found."""

    def __init__(self, submission: Submission | None) -> None:
        self.sheet = "" if submission is None else submission.sheet
        self._rows = {} if submission is None else {entry.row: entry for entry in submission.entries}
        self._ids = None if submission is None else submission.columns.get(Ask.ID)
        columns = {} if submission is None else submission.columns
        self._keys = {number: key for key, number in columns.items()}
        further = () if submission is None else submission.further
        self._further = {(one.entered.where.sheet, one.entered.where.row): one.indicator for one in further}
        self._by_id = {} if submission is None or not further else submission.by_id

    def says(self, hit: Hit, severity: Severity, settings: OfficeSettings) -> tuple[Said, ...]:
        """What the row's explanation says to a query on the Submission sheet; nothing where the row has none."""
        where = hit.spot.where
        if hit.entry is None or severity is not Severity.QUERY or where.sheet != self.sheet:
            return ()
        said = by_row(hit.entry, self._keys.get(where.column, ""), settings)
        return () if said is None else (said,)

    def __call__(self, where: CellRef) -> Entry | None:
        # What is wrong with an id, or with the place of a row, is not about the indicator that happens to stand there.
        if where.sheet != self.sheet or where.column == self._ids:
            return self._by_id.get(self._further.get((where.sheet, where.row), ""))
        return self._rows.get(where.row)
