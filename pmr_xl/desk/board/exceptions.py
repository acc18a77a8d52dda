"""Everything over all agencies that needs an eye, from one checking of what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.analysis.attention.concerns import concerns, level, years_missed
from pmr_xl.analysis.grounds import Grounds
from pmr_xl.desk.board.latest import Candidate, SkippedFile, latest, one_by_one
from pmr_xl.desk.board.portfolios import is_theirs, names_of, not_theirs, portfolios
from pmr_xl.desk.released.handing_out import going_out
from pmr_xl.desk.review.carry_over import decisions_to_carry_over
from pmr_xl.desk.review.sheets import as_shown, comparisons, said_of, texts, unanswered_explanations
from pmr_xl.forms.variance_sheet.reviewed import Reviewed
from pmr_xl.model.attention.concerns import Concern
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.review.merge import SheetOrigin
    from pmr_xl.desk.validate import Validation
    from pmr_xl.model.past import Past
    from pmr_xl.model.submission import Submission

_SHARED = "XIN-002"  # the rule that sets an indicator beside the same one of another agency
_NO_SHEET = Path("-")  # what was decided stands in the record; nothing is taken over from another sheet


@value_class
class ExceptionRow:
    """One figure that needs an eye.

    Attributes:
        level: who is to see it.
        missed: for how many years running its target is missed.
        row: the figure beside its history, what was said, what was decided.
    """

    agency: str
    level: str
    concerns: tuple[Concern, ...]
    missed: int
    row: Reviewed


@value_class
class Exceptions:
    """An edition's exceptions, what matters most first.

    Attributes:
        looked_at: how many rows of how many submissions (``origins``, by agency, each with its file's name).
        skipped: files that stand for no agency, and why.
        levels: who sees exceptions, the highest first.
    """

    edition: Edition
    rows: tuple[ExceptionRow, ...]
    looked_at: int
    origins: Mapping[str, tuple[str, SheetOrigin]]
    levels: tuple[str, ...]
    skipped: tuple[SkippedFile, ...] = ()

    @property
    def counts(self) -> Mapping[Concern, int]:
        """How many rows have each concern; only those that occur."""
        found = Counter(one for row in self.rows for one in row.concerns)
        return {one: found[one] for one in Concern if found[one]}


def exceptions(
    desk: Desk,
    edition: Edition,
    *,
    mine: str = "",
    there: Sequence[Candidate] | None = None,
    as_released: bool = False,
) -> Exceptions:
    """What needs an eye in the latest version of every agency's submission.

    Args:
        mine: only the agencies whose analyst or backup this is.
        there: the inbox's files, where they are checked already.
        as_released: of a submission that is released, beside the figures that were released with it; else, as it is
            decided upon, beside those that count now.

    Raises:
        Fault: the built-in office, which has no inbox; nobody of that name looks after an agency.
    """
    rows: list[ExceptionRow] = []
    origins: dict[str, tuple[str, SheetOrigin]] = {}
    looked_at = 0
    with desk.record.one_state():
        theirs, names = portfolios(desk), names_of(desk, mine)
        if mine and not any(is_theirs(one, names) for one in theirs.values()):
            raise not_theirs(mine)
        overdue = {one.now.indicator for one in desk.record.commitments() if one.now.days_overdue(desk.today)}
        library = desk.library_of(edition)
        wanted = [code for code in library.agencies_of(edition) if not mine or is_theirs(theirs.get(code), names)]
        seen = _Seen(desk, edition, wanted, overdue, going_out(desk, edition) if as_released else desk)
        found = [seen.look_at(one) for one in (one_by_one(desk) if there is None else there)]
        for code in wanted:
            one = latest(desk, edition, code, found)
            told = None if one is None else seen.told_of(one)
            if told is None:
                continue
            looked_at += told.looked_at
            rows += told.rows
            origins[code] = (told.file, told.origin)
    skipped = tuple(one.skipped for one in found if one.skipped is not None)
    levels = tuple(dict.fromkeys([*(each.to for each in desk.settings.escalation), "Analyst"]))
    rows.sort(key=lambda row: (levels.index(row.level), *_weight(row)))
    return Exceptions(edition, tuple(rows), looked_at, origins, levels, skipped)


class _Told(NamedTuple):
    """What one submission has that needs an eye, of how many rows; of its workbook nothing is kept."""

    file: str
    looked_at: int
    rows: list[ExceptionRow]
    origin: SheetOrigin


class _Seen:
    """The submissions of an edition, each looked at when it is checked, and let go: which is the latest shows later."""

    def __init__(
        self, desk: Desk, edition: Edition, agencies: Collection[str], overdue: Collection[str], source: Desk
    ) -> None:
        self._desk, self._edition, self._agencies, self._overdue = desk, edition, frozenset(agencies), overdue
        self._source = source
        released = [] if source is desk else source.record.accepted_submissions(edition)
        self._released = {one.agency: one.sha256 for one in released}  # the last version of each
        self._told: dict[tuple[Path | None, str], _Told] = {}

    def look_at(self, one: Candidate) -> Candidate:
        """Keep what needs an eye in it; returns it without its workbook."""
        result, where = one.result, one.standing
        wanted = where.edition == self._edition and where.agency in self._agencies and not where.part
        if wanted and result is not None and result.submission is not None:
            in_it = self._released.get(where.agency, "") == one.sha256
            past = (self._source if in_it else self._desk).figures_that_count(result.submission)
            rows, origin = _of(self._desk, result, result.submission, past, self._overdue)
            self._told[where.path, one.sha256] = _Told(result.path.name, len(result.submission.entries), rows, origin)
        return one.let_go()

    def told_of(self, one: Candidate) -> _Told | None:
        """What was kept of it; what is accepted and in the inbox no more is looked at now."""
        if one.result is not None:
            self.look_at(one)
        return self._told.get((one.standing.path, one.sha256))


def _weight(row: ExceptionRow) -> tuple[object, ...]:
    """What matters first: critical, missed longest, most concerns, the largest change (V10)."""
    one = row.row.comparison
    return not one.indicator.critical, -row.missed, -len(row.concerns), one.attention, row.agency, one.line.order


def _of(
    desk: Desk, result: Validation, submission: Submission, past: Past, overdue: Collection[str]
) -> tuple[list[ExceptionRow], SheetOrigin]:
    awaited, shared = (
        unanswered_explanations(result),
        {one.indicator_id for one in result.findings if one.rule == _SHARED},
    )
    found: dict[str, tuple[tuple[Concern, ...], int]] = {}
    compared = comparisons(submission, past, desk)
    for one in compared:
        name = one.line.id
        why = concerns(one, unexplained=awaited.get(name, False), shared=name in shared, overdue=name in overdue)
        if why:
            found[name] = why, years_missed(one)
    now = {one.line.id: Grounds.of(one, past) for one in compared if one.line.id in found}
    decisions, origin = decisions_to_carry_over(desk, submission, _NO_SHEET, now)
    before, said = {one.indicator_id: one for one in decisions}, said_of(result)
    reasons = texts(submission, Ask.REASON)

    def rows() -> Iterator[ExceptionRow]:
        for one in compared:
            name = one.line.id
            if name not in found:
                continue
            why, missed = found[name]
            yield ExceptionRow(
                submission.chapter.agency,
                level(why, missed, desk.settings.escalation),
                why,
                missed,
                Reviewed(
                    one,
                    as_shown(said[name]) if name in said else "",
                    reasons.get(name, ""),
                    decided=before.get(name),
                    unanswered=awaited.get(name),
                    grounds=now[name].text,
                ),
            )

    return list(rows()), origin
