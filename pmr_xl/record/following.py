"""Years to date that follow when a month of theirs changes, and those that do not because an agency stated them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pmr_xl.analysis.fytd import WORKED_OUT
from pmr_xl.analysis.lookback import parts_of
from pmr_xl.analysis.years.following import following_years_to_date, left_behind
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fiscal import Edition, Period, Span
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import add, figure_of, period_of, source_number
from pmr_xl.record.order import rank
from pmr_xl.record.tables import Source


class FigureInForce(NamedTuple):
    """A figure in force: what it is, whether it was worked out, and at which place among the editions it stands."""

    figure: Figure
    ours: bool
    place: float


Years = dict[str, dict[Period, FigureInForce]]


def years_in_force(connection: Connection, facts: Iterable[Fact]) -> Years:
    """The months and years to date in force of the fiscal years and indicators that these facts speak of."""
    parts = [one for one in facts if one.kind is FactKind.ACTUAL and one.period.span is not Span.YEAR]
    years: Years = {}
    for indicator, period, value, place, edition in connection.execute(
        "SELECT indicator, period, value, place, edition_rank FROM counted "
        "WHERE kind = ? AND indicator AMONG ? "
        "AND period AMONG ? ORDER BY edition_rank, no",
        (
            FactKind.ACTUAL.value,
            sorted({one.indicator for one in parts}),
            [one.code for year in sorted({one.period.year for one in parts}) for one in parts_of(year)],
        ),
    ):
        figure = FigureInForce(figure_of(value), place.startswith(WORKED_OUT), edition)
        years.setdefault(indicator, {})[period_of(period)] = figure
    return years


class FollowingChange:
    """One indicator whose months changed: what follows, and what is left."""

    def __init__(
        self, indicator: Indicator, was: Mapping[Period, FigureInForce], now: Mapping[Period, FigureInForce]
    ) -> None:
        """Its figures of some fiscal years in force, before and after."""
        self.indicator, self.now = indicator, now
        self.before = {period: one.figure for period, one in was.items()}
        self.after = {period: one.figure for period, one in now.items()}
        worked_out = [one for one in self.before if one.span is Span.TO_DATE and one in now and now[one].ours]
        ours = [period for period in worked_out if self.because(period)]
        self.new = following_years_to_date(indicator, self.before, self.after, [*ours, *self._waiting()])

    def _waiting(self) -> list[Period]:
        """Years to date that nobody stated, and that an earlier month was missing for until now."""
        months = [one for one in self.after if one.span is Span.MONTH and one in self.before]
        waiting = [month._replace(span=Span.TO_DATE) for month in months]
        return [
            one
            for one in waiting
            if one not in self.after
            and any(each not in self.before for each in self.because(one) if each.span is Span.MONTH)
        ]

    def place(self, period: Period) -> float:
        """Where a year to date stands among the editions: where it stood, else beside its month."""
        stands = self.now.get(period) or self.now[period._replace(span=Span.MONTH)]
        return stands.place

    def because(self, period: Period) -> list[Period]:
        """Which months of a year to date came late, changed or went; where none did, which earlier years to date."""
        known = self.before | self.after
        parts = [one for one in known if one.year == period.year and one.month <= period.month and one != period]
        changed = [one for one in sorted(parts) if self.before.get(one) != self.after.get(one)]
        return [one for one in changed if one.span is Span.MONTH] or changed

    def in_words(self, period: Period) -> str:
        """The same in words: ``Oct 2025 is 434, was 424``."""
        show = self.indicator.measure.show
        was = {one: f"was {show(figure)}" for one, figure in self.before.items()}
        return "; ".join(
            f"{one.label} is {show(self.after[one])}, {was.get(one, 'not known before')}"
            if one in self.after
            else f"{one.label} is not known any more, {was[one]}"
            for one in self.because(period)
        )

    def consequences(self) -> Iterator[str]:
        """What follows, each in one sentence."""
        name, show = self.indicator.name, self.indicator.measure.show
        for period, figure in self.new.items():
            was = show(self.after[period]) if period in self.after else "not known"
            yield f"{name}, {period.label}: {show(figure)} now, was {was}, because {self.in_words(period)}."

    def out_of_step(self, own: Iterable[Period | None]) -> Iterator[str]:
        """What was stated and does not go with its months any more, each in one sentence; not the edition's ``own``."""
        stated = [one for one, stands in self.now.items() if one.span is Span.TO_DATE and not stands.ours]
        for period in sorted(set(stated) - set(own)):
            because = self.because(period)
            months = any(one.span is Span.MONTH for one in because)
            after = self.after | self.new
            if because and left_behind(self.indicator, period, self.before, after, month_changed=months):
                stays = f"stays {self.indicator.measure.show(self.after[period])} as it was stated"
                fault = f"does not go with its months any more ({self.in_words(period)})"
                name = f"{self.indicator.name}, {period.label}"
                yield f"{name}: {stays}, and {fault}. Have it restated too, or stated again as it is."


