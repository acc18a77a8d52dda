"""Numerators and denominators drafted from definitions' own words: listed, and written in where somebody says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from pmr_xl.desk.definitions.changing import DefinitionEdit
from pmr_xl.model.definitions.definition import DefinitionChange
from pmr_xl.model.definitions.halves import RatioInWords, halves_in
from pmr_xl.model.definitions.meaning import is_rate
from pmr_xl.model.definitions.texts import DENOMINATOR, NUMERATOR
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.office.definitions.known import definitions_of

if TYPE_CHECKING:
    from pathlib import Path

    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.schema.line import Line

_WHY = "drafted from its own words"


class DraftedRatio(NamedTuple):
    """What is drafted for a percentage that names neither numerator nor denominator."""

    line: Line
    drafted: RatioInWords


def drafted_ratios(desk: Desk, agencies: Sequence[str] = ()) -> Iterator[DraftedRatio]:
    """Drafts for agencies' percentages; for all agencies where none is named. Raises Fault for an unknown agency."""
    for code in agencies or desk.library.agencies():
        chapter = desk.library.chapter(code)
        known = definitions_of(desk.library, chapter)
        for line in chapter.every_line:
            one = known.get(line.id)
            if one is None or not is_rate(line) or {NUMERATOR, DENOMINATOR} & one.texts.keys():
                continue
            if (drafted := halves_in(one.definition)) is not None:
                yield DraftedRatio(line, drafted)


def write_ratios(desk: Desk, drafts: Sequence[DraftedRatio], but: Collection[str] = ()) -> tuple[Path, ...]:
    """Write drafts into the definitions, but for those of ``but``; returns the files written.

    Raises:
        Fault: an id of ``but`` has no draft, or this is the built-in office.
    """
    edit = DefinitionEdit(desk)
    if strangers := sorted({*but} - {one.line.id for one in drafts}):
        raise Fault(f"There is no draft for “{strangers[0]}”.", "“pmr schema definitions drafts” lists them.")
    for one in drafts:
        if one.line.id not in but:
            texts = {NUMERATOR: one.drafted.numerator, DENOMINATOR: one.drafted.denominator}
            change = DefinitionChange(edit.today, edit.me, _WHY, dict.fromkeys(texts, ""))
            edit.say(one.line.agency, one.line.id, texts, change)
    return edit.write()
