"""Rehearse rules before they are released: what they say of every past submission, and of the published report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk, Progress, silent
from pmr_xl.desk.received.inbox import kept_submissions
from pmr_xl.desk.validate import read_submission
from pmr_xl.forms import submission_form
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.entry import Ask
from pmr_xl.model.fault import Fault, Unreadable
from pmr_xl.model.finding import Finding
from pmr_xl.model.measure import Sign
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Past
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.reason import NaReason
from pmr_xl.model.submission import Submission
from pmr_xl.rules import Cost, judge, rulebook

EXAMPLES = 3
_SIGNED = 46_000.0  # any day before the report was due


class Case(NamedTuple):
    """One submission to be judged again."""

    name: str
    agency: str
    book: Book
    submission: Submission | None
    past: Past


@dataclass
class Tally:
    """What one rule found: how often, in which agencies, and the first few places.

    Attributes:
        new: findings that the office's settings let through today.
        beta: the rule is never in the way.
    """

    code: str
    count: int = 0
    explained: int = 0
    new: int = 0
    beta: bool = False
    agencies: Counter[str] = field(default_factory=Counter)
    examples: list[tuple[str, Finding]] = field(default_factory=list)

    def add(self, case: Case, finding: Finding, *, new: bool) -> None:
        """Count one finding."""
        self.count += 1
        self.explained += finding.explained
        self.new += new
        self.agencies[case.agency or "?"] += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append((case.name, finding))


@dataclass
class Rehearsal:
    """What all rules asked found in all cases.

    Attributes:
        cases: submissions judged; ``rows`` their indicators.
        tallies: by code, the rule that fires most first; rules that are quiet stand last with a count of 0.
        costs: what each rule cost, by code.
        skipped: files that could not be read, with the reason.
    """

    cases: int = 0
    rows: int = 0
    tallies: list[Tally] = field(default_factory=list)
    costs: dict[str, Cost] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)


def rehearse(
    desk: Desk,
    codes: Iterable[str] = (),
    progress: Progress = silent,
    *,
    with_report: bool = True,
    as_set: bool = False,
) -> Rehearsal:
    """Judge every past submission of the office, and the published report as if it were one, by these rules.

    Rules are asked as they came; a finding that the office's settings let through today is new.

    Args:
        codes: the rules to ask; all where none is named.
        with_report: also the report of fiscal 2026 that comes with the program.
        as_set: ask them as the office's settings have them, so that nothing is new.

    Raises:
        Fault: there is no rule of that code.
    """
    book = rulebook()
    wanted = [code.upper() for code in codes] or list(book)
    for code in wanted:
        if code not in book:
            raise Fault(f"There is no rule {code}.", "“pmr rules” lists them all.")
    told = Rehearsal()
    tallies = {code: Tally(code, beta=book[code].beta) for code in wanted}
    files = list(kept_submissions(desk))
    report = list(desk.library.agencies()) if with_report else []
    today = replace(desk.settings, asking=())  # past submissions are of past editions
    settings = today if as_set else replace(today, rules={}, waivers=())
    total = len(files) + len(report)
    for done, case in enumerate(_cases(desk, files, told.skipped, with_report=with_report)):
        progress(min(done, total), total, case.agency)
        told.cases += 1
        told.rows += len(case.submission.entries) if case.submission else 0
        found = judge(case.book, case.submission, case.past, settings, costs=told.costs, only=wanted, today=desk.today)
        known = set(map(_same, found)) if settings == today else _told_today(desk, case, today, wanted)
        for finding in found:
            tallies[finding.rule].add(case, finding, new=_same(finding) not in known)
    progress(total, total, "")
    told.tallies = sorted(tallies.values(), key=lambda tally: (-tally.count, tally.code))
    return told


def _told_today(desk: Desk, case: Case, settings: OfficeSettings, wanted: Iterable[str]) -> set[object]:
    """What the office's settings say of a case today; what they waive is let through."""
    found = judge(case.book, case.submission, case.past, settings, only=wanted, today=desk.today)
    return {_same(finding) for finding in found if not finding.waived}


def _same(finding: Finding) -> object:
    return finding.rule, finding.severity, finding.where, finding.message


def _cases(desk: Desk, files: Iterable[Path], skipped: list[str], *, with_report: bool) -> Iterator[Case]:
    for path in files:
        try:
            book = read_book(path)
        except Unreadable as illness:
            skipped.append(illness.message)
            continue
        stamp, submission, past = read_submission(desk, book)
        # Past submissions are of past schemas, as they are of past editions.
        yield Case(path.name, stamp.agency, book, submission, replace(past, schema_hash=""))
    if with_report:
        yield from published_cases()


def published_cases() -> Iterator[Case]:
    """The published report of fiscal 2026, agency by agency: its last year typed into a form, the rest as history.

    A figure printed as NA gets a reason, so that only what is in print is judged.
    """
    from pmr_xl.forms.paper.paper_book import as_book
    from pmr_xl.imports.facts import reported_facts
    from pmr_xl.imports.published import TableLayout, read_table
    from pmr_xl.model.fiscal import Edition, Report
    from pmr_xl.office import built_in_office

    shipped = Desk(built_in_office())
    for path in sorted(shipped.office.published_folder.glob("mmr_*.csv")):
        table = read_table(path)
        if table.layout is not TableLayout.INDICATORS:
            continue
        edition = Edition(Report.MMR, table.year)
        for code, rows in table.agencies().items():
            chapter = shipped.library.chapter(code)
            past = shipped.past([chapter])
            typed = {}
            for fact in reported_facts(shipped.library, replace(table, rows=rows), table.year):
                reason = {Ask.REASON: NaReason.UNDER_REVIEW.value} if fact.figure is Sign.NOT_AVAILABLE else {}
                typed[fact.indicator] = {Ask.ACTUAL: fact.figure, **reason}
            paper = submission_form.lay(
                chapter, edition, past, shipped.settings, schema_hash=shipped.library.schema_hash(code)
            )
            filled = submission_form.certify(
                submission_form.fill(paper, chapter, edition, typed), name="-", title="-", date=_SIGNED
            )
            book = as_book(filled, f"{code} in {path.name}")
            yield Case(book.name, code, book, submission_form.read(book, chapter, edition), past)
