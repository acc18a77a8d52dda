"""What became of a sheet's decisions, as a value: each door makes its sentences of it."""

from __future__ import annotations

from pmr_xl.desk.review.merge import MergedRow, SheetOrigin
from pmr_xl.desk.review.origin import NewerVersion
from pmr_xl.desk.review.outcome import SKIPPED, RowOutcome
from pmr_xl.model.commitments.commitment import Commitment
from pmr_xl.model.decision import WITHDRAW
from pmr_xl.model.fact import Fact
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.record import Decision


class AgencyDecisions(NamedTuple):
    """What became of what was decided on one agency's figures.

    Attributes:
        chapter: the agency's, by which the sheet was read.
        origin: the submission that the sheet was made of, as it says; ``submission``: the name of its file.
        known: that submission is accepted, or a file of it is here.
        newer: a later version of it that is accepted; None where there is none.
        me: who handed the sheet in.
        rows: every row of the sheet, and what became of it.
        since: decisions taken since the sheet was made that it says nothing of; they hold.
        targets: targets that become others by it.
        without_target: the indicators whose rows “Adjust target” name no target.
        agreed: the steps of commitments that it makes, opens again or closes.
        impossible: rows that name a target which can be none; nothing is taken of them.
    """

    chapter: Chapter
    origin: SheetOrigin
    submission: str
    known: bool
    newer: NewerVersion | None
    me: str
    rows: tuple[MergedRow, ...]
    since: tuple[Decision, ...]
    targets: tuple[Fact, ...]
    without_target: tuple[str, ...]
    agreed: tuple[Commitment, ...]
    impossible: tuple[Fault, ...] = ()

    @property
    def withdrawals(self) -> tuple[MergedRow, ...]:
        """The rows that take back a decision which the record had."""
        return tuple(one for one in self.rows if one.outcome is RowOutcome.WITHDRAWS)


class DecisionReport(NamedTuple):
    """What became of a sheet's decisions.

    Attributes:
        agencies: of each agency whose figures were decided on; a variance sheet has one, the exceptions have several.
        strange: headings that are not known, a sentence each, as the sheet's reader says it; the rest is read.
        unread: rows that cannot be read, so that nothing is taken of them.
        refused: agencies of whose decisions none is taken, and why.
    """

    agencies: tuple[AgencyDecisions, ...]
    strange: tuple[str, ...] = ()
    unread: tuple[Fault, ...] = ()
    refused: tuple[tuple[str, Fault], ...] = ()

    @property
    def whole(self) -> bool:
        """Whether all that was decided on it could be understood."""
        return not (self.unread or self.refused or any(one.impossible for one in self.agencies))

    @property
    def rows(self) -> tuple[MergedRow, ...]:
        """All rows of all agencies."""
        return tuple(row for one in self.agencies for row in one.rows)

    @property
    def stand(self) -> int:
        """How many decisions stand on it."""
        return sum(one.row.says_something and one.row.decision != WITHDRAW for one in self.rows)

    @property
    def new(self) -> int:
        """How many of them are new to the record."""
        return sum(one.outcome in (RowOutcome.TAKEN, RowOutcome.REPLACES) for one in self.rows)

    @property
    def withdrawals(self) -> tuple[MergedRow, ...]:
        """The rows that take back a decision which the record had."""
        return tuple(row for one in self.agencies for row in one.withdrawals)

    @property
    def skipped_rows(self) -> tuple[MergedRow, ...]:
        """The rows that do not count, because of a later decision or of none at all."""
        return tuple(one for one in self.rows if one.outcome in SKIPPED)
