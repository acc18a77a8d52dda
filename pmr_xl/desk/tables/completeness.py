"""What an edition's tables lack: figures that the record has not, decisions that keep them back, errors. One answer.

Asked before tables go out (``pmr assemble``), before they are published and before an edition is released.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pmr_xl.analysis.grounds import Grounds
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review.standing import decisions_on
from pmr_xl.model.display.plural import plural
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.past import Past
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.reports.report import Report
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import is_in_report
from pmr_xl.record import Accepted

EVERYBODY = "all"
_TOTAL = "Total"  # such rows are summed from the others where the record has none


@value_class
class InTheWay:
    """One thing that stands in the way of an edition's tables.

    Attributes:
        agency: whose it is.
        excused: why they go out nevertheless; empty where nobody said.
    """

    agency: str
    told: str
    excused: str = ""


class AcceptedOpen(NamedTuple):
    """A submission that was accepted though queries were open; ``accepted.despite`` says why, where somebody did."""

    accepted: Accepted
    queries: int


class OtherUnit(NamedTuple):
    """An indicator in another unit than in the report before; ``told``: its id and both units."""

    agency: str
    told: str


@value_class
class Completeness:
    """What an edition's tables lack.

    Attributes:
        unfilled: agency, indicators without a figure of the edition's own period, of how many.
        unbudgeted: the same of resources and units of appropriation, which no form asks for.
        undecided: indicator id → Return or Hold, where that is the decision in force and a figure would be printed.
        void: indicator id → what its decision in force was made on and is another figure now, in words.
        left_open: submissions that were accepted despite open queries.
        errors: agency → errors that its accepted submission has by the rules of today; only where asked for.
        owners: indicator id → agency.
        other_units: indicators of which figures of before are printed in a unit that they were not counted in.
        since: submissions of these agencies that came, or were withdrawn, after the edition was released, in words.
    """

    edition: Edition
    unfilled: tuple[tuple[str, int, int], ...]
    unbudgeted: tuple[tuple[str, int, int], ...]
    undecided: dict[str, str]
    void: dict[str, str]
    left_open: tuple[AcceptedOpen, ...]
    errors: dict[str, int]
    owners: dict[str, str]
    since: tuple[str, ...] = ()
    other_units: tuple[OtherUnit, ...] = ()

    def in_the_way(self, despite: Mapping[str, str]) -> tuple[InTheWay, ...]:
        """Everything that stands in the way, with the reason of what is let through by name.

        Args:
            despite: why tables go out nevertheless, by agency; ``all`` stands for every agency.
        """
        return tuple(
            InTheWay(agency, told, despite.get(agency, despite.get(EVERYBODY, ""))) for agency, told in self._found()
        )

    def _found(self) -> Iterator[tuple[str, str]]:
        for agency, count in self.errors.items():
            yield agency, f"{count} {plural(count, 'error is', 'errors are')} open in the accepted submission"
        for agency, missing, whole in self.unfilled:
            yield agency, f"{missing} of {whole} indicators have no figure"
        for agency, missing, whole in self.unbudgeted:
            yield agency, f"{missing} of {whole} resources and budgets are not in the record"
        for name, word in self.undecided.items():
            yield self.owners.get(name, ""), f"the decision on {name} is {word}"
        for name, moved in self.void.items():
            yield self.owners.get(name, ""), f"the decision on {name} is void: {moved}"
        for each in self.other_units:
            yield each.agency, f"the unit of {each.told}, is another one, and no break is marked"
        for one in self.left_open:
            if not one.accepted.despite:
                yield one.accepted.agency, f"{one.queries} queries are open"


def completeness(
    desk: Desk, agencies: Sequence[str], edition: Edition, *, report: Report | None = None, with_errors: bool = False
) -> Completeness:
    """What the tables of these agencies lack.

    Args:
        report: of a report that is made of the edition's figures, that report: what it does not choose is no matter.
        with_errors: also judge again what is accepted, by the rules and settings of today; it takes a while.
    """
    library = desk.library_of(edition)
    whole = [library.chapter(agency) for agency in agencies]
    chapters = [_about(one, edition, report) for one in whole]
    with desk.one_state():
        past = desk.published_before(whole, edition, own=True)
        money = (_money(one, past, edition) for one in chapters) if report is None else ()
        return Completeness(
            edition,
            tuple(_left((one.agency, *_figures(one, past, edition)) for one in chapters)),
            tuple(_left((one.agency, *found) for one, found in zip(chapters, money, strict=False))),
            {} if desk.office.built_in else _undecided(desk, chapters, past, edition),
            {} if desk.office.built_in else _void(desk, chapters, past, edition),
            () if desk.office.built_in else tuple(_left_open(desk, chapters, edition)),
            dict(_errors(desk, chapters, edition)) if with_errors and not desk.office.built_in else {},
            {line.id: one.agency for one in chapters for line in one.lines},
        )


def kept_back(desk: Desk, agencies: Sequence[str], edition: Edition) -> dict[str, str]:
    """Indicator id → Return or Hold, as the record has it now; where a figure would be printed."""
    library = desk.library_of(edition)
    chapters = [library.chapter(agency) for agency in agencies]
    with desk.one_state():
        return _undecided(desk, chapters, desk.published_before(chapters, edition, own=True), edition)


def agencies_without_figures(desk: Desk, agencies: Sequence[str], edition: Edition) -> list[str]:
    """Agencies of whose indicators the record has no figure of the edition's own period, in words: how many of all."""
    return agencies_counted(completeness(desk, agencies, edition).unfilled)


