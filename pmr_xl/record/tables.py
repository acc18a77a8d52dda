"""What stands in the record, as values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import IntEnum
from pathlib import Path
from types import MappingProxyType

from pmr_xl.model.breakdowns.figures import MemberFact
from pmr_xl.model.decision import current_word, with_target
from pmr_xl.model.fact import Fact, FactKind, RateFact
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.indicator import Indicator

WITHDRAWN = "Withdrawn"  # a decision that takes the one before back; nothing is decided then


class Source(NamedTuple):
    """Where figures come from: a file, told by its hash, that stands for an edition."""

    file: str
    sha256: str
    edition: Edition

    @classmethod
    def of(cls, path: Path, edition: Edition) -> Source:
        """A file on the disk. Raises OSError where it cannot be read."""
        return cls(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), edition)


class Decided(IntEnum):
    """How a target came to be another one than was asked for. It comes after what its edition states otherwise."""

    NOT = 0
    ON_A_SHEET = 1  # by a supervisor, who chose “Adjust target”
    BY_HAND = 2  # by the office (``pmr target``)


class Stated(NamedTuple):
    """One figure in the record, and everything that is known of it.

    Attributes:
        in_force: no later figure of the same period and kind has taken its place.
        withdrawn: its source was taken back, by whom, when and why, in words; it counts nowhere then.
        decided: how a target was decided.
        account: under which account of a server it was stored; empty in a file.
        version: of the submission that states it; None where a published table does.
        program: the version of pmr_xl that accepted the submission; empty where nobody noted it.
        numerator, denominator: what a percentage was said to be made of; None where nobody said.
    """

    indicator: str
    period: Period
    kind: FactKind
    figure: Figure
    printed: str
    edition: Edition
    file: str
    sha256: str
    place: str
    reason: str
    who: str
    at: str
    in_force: bool
    version: int | None = None
    program: str = ""
    withdrawn: str = ""
    decided: Decided = Decided.NOT
    account: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None


class Origin(NamedTuple):
    """A file that figures in force come from: an accepted submission, or a published table that was imported.

    Attributes:
        agency: whose submission it is; empty for a table.
        version: of the submission; None for a table.
        program: the version of pmr_xl that accepted it; empty for a table, and where nobody noted it.
    """

    edition: Edition
    file: str
    sha256: str
    agency: str = ""
    version: int | None = None
    program: str = ""


class Explained(NamedTuple):
    """What an agency said about one indicator in a submission; ``reason`` is the code of a missing figure."""

    indicator: str
    text: str = ""
    reason: str = ""


class LeftOpen(NamedTuple):
    """A query that nobody had answered when its submission was accepted."""

    rule: str
    indicator: str
    place: str
    message: str


class Acceptance(NamedTuple):
    """A submission to be accepted.

    Attributes:
        version: the form's own, 1 for the first.
        original: where the file as sent is kept.
        facts: its figures, restated past ones with their reason.
        program: the version of pmr_xl that accepts it.
        indicators: the agency's, by id: their names are kept, and their worked-out years to date follow their months.
        despite: why it is accepted though queries are open; ``left_open``: which those are.
        by_member: its figures of places and groups.
        rates: what its percentages are made of, where its form asks.
    """

    sha256: str
    agency: str
    edition: Edition
    version: int
    file: str
    original: str
    facts: Sequence[Fact]
    explanations: Sequence[Explained] = ()
    program: str = ""
    indicators: Mapping[str, Indicator] = MappingProxyType({})
    despite: str = ""
    left_open: Sequence[LeftOpen] = ()
    by_member: Sequence[MemberFact] = ()
    rates: Sequence[RateFact] = ()


class Accepted(NamedTuple):
    """A submission that was accepted.

    Attributes:
        despite: why it was accepted though queries were open; empty where none was.
        told: when it is taken, what follows from it in years to date stated before, and what does not go with them.
        again: it was in the record already, and nothing was changed.
    """

    sha256: str
    agency: str
    edition: Edition
    version: int
    file: str
    original: str
    who: str
    at: str
    program: str = ""
    despite: str = ""
    told: tuple[str, ...] = ()
    again: bool = False


class Withdrawn(NamedTuple):
    """An acceptance that was taken back.

    Attributes:
        acceptance: what was accepted.
        before: the version that counts again; None where there is none.
        figures: how many figures count no more.
        told: what follows from it in years to date, and what does not go with them.
    """

    acceptance: Accepted
    before: Accepted | None
    figures: int
    why: str
    who: str
    at: str
    told: tuple[str, ...] = ()


class Decision(NamedTuple):
    """What a supervisor decided about one indicator of one edition.

    Attributes:
        decision: in the words of the review sheet; :data:`WITHDRAWN` where the one before was taken back.
        submission: SHA-256 of the submission it was decided on.
        version: that submission's; 0 where nobody noted it.
        seen: how many decisions on that agency's edition the record had when the sheet was made that it was read from.
        figure, reference, target: what was decided on, as the sheet showed it (the figure submitted, what it was
            compared with, the target); empty where nobody noted it.
        new_target: what “Adjust target” makes the target, as it is printed; empty where it names none.
        with_rest: decided in the sheet's one cell for all rows without a question.
    """

    agency: str
    edition: Edition
    indicator: str
    decision: str
    note: str = ""
    submission: str = ""
    who: str = ""
    at: str = ""
    version: int = 0
    seen: int = 0
    figure: str = ""
    reference: str = ""
    target: str = ""
    new_target: str = ""
    with_rest: bool = False

    @property
    def content(self) -> tuple[str, str, str]:
        """What two decisions have in common that say the same: word, note, and the submission they are on."""
        return current_word(self.decision), with_target(self.note, self.new_target), self.submission


class StepTaken(NamedTuple):
    """One thing that somebody decided.

    Attributes:
        what: a decision's word, or that a submission was accepted or its acceptance withdrawn.
        version: the submission's; 0 where nobody noted it.
        at: the moment, or the day alone where somebody typed it on a sheet.
    """

    agency: str
    what: str
    version: int
    who: str
    at: str
