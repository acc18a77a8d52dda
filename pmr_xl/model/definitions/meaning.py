"""What a form knows of its indicators' definitions, and whether it asks about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.measure import Unit
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.line import Line


@value_class
class FormMeaning:
    """The definitions that a form shows.

    Attributes:
        by_id: definitions by indicator id.
        asked: the edition asks its agencies to look through them.
    """

    by_id: Mapping[str, Definition] = field(default_factory=dict)
    asked: bool = False

    def of(self, line: Line) -> Definition:
        """An indicator's definition, which may say nothing."""
        return self.by_id.get(line.id) or Definition(line.id)

    def lines_shown(self, chapter: Chapter) -> tuple[Line, ...]:
        """The lines that stand on a form's sheet of definitions: all where it asks, else those that are defined."""
        return tuple(line for line in chapter.lines if self.asked or line.id in self.by_id)

    def rates(self, chapter: Chapter) -> tuple[Line, ...]:
        """The percentages whose numerator and denominator are named, so that a form asks for both."""
        return tuple(line for line in chapter.lines if is_rate(line) and self.of(line).names_a_rate)


def is_rate(line: Line) -> bool:
    """Whether a figure is a share of something: there a numerator and a denominator are asked for."""
    return line.indicator.unit is Unit.PERCENT


NO_MEANING = FormMeaning()
