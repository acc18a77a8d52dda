"""What goes beside the figures of a release: definitions as it had them, and what the office knows as of today.

Months go on after a report is out. What the release had no words or no id for can be said later, and an id is the key
of a row on the City's platform: corrected, it is corrected for older rows too. Pages and data say the day.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from pmr_xl.analysis.lookback import parts_of
from pmr_xl.desk.released.ids_of_today import chapters_today
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.definitions.known import definitions_of

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.office import Library

_BEFORE, _AFTER = 2, 1  # fiscal years around the edition's own


class Defined(NamedTuple):
    """What is said of indicators.

    Attributes:
        by_id: definition by indicator id: the release's own, else today's.
        later: ids of which the release said nothing, so that the words are today's.
    """

    by_id: dict[str, Definition]
    later: Collection[str]


def months_of(desk: Desk, chapters: Sequence[Chapter], year: int | None) -> Past:
    """What the office knows today of the months of these chapters' indicators, whoever reports them now.

    Args:
        chapters: as the edition has them.
        year: the fiscal year in whose neighbourhood they stand; None for all there are.
    """
    near = (
        None if year is None else [part for one in range(year - _BEFORE, year + _AFTER + 1) for part in parts_of(one)]
    )
    return desk.past(chapters, parts=near)


def targets_of(
    today: Past, publishing: Desk, chapters: Sequence[Chapter], edition: Edition
) -> dict[str, dict[Period, Figure]]:
    """Targets by indicator: of the years up to those that the edition prints its own, of later ones today's.

    Args:
        today: what the office knows now; ``publishing``: the desk whose figures go out.
    """
    own, last = publishing.past(chapters, parts=()).targets, edition.target_years[-1]
    return {
        name: {year: figure for year, figure in today.targets.get(name, {}).items() if year > last}
        | {year: figure for year, figure in own.get(name, {}).items() if year <= last}
        for name in {*today.targets, *own}
    }


def defined_for(desk: Desk, library: Library, chapters: Sequence[Chapter], *, released: bool) -> Defined:
    """What is said of the indicators of these chapters.

    Args:
        library: that of the edition, which the chapters are of.
        released: it is a release's, and nothing of it changes.
    """
    own: dict[str, Definition] = {}
    for one in chapters:
        own |= definitions_of(library, one)
    today: dict[str, Definition] = {}
    for one in chapters_today(desk, chapters):
        today |= definitions_of(desk.library, one)
    ids = {line.id for one in chapters for line in one.every_line}
    later = {name for name in today if name in ids and name not in own} if released else set[str]()
    return Defined(today | own, later)
