"""Ids of the City's open data in what goes out of an edition: keys of its platform, and those are today's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pmr_xl.model.schema.chapter import Chapter

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


def ids_of(desk: Desk, chapters: Sequence[Chapter]) -> dict[str, int | None]:
    """The open-data ids of these chapters' indicators, by their own id, in whatever goes out of them.

    As today's schemas say them, whichever agency reports the indicator now; as then where no schema has it any more.
    """
    then, today = _said(chapters), _said(chapters_today(desk, chapters))
    if elsewhere := then.keys() - today.keys():  # moved to another agency, or taken out
        today |= {name: number for name, number in _said(desk.library.chapters()).items() if name in elsewhere}
    return then | today


def _said(chapters: Iterable[Chapter]) -> dict[str, int | None]:
    return {line.id: line.indicator.open_data_id for one in chapters for line in (*one.every_line, *one.retired_lines)}


def chapters_today(desk: Desk, chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters of these agencies by today's schemas; those that are no more are left out."""
    there = desk.library.agencies()
    return [desk.library.chapter(one.agency) for one in chapters if one.agency in there]
