"""Which lines a form's rows are: read as its form was laid, judged as its schema is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line


def lines_known(chapter: Chapter, asked: Chapter | None) -> Mapping[str, Line]:
    """The lines that a form may have, by id: today's, and what its own schema or the list of retired ones adds.

    Figures are read in the unit that the form was laid in; all else is as the schema says it now.

    Args:
        chapter: the agency's schema as it is now.
        asked: the schema the form was made from; None where it is not known.
    """
    if asked is chapter:
        return chapter.by_id
    if asked is None:
        return {**{line.id: line for line in chapter.retired_lines}, **chapter.by_id}
    return {**asked.by_id, **{name: _in_its_unit(line, asked.by_id.get(name)) for name, line in chapter.by_id.items()}}


def _in_its_unit(line: Line, asked: Line | None) -> Line:
    if asked is None or _unit(line) == _unit(asked):
        return line
    one, old = line.indicator, asked.indicator
    target = replace(one.target, decimals=old.target.decimals)
    return replace(line, indicator=replace(one, unit=old.unit, decimals=old.decimals, target=target))


def _unit(line: Line) -> tuple[object, ...]:
    return line.indicator.measure, line.indicator.target_measure
