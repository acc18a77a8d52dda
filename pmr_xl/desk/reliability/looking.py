"""Looks at figures: noted by hand, and listed beside the figures as they stand now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pmr_xl.desk.commitments.fields import day_said
from pmr_xl.desk.commitments.stating import agree
from pmr_xl.model.commitments.commitment import CommitmentKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import MeasureError
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.reliability.assessment import CLASSES, Assessment, ReliabilityClass, in_force

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.definitions.definition import Definition
    from pmr_xl.model.past import Past
    from pmr_xl.model.schema.chapter import Chapter
    from pmr_xl.model.schema.line import Line


class LookedAt(NamedTuple):
    """An indicator's figure of a year, and the last look at it.

    Attributes:
        figure: as the report prints it now; empty where there is none.
        look: None where nobody has looked.
        known: its definition; None where nobody said anything.
    """

    line: Line
    year: str
    figure: str
    look: Assessment | None
    known: Definition | None

    @property
    def verdict(self) -> ReliabilityClass:
        """The class it has."""
        return self.look.verdict if self.look is not None else ReliabilityClass.NOT_LOOKED_AT

    @property
    def changed_since(self) -> bool:
        """Whether the figure is another one than the one that was looked at."""
        return self.look is not None and bool(self.look.reported) and self.look.reported != self.figure


def class_named(text: str) -> ReliabilityClass:
    """The class that a text names: its word, its sign, or how it begins. Raises Fault where it names none."""
    said = " ".join(text.casefold().split()).lstrip("✓▲?✕– ")
    exact = [one for one in CLASSES if said == one.value]
    found = exact or [one for one in CLASSES if said and one.value.startswith(said)]
    if len(found) != 1:
        raise Fault(f"“{text}” is no class.", f"It is one of: {', '.join(one.value for one in CLASSES)}.")
    return found[0]


def looked_at(desk: Desk, agencies: Sequence[str], year: Period) -> Iterator[LookedAt]:
    """Every indicator of agencies (all where none is named) with the last look at its figure of a fiscal year.

    Raises:
        Fault: unknown agency; the built-in office, which keeps no record.
    """
    from pmr_xl.office.definitions.known import definitions_of

    last = in_force(desk.record.assessments(year.code))
    for code in agencies or desk.library.agencies():
        chapter = desk.library.chapter(code)
        past, known = desk.past([chapter], parts=()), definitions_of(desk.library, chapter)
        for line in chapter.every_line:
            look, shown = last.get((line.id, year.code)), shown_in(past, line, year)
            yield LookedAt(line, year.code, shown, look, known.get(line.id))


def shown_in(past: Past, line: Line, period: Period) -> str:
    """A figure that counts as the report prints it; empty where there is none."""
    figure = past.actual(line.id, period)
    return "" if figure is None else line.indicator.measure.show(figure)


def note_look(desk: Desk, indicator: str, year: Period, verdict: ReliabilityClass, told: dict[str, str]) -> Assessment:
    """Note one look at an indicator's figure of a year.

    Args:
        told: the other fields of an :class:`Assessment` by name, and ``due``: by when the action is to be taken.

    Raises:
        Fault: no schema has the indicator; nobody says what was looked at; the class and what was found do not go
            together; the built-in office.
    """
    from pmr_xl.desk.definitions.listing import line_of

    chapter, line = line_of(desk, indicator)
    with desk.record.one_change():  # a look, the figure it was at, and what was agreed with it
        look = assessment_of(desk, chapter, line, year, verdict, told)
        kept = desk.record.assess([look])
    return kept[0] if kept else look


def assessment_of(
    desk: Desk, chapter: Chapter, line: Line, year: Period, verdict: ReliabilityClass, told: dict[str, str]
) -> Assessment:
    """A look as it is to be kept; what was agreed becomes a commitment. Raises Fault as :func:`note_look`."""
    fields = {key: " ".join(text.split()) for key, text in told.items() if key in Assessment._fields and text}
    reported = fields.pop("reported", "") or shown_in(desk.past([chapter], parts=()), line, year)
    if "recomputed" in fields:
        fields["recomputed"] = _as_printed(line, fields["recomputed"])
    look = Assessment(line.id, chapter.agency, year.code, verdict, reported=reported, **{"looked": "", **fields})
    refuse_contradiction(line, look)
    if look.action:
        due = day_said(desk, told.get("due", ""))
        made = agree(
            desk, look.action, chapter.agency, due, indicator=line.id, owner=told.get("owner", ""),
            kind=CommitmentKind.ACTION, origin=f"reliability of {line.id}, {year.code}", who=look.who,
        )  # fmt: skip
        look = look._replace(commitment=made.code)
    return look


def _as_printed(line: Line, text: str) -> str:
    """A figure that somebody states, as the report prints it. Raises Fault where it is none of the indicator's unit."""
    measure = line.indicator.measure
    try:
        return measure.show(measure.parse(text))
    except MeasureError:
        told = f"{line.indicator.name}: “{text}” is no figure in {measure.unit.words}."
        raise Fault(told, f"Say it as the report prints it: {measure.example}.") from None


def refuse_contradiction(line: Line, look: Assessment) -> None:
    """See that a look says what it needs, and that its class goes with what was found.

    Raises:
        Fault: what does not go together, and what to do.
    """
    name = line.indicator.name
    if not look.looked:
        raise Fault(f"{name}: nobody says what was looked at.", "Say it: a sample, source documents, a recomputation.")
    if not look.reported and look.verdict is not ReliabilityClass.PREVENTED:
        raise Fault(
            f"{name}: the record has no figure of {look.year}, so there is none to look at.",
            "Name another year, or import its table first.",
        )
    same = not look.recomputed or look.recomputed == look.reported
    if look.verdict is ReliabilityClass.CERTIFIED and not same:
        raise Fault(
            f"{name}: {look.reported} was reported and {look.recomputed} comes from its source; that is not certified.",
            "Choose “inaccurate”, or correct the one of the two that was mistyped.",
        )
    if look.verdict is ReliabilityClass.INACCURATE and look.recomputed and same:
        raise Fault(
            f"{name}: {look.recomputed} was reported and comes from its source; that is not inaccurate.",
            "Choose another class, or correct the recomputed figure.",
        )
    if look.verdict in (ReliabilityClass.QUALIFIED, ReliabilityClass.PREVENTED) and not look.limits:
        raise Fault(f"{name}: “{look.verdict.value}” says by what.", "Say under limits what stood in the way.")