def agencies_counted(found: Iterable[tuple[str, int, int]]) -> list[str]:
    """``DSNY 3 of 58``."""
    return [f"{agency} {missing} of {whole}" for agency, missing, whole in found]


def _about(chapter: Chapter, edition: Edition, report: Report | None) -> Chapter:
    asked = chapter.asked_in(edition)
    return asked if report is None else asked.only({line.id for line in asked.lines if is_in_report(line, report)})


def _left(found: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    return (one for one in found if one[1])


def _figures(chapter: Chapter, past: Past, edition: Edition) -> tuple[int, int]:
    return sum(not _reported(past, name, edition) for name in chapter.by_id), len(chapter.by_id)


def _undecided(desk: Desk, chapters: Iterable[Chapter], past: Past, edition: Edition) -> dict[str, str]:
    return {
        one.decision.indicator: one.decision.decision
        for chapter in chapters
        for one in decisions_on(desk, edition, chapter, lambda name: past.actual(name, edition.submitted_period))
        if one.blocks and one.now is not None
    }


def _void(desk: Desk, chapters: Iterable[Chapter], past: Past, edition: Edition) -> dict[str, str]:
    found = {}
    for chapter in chapters:
        for name, one in desk.record.decisions(edition, chapter.agency).items():
            line = chapter.by_id.get(name)
            if line is not None and one.decision and one.reference and _reported(past, name, edition):
                now = Grounds.of_record(line.indicator, edition, past)
                found[name] = Grounds.parse(one.reference).changes_to(now, line.indicator)
    return {name: moved for name, moved in found.items() if moved}


def _left_open(desk: Desk, chapters: Iterable[Chapter], edition: Edition) -> Iterator[AcceptedOpen]:
    for chapter in chapters:
        queries = desk.record.left_open(edition, chapter.agency)
        if queries:
            yield AcceptedOpen(desk.record.accepted_submissions(edition, chapter.agency)[-1], len(queries))


def _errors(desk: Desk, chapters: Iterable[Chapter], edition: Edition) -> Iterator[tuple[str, int]]:
    """Errors of what is accepted by today's rules and settings, beside what is published now."""
    from pmr_xl.books.reading.reader import read_book
    from pmr_xl.desk.validate import read_submission
    from pmr_xl.model.finding import Severity
    from pmr_xl.rules import judge

    settings = replace(desk.settings, asking=())
    for chapter in chapters:
        taken = desk.record.accepted_submissions(edition, chapter.agency)
        path = _kept(desk, taken[-1]) if taken else None
        if path is None:
            continue
        book = read_book(path)
        _, submission, past = read_submission(desk, book)
        # What the office changed in its schemas since is no fault of the submission.
        found = judge(book, submission, replace(past, schema_hash=""), settings, today=desk.today)
        if count := sum(one.severity is Severity.ERROR and not one.waived for one in found):
            yield chapter.agency, count


def _kept(desk: Desk, taken: Accepted) -> Path | None:
    """The submission as it was sent; None where the office keeps none."""
    path = desk.office.folder / taken.original
    return path if taken.original and path.is_file() else None


def _reported(past: Past, name: str, edition: Edition) -> bool:
    return past.actual(name, edition.submitted_period) is not None


def _money(chapter: Chapter, past: Past, edition: Edition) -> tuple[int, int]:
    """How many resources and units of appropriation of those that the report prints have no figure, of how many."""
    spent, budget = Period(edition.year - 1), Period(edition.year)
    # What came with a merger may have no figure of its own any more: the agency's own rows say the whole then.
    resources = [one for one in chapter.resources if not one.merged_from] if edition.report.resources else []
    listed = chapter.appropriations if edition.report.budget else ()
    units = [one for one in listed if not one.name.endswith(_TOTAL) and not one.merged_from]
    left = sum(not _reported(past, one.id, edition) for one in resources)
    left += sum(past.actual(one.id, spent) is None or past.target(one.id, budget) is None for one in units)
    return left, len(resources) + len(units)
