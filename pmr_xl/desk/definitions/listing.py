"""Definitions listed: how far each agency has come, and all that is said of one indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmr_xl.desk.desk import Desk
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.definitions.texts import TEXTS
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line
from pmr_xl.office.definitions.known import definitions_of, strays


class DefinitionCoverage(NamedTuple):
    """How far an agency's definitions have come.

    Attributes:
        defined: indicators whose definition says what they are; ``with_source``: and where they come from.
        confirmed: indicators whose definition somebody confirmed in the last two years.
        undefined: lines of those without one.
        strays: ids that are defined and in no schema.
    """

    agency: str
    indicators: int
    defined: int
    with_source: int
    confirmed: int
    undefined: tuple[Line, ...]
    strays: tuple[str, ...]


def coverage(desk: Desk, agencies: Sequence[str] = ()) -> Iterator[DefinitionCoverage]:
    """How far the definitions of agencies have come; of all agencies where none is named.

    Raises:
        Fault: unknown agency, or a file of definitions says something that cannot be.
    """
    for code in agencies or desk.library.agencies():
        chapter = desk.library.chapter(code)
        known = definitions_of(desk.library, chapter)
        said = [known.get(line.id, Definition(line.id)) for line in chapter.every_line]
        yield DefinitionCoverage(
            chapter.agency,
            len(said),
            sum(bool(one.definition) for one in said),
            sum(bool(one.source) for one in said),
            sum(one.confirmed_lately(desk.today) for one in said),
            tuple(line for line, one in zip(chapter.every_line, said, strict=True) if not one.definition),
            strays(desk.library, chapter),
        )


def listed_definitions(desk: Desk, agencies: Sequence[str] = ()) -> dict[str, dict[str, Definition]]:
    """The definitions of agencies' indicators, by code and id; of all agencies where none is named.

    Raises:
        Fault: as :func:`coverage`.
    """
    chapters = [desk.library.chapter(code) for code in agencies or desk.library.agencies()]
    return {one.agency: definitions_of(desk.library, one) for one in chapters}


def as_values(desk: Desk, agencies: Sequence[str] = ()) -> list[dict[str, object]]:
    """One mapping an indicator, keys in a fixed order; texts that nobody said are empty.

    Raises:
        Fault: as :func:`coverage`.
    """
    rows: list[dict[str, object]] = []
    for code in agencies or desk.library.agencies():
        chapter = desk.library.chapter(code)
        known = definitions_of(desk.library, chapter)
        for line in chapter.every_line:
            one = known.get(line.id, Definition(line.id))
            by, on = (one.confirmed.by, one.confirmed.on.isoformat()) if one.confirmed else ("", "")
            rows.append(
                {"agency": chapter.agency, "indicator_id": line.id, "indicator": line.indicator.name}
                | {text.key: getattr(one, text.key) for text in TEXTS}
                | {"confirmed_by": by, "confirmed_on": on, "changes": len(one.history)}
            )
    return rows


def definition_of(desk: Desk, indicator: str) -> tuple[str, str, Definition]:
    """Of one indicator its agency, its name and its definition, which may say nothing.

    Raises:
        Fault: no schema has the indicator.
    """
    chapter, line = line_of(desk, indicator)
    known = definitions_of(desk.library, chapter)
    return chapter.agency, line.label, known.get(indicator, Definition(indicator))


def line_of(desk: Desk, indicator: str) -> tuple[Chapter, Line]:
    """An indicator, retired ones too, and its chapter.

    Raises:
        Fault: no schema has it.
    """
    if (owner := desk.library.owner(indicator)) is not None:
        chapter = desk.library.chapter(owner.code)
        for line in (*chapter.every_line, *chapter.retired_lines):
            if line.id == indicator:
                return chapter, line
    from pmr_xl.desk.records import no_such_indicator

    raise no_such_indicator(desk, indicator)