def _state_again(connection: Connection, source: int, facts: Sequence[Fact]) -> None:
    """Put what an agency states of a year to date in the place of what a later edition had worked out."""
    now = years_in_force(connection, facts)
    for one in facts:
        stands = now.get(one.indicator, {}).get(one.period)
        stated = one.period.span is Span.TO_DATE and not one.place.startswith(WORKED_OUT)
        if stated and one.kind is FactKind.ACTUAL and stands is not None and stands.ours:
            add(connection, [one], source, stands.place)


def follow(
    connection: Connection,
    source: int,
    edition: Edition,
    indicators: Mapping[str, Indicator],
    was: Years,
    facts: Iterable[Fact],
) -> tuple[str, ...]:
    """Restate the years to date that follow from ``facts``, which were just added; says what follows and what does not.

    A year to date takes the place of the one in force, so it stands where that stands among the editions, or with the
    edition that changes it, if that is the later one.

    Args:
        connection: the record that is written.
        source: the number of the facts' source.
        edition: the edition that states them.
        indicators: those whose months become a year, by id.
        was: what stood before.
        facts: what was added.
    """
    facts = tuple(facts)
    _state_again(connection, source, facts)
    reasons = {(one.indicator, one.period): one.reason for one in facts if one.reason}
    changes = _changes(indicators, was, years_in_force(connection, facts))
    return _followed(connection, source, edition, changes, reasons)


def follow_withdrawal(
    connection: Connection,
    source: Source,
    indicators: Mapping[str, Indicator],
    was: Years,
    facts: Iterable[Fact],
    who: str,
    at: str,
) -> tuple[str, ...]:
    """The same after ``facts`` were taken back: years to date that were worked out with them are worked out without.

    Args:
        source: the withdrawn file, for whose edition the new figures stand.
    """
    changes = _changes(indicators, was, years_in_force(connection, facts))
    if not any(change.new for change in changes):
        return tuple(sentence for change in changes for sentence in change.out_of_step(()))
    number = source_number(connection, source, who, at)
    return _followed(connection, number, source.edition, changes, {})


def _changes(indicators: Mapping[str, Indicator], was: Years, now: Years) -> list[FollowingChange]:
    return [
        FollowingChange(indicators[name], was.get(name, {}), now.get(name, {}))
        for name in dict.fromkeys([*now, *was])
        if name in indicators
    ]


def _followed(
    connection: Connection,
    source: int,
    edition: Edition,
    changes: Iterable[FollowingChange],
    reasons: Mapping[tuple[str, Period], str],
) -> tuple[str, ...]:
    said = list[str]()
    for change in changes:
        name, indicator = change.indicator.id, change.indicator
        for period, figure in change.new.items():
            own = [reasons[name, one] for one in change.because(period) if (name, one) in reasons]
            place = f"{WORKED_OUT} anew ({indicator.aggregation.value})"
            shown = indicator.measure.show(figure)
            why = " · ".join(dict.fromkeys([change.in_words(period), *own]))
            fact = Fact(name, period, FactKind.ACTUAL, figure, shown, place, why)
            add(connection, [fact], source, max(rank(edition), change.place(period)))
        said += [*change.consequences(), *change.out_of_step((edition.submitted_period, edition.to_date))]
    return tuple(said)
