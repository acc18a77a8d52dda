"""What the rules say of definitions: those of the office, and those that an agency proposes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pmr_xl.model.definitions.defined import DefinedIndicator, DefinedIndicators
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.office.definitions.known import definitions_of, places_of
from pmr_xl.rules.engine.judge_published import judge_published

if TYPE_CHECKING:
    from pmr_xl.desk.definitions.proposals import Proposed
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.finding import Finding
    from pmr_xl.model.schema.chapter import Chapter

_OF_THE_WHOLE = ("DEF-001", "DEF-002", "DEF-003")  # what is missing is told of what an office has, not of a proposal


def check_definitions(desk: Desk, agencies: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Everything the rules have to say about agencies' definitions; of all agencies where none is named.

    Raises:
        Fault: unknown agency, or a file of definitions says something that cannot be.
    """
    chapters = [desk.library.chapter(code) for code in agencies or desk.library.agencies()]
    tables = [_defined(desk, chapter) for chapter in chapters if chapter.every_line]
    found = [one for _, one in judge_published(tables, desk.settings, desk.today)]
    return tuple(sorted(found, key=_by_file_and_line))


def check_proposed(desk: Desk, proposed: Proposed) -> tuple[Finding, ...]:
    """What the rules would say of the definitions that a form proposes, as far as they are about one of them alone."""
    chapter = desk.library.chapter(proposed.agency)
    known, places = definitions_of(desk.library, chapter), dict[str, dict[str, str]]()
    for one in proposed.texts:
        known[one.indicator] = known.get(one.indicator, Definition(one.indicator)).with_texts({one.key: one.said})
        places.setdefault(one.indicator, {})[one.key] = one.place
    rows = tuple(
        DefinedIndicator(line, known[line.id], proposed.file.name, places[line.id])
        for line in chapter.every_line
        if line.id in places
    )
    table = DefinedIndicators(chapter.agency, proposed.file.name, rows, desk.today)
    return tuple(one for _, one in judge_published([table], desk.settings, desk.today) if one.rule not in _OF_THE_WHOLE)


def _by_file_and_line(finding: Finding) -> tuple[str, int, str]:
    """As the files are read from above: line 4 before line 13."""
    file, _, line = finding.where.sheet.partition(", line ")
    return file, int(line or 0), finding.rule


def _defined(desk: Desk, chapter: Chapter) -> DefinedIndicators:
    return DefinedIndicators(chapter.agency, _file(desk, chapter), tuple(_rows(desk, chapter)), desk.today)


def _rows(desk: Desk, chapter: Chapter) -> Iterator[DefinedIndicator]:
    known, places = definitions_of(desk.library, chapter), places_of(desk.library, chapter)
    for line in chapter.every_line:
        said = known.get(line.id, Definition(line.id))
        yield DefinedIndicator(line, said, _file(desk, chapter), places.get(line.id, {}))


def _file(desk: Desk, chapter: Chapter) -> str:
    return f"definitions/{desk.library.definitions_path(chapter.agency).name}"
