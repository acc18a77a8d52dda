"""What is in no release yet, in sentences: of a change as it is made, and of what was shown of a released edition."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from pmr_xl.desk.released.handing_out import released_office
from pmr_xl.desk.tables.since_release import changes_since_release, releases_overtaken

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition
    from pmr_xl.record.queries.touched import FiguresStand

_MOST = 12


def in_no_release(desk: Desk, before: FiguresStand | None, edition: Edition | None = None) -> Iterator[str]:
    """What a change is in no release of: an edition that is released itself, others that print what it changed.

    Args:
        before: how far the record's figures went then; ``edition``: the one that was changed, where there is one.
    """
    if edition is not None and released_office(desk, edition) is not None:
        yield f"{edition.title} is released, and is {_until_revised(edition)}"
    for one in releases_overtaken(desk, before):
        if one.fault is not None:
            yield f"{one.edition.code}: {one.fault.message} {one.fault.remedy}"
        elif one.edition != edition:
            first, more = one.figures[0], len(one.figures) - 1
            others = f", and {more} more otherwise" if more else ""
            yield (
                f"{one.edition.title} is released and prints {first.name}, {first.label}, as "
                f"{first.was or 'nothing'}{others}. It is {_until_revised(one.edition)}"
            )


def otherwise_released(desk: Desk, edition: Edition, agencies: Collection[str]) -> str:
    """That what was shown of a released edition is as it counts now, and what of it its release has otherwise."""
    told = [one.told for one in changes_since_release(desk, edition) if one.agency in agencies]
    if not told:
        return ""
    more = f"; and {len(told) - _MOST} more" if len(told) > _MOST else ""
    return (
        f"{edition.title} is released; what is shown here is as the record has it now, and in the release is not: "
        f"{'; '.join(told[:_MOST])}{more}."
    )


def _until_revised(edition: Edition) -> str:
    return (
        f"handed out as it was until a revision takes this in: pmr edition release {edition.code} --by WHO --why WHY."
    )
