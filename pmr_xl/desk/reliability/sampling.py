"""A sample drawn, its worksheet written, and what was found on it taken into the record."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.analysis.lookback import parts_of
from pmr_xl.desk.reliability.looking import assessment_of, class_named, shown_in
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.reliability.assessment import Assessment
from pmr_xl.model.reliability.sampling import STRATA, ReliabilitySample, draw, strata_for

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms.reliability.reader import RecomputedFigure, SampleSheet
    from pmr_xl.forms.reliability.worksheet import SampledFigure
    from pmr_xl.model.past import Past
    from pmr_xl.model.schema.chapter import Chapter
    from pmr_xl.model.schema.line import Line

_SEEDS = 1_000_000


class SampleRead(NamedTuple):
    """What became of a worksheet.

    Attributes:
        looks: that were added; ``same``: indicators of which the record says that already.
        empty: indicators of which nothing was typed.
        not_understood: rows of which nothing is read, ``strange`` headings that are not known, as the reader says it.
        left: indicators whose rows were read and could not be taken, each with its place.
    """

    sample: str
    looks: tuple[Assessment, ...]
    same: int
    empty: int
    not_understood: tuple[str, ...]
    left: tuple[tuple[CellRef, Fault], ...]
    strange: tuple[str, ...]


def draw_sample(
    desk: Desk,
    agencies: Sequence[str],
    year: Period,
    size: int,
    into: Path,
    *,
    seed: str = "",
    by: Sequence[str] = STRATA,
    months: int = 0,
    critical: bool = False,
) -> tuple[ReliabilitySample, Path]:
    """Draw a stratified random sample, keep it with its seed, and write its worksheet.

    Args:
        agencies: all where none is named.
        year: the fiscal year whose figures are looked at; what has no figure in it is not drawn from.
        size: how many indicators.
        into: the folder of the worksheet.
        seed: what it is drawn by; a new one where empty.
        by: by what it is stratified, of :data:`STRATA`.
        months: how many months of each indicator, where the record has them.
        critical: only critical indicators.

    Raises:
        Fault: unknown agency or stratum, no figure of that year, the folder cannot be written; the built-in office.
    """
    from pmr_xl.books.writing.writer import write
    from pmr_xl.desk.writing import make_folder
    from pmr_xl.forms.reliability.worksheet import lay

    if unknown := [one for one in by if one not in STRATA]:
        raise Fault(f"“{unknown[0]}” is nothing to stratify by.", f"Name some of {', '.join(STRATA)}.")
    chapters = [desk.library.chapter(code) for code in agencies or desk.library.agencies()]
    past = desk.past(chapters, parts=parts_of(year.year))
    lines = [
        line for one in chapters for line in one.every_line
        if shown_in(past, line, year) and (line.indicator.critical or not critical)
    ]  # fmt: skip
    if not lines:
        raise Fault(f"The record has no figure of {year.label}.", "Name another year, or import its table first.")
    seed, used = seed or str(secrets.randbelow(_SEEDS)), strata_for(lines, size, by)
    drawn, strata = draw(lines, size, seed, used, {line.id: _months(past, line, year) for line in lines}, months)
    of = ", ".join(chapter.agency for chapter in chapters) if agencies else "all agencies"
    which = "critical indicators" if critical else "indicators"
    how = f"stratified by {' and '.join(used)}" if used else "not stratified"
    small = [one for one in by if one not in used]
    less = f" (not by {' and '.join(small)}: that makes more strata than the sample has indicators)" if small else ""
    asked = f"{len(drawn)} of {len(lines)} {which} of {of}, {how}{less}"
    make_folder(into)
    with desk.record.one_change():  # a sample is kept with its worksheet, or not at all
        kept = desk.record.keep_sample(ReliabilitySample("", year.code, seed, asked, drawn, strata))
        path = into / f"PMR_{year.code}_reliability_{kept.code}.xlsx"
        write(lay(kept, list(_figures(desk, chapters, past, kept)), desk.today), path)
    return kept, path


def _months(past: Past, line: Line, year: Period) -> list[str]:
    """The months of a fiscal year that the record has figures of, in order; where it has none, the years to date."""
    known = [one for one in past.actuals.get(line.id, {}) if one.year == year.year and one.span is not Span.YEAR]
    found = [one for one in known if one.span is Span.MONTH] or known
    return [one.code for one in sorted(found, key=lambda one: one.month)]


def _figures(desk: Desk, chapters: Sequence[Chapter], past: Past, sample: ReliabilitySample) -> Iterator[SampledFigure]:
    from pmr_xl.forms.reliability.worksheet import SampledFigure
    from pmr_xl.office.definitions.known import definitions_of

    lines = {line.id: line for chapter in chapters for line in chapter.every_line}
    known = {key: one for chapter in chapters for key, one in definitions_of(desk.library, chapter).items()}
    for one in sample.drawn:
        source = known[one.indicator].source if one.indicator in known else ""
        for code in (sample.year, *one.months):
            period = Period.parse(code)
            yield SampledFigure(lines[one.indicator], period, past.actual(one.indicator, period), source)


def read_sample(desk: Desk, path: Path, who: str = "") -> SampleRead:
    """Take what was found on a worksheet into the record; again, it changes nothing.

    Args:
        who: who looked; else whoever is named on the sheet.

    Raises:
        Fault: the file cannot be read, is no worksheet, nobody is named, or the sample is not known here.
    """
    from pmr_xl.books.reading.reader import read_book
    from pmr_xl.forms.reliability.reader import read

    chapters = {one.agency: one for one in desk.library.chapters()}
    lines = {line.id: line for chapter in chapters.values() for line in chapter.every_line}
    sheet = read(read_book(path), {name: line.indicator.measure for name, line in lines.items()})
    if sheet.sample not in {one.code for one in desk.record.samples()}:
        raise Fault(f"The record knows no sample {sheet.sample}.", "Is it this office's worksheet?")
    if not (by := who or sheet.looked_by):
        raise Fault(f"{path.name} does not say who looked.", "Fill in “Looked at by” on it, or say --by.")
    looks, left, empty = list[Assessment](), list[tuple[CellRef, Fault]](), 0
    with desk.record.one_change():  # every look with what was agreed with it
        for name, rows in _by_indicator(sheet).items():
            whole = next((row for row in rows if row.period == sheet.year), None)
            if not any(row.filled for row in rows):
                empty += 1
            elif whole is None or not whole.verdict:
                named = lines[name].indicator.name
                left.append((rows[0].where, Fault(f"{named} has no class yet.", "Choose one in the year's row.")))
            else:
                try:
                    looks.append(_look(desk, chapters, lines[name], whole, rows, sheet, by))
                except Fault as fault:
                    left.append((whole.where, fault))
        added = desk.record.assess(looks)
    return SampleRead(
        sheet.sample,
        tuple(added),
        len(looks) - len(added),
        empty,
        tuple(sheet.not_understood),
        tuple(left),
        sheet.strange,
    )


def _look(
    desk: Desk,
    chapters: Mapping[str, Chapter],
    line: Line,
    whole: RecomputedFigure,
    rows: Sequence[RecomputedFigure],
    sheet: SampleSheet,
    by: str,
) -> Assessment:
    """One indicator's look. Raises Fault where its class and what was found do not go together."""
    verdict, months = class_named(whole.verdict), [row for row in rows if row is not whole and row.recomputed]
    differing = [row for row in months if row.recomputed != row.reported]
    if verdict.value == "certified" and differing:
        one = differing[0]
        raise Fault(
            f"{line.indicator.name}: {Period.parse(one.period).label} was reported as {one.reported or 'nothing'} "
            f"and is {one.recomputed} from its source; that is not certified.",
            "Choose another class, or correct the one of the two that was mistyped.",
        )
    told = [whole.looked, *(row.looked for row in rows if row is not whole)]
    if months:
        same = len(months) - len(differing)
        told.append(f"{len(months)} months recomputed, {same} the same")
        told += [
            f"{Period.parse(row.period).label} {row.reported or 'nothing'}, from its source {row.recomputed}"
            for row in differing
        ]
    elif whole.recomputed and not any(told):
        told.append("recomputed from its source")
    fields = {
        "looked": "; ".join(dict.fromkeys(filter(None, told))), "reported": whole.reported,
        "recomputed": whole.recomputed, "limits": whole.limits, "compensation": whole.compensation,
        "action": whole.action, "due": whole.due, "sample": sheet.sample, "who": by,
    }  # fmt: skip
    return assessment_of(desk, chapters[line.agency], line, Period.parse(sheet.year), verdict, fields)


def _by_indicator(sheet: SampleSheet) -> dict[str, list[RecomputedFigure]]:
    found: dict[str, list[RecomputedFigure]] = {}
    for row in sheet.rows:
        found.setdefault(row.indicator, []).append(row)
    return found
