"""Figures that are corrected in vain: a later edition has restated them already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmr_xl.analysis.fytd import WORKED_OUT
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import figure_of
from pmr_xl.record.order import rank


class _Said(NamedTuple):
    figure: Figure
    file: str


def overtaken_corrections(
    connection: Connection,
    source: int,
    edition: Edition,
    version: int,
    indicators: Mapping[str, Indicator],
    facts: Sequence[Fact],
) -> tuple[str, ...]:
    """What a submission corrects and a later edition has restated otherwise, which stays; each in one sentence.

    Args:
        connection: the record, to which ``facts`` were just added.
        source: the number of the facts' source.
        edition: the edition that states them.
        version: the submission's.
        indicators: whose figures they are, by id.
        facts: what was added.
    """
    stated = [one for one in facts if one.kind is FactKind.ACTUAL and not one.place.startswith(WORKED_OUT)]
    before, later = _others(connection, source, edition, stated)
    return tuple(_told(stated, before, later, version, indicators))


_Found = dict[tuple[str, str], _Said]


def _others(connection: Connection, source: int, edition: Edition, facts: Sequence[Fact]) -> tuple[_Found, _Found]:
    """What the edition said before of these indicators, and what is in force by a later one."""
    here, before, later = rank(edition), _Found(), _Found()
    for indicator, period, value, place, origin, file in connection.execute(
        "SELECT indicator, period, value, edition_rank, source, file FROM counted JOIN sources ON sources.no = source "
        "WHERE kind = ? AND indicator AMONG ? AND edition_rank >= ? "
        "ORDER BY edition_rank, counted.no",
        (FactKind.ACTUAL.value, sorted({one.indicator for one in facts}), here),
    ):
        said = _Said(figure_of(value), file)
        if place > here:
            later[indicator, period] = said
        elif origin != source:
            before[indicator, period] = said
    return before, later


def _told(
    facts: Sequence[Fact], before: _Found, later: _Found, version: int, indicators: Mapping[str, Indicator]
) -> Iterator[str]:
    for one in facts:
        key = one.indicator, one.period.code
        stays, said, indicator = later.get(key), before.get(key), indicators.get(one.indicator)
        if stays is None or indicator is None or one.figure == stays.figure:
            continue
        if said is not None and said.figure == one.figure:
            continue  # said again as it was: nothing is corrected
        show = indicator.measure.show
        stands = f"{indicator.name}, {one.period.label}: stays {show(stays.figure)}, as {stays.file} states it later"
        yield f"{stands}; version {version} says {show(one.figure)}. Have it restated, if that is right."
