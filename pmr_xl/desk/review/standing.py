"""Which of the supervisors' decisions stand on a submission: a decision stands while the figure it was made on does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pmr_xl.desk.desk import Desk
from pmr_xl.model.decision import HOLD, RETURN
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.record import Decision, figure_of

OPEN = (RETURN, HOLD)  # decisions after which a figure is not ready: neither to be accepted nor to be printed


class StandingDecision(NamedTuple):
    """A decision in force, and whether it stands.

    Attributes:
        holds: the figure is still the one that was decided on, or nobody knows which that was.
        on: the figure that was decided on; None where nobody knows it.
        now: the figure as it is.
    """

    decision: Decision
    holds: bool
    on: Figure | None
    now: Figure | None

    @property
    def blocks(self) -> bool:
        """Whether a figure must not be accepted as it is."""
        return self.holds and self.decision.decision in OPEN


def decisions_on(
    desk: Desk, edition: Edition, chapter: Chapter, now: Callable[[str], Figure | None], submission: str = ""
) -> Iterator[StandingDecision]:
    """Every decision in force on an agency's edition, in the order in which they were stored.

    Args:
        chapter: the agency's.
        now: an indicator's figure as it is.
        submission: SHA-256 of the file that figure is in, where it is in one: what was decided on it stands.
    """
    for name, one in desk.record.decisions(edition, chapter.agency).items():
        on, figure = figure_decided_on(desk, one), now(name)
        line = chapter.by_id.get(name)
        holds = on is None or line is None or _same(line.indicator, on, figure)
        yield StandingDecision(one, holds or (bool(submission) and one.submission == submission), on, figure)


def _same(indicator: Indicator, one: Figure, other: Figure | None) -> bool:
    """Whether two figures are printed alike: a sheet shows them so."""
    show = indicator.measure.show
    return show(one) == show(other)


def figure_decided_on(desk: Desk, one: Decision) -> Figure | None:
    """The figure that a decision was made on: as it was noted, else as its submission stated it; None: not known."""
    if one.figure:
        return figure_of(one.figure)
    stated = [
        line.figure
        for line in desk.record.history(one.indicator, [one.edition.submitted_period])
        if (line.sha256, line.kind) == (one.submission, FactKind.ACTUAL)
    ]
    return stated[-1] if stated else None
