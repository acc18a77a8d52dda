"""Figures by place or group, as they are looked at: of a submission, or as the record has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pmr_xl.desk.breakdowns.knowing import members_known
from pmr_xl.desk.desk import Desk
from pmr_xl.forms.variance_sheet.by_place.page import ReviewedBreakdown
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.submission import Submission


def of_submission(desk: Desk, submission: Submission) -> list[ReviewedBreakdown]:
    """What a submission says of places and groups, beside what is known, with its explanations."""
    said, known = submission.by_member, members_known(desk, submission.chapter, submission.edition)
    if said is None or known is None:
        return []
    told, period = list[ReviewedBreakdown](), submission.edition.submitted_period
    for key in dict.fromkeys((one.line.id, one.breakdown) for one in said.entries if one.line is not None):
        rows = [one for one in said.entries if one.line is not None and (one.line.id, one.breakdown) == key]
        line, members = rows[0].line, {code: dict(series) for code, series in known.past.of(*key).items()}
        if line is None or key[1] not in known.lists:
            continue
        for one in rows:
            own = members.setdefault(one.member, {})
            own.pop(period, None)
            if one.figure.figure is not None:
                own[period] = one.figure.figure
        words = {one.member: one.explanation for one in rows if one.explanation}
        told.append(ReviewedBreakdown(line.indicator, known.lists[key[1]], members, period, words))
    return told


def of_record(desk: Desk, chapter: Chapter, edition: Edition) -> Iterator[ReviewedBreakdown]:
    """What the record has of an agency by place and group, retired indicators too, as of an edition."""
    library = desk.library_of(edition)
    lines = [line for line in (*chapter.every_line, *chapter.retired_lines) if line.indicator.breakdowns]
    known = desk.record.past_by_member([line.id for line in lines], edition)
    for line in lines:
        for name in line.indicator.breakdowns:
            members = known.of(line.id, name)
            if any(edition.submitted_period in series for series in members.values()):
                yield ReviewedBreakdown(
                    line.indicator, library.breakdowns.get(name), members, edition.submitted_period, {}
                )


def review_places(desk: Desk, agencies: Sequence[str], edition: Edition, into: Path) -> list[Path]:
    """Write a sheet an agency: worst ten, biggest movers, of all that the record has by place.

    Raises:
        Fault: nothing is known by place for that edition.
    """
    from pmr_xl.books.writing.writer import write
    from pmr_xl.desk.writing import make_folder
    from pmr_xl.forms.paper.pages import Paper
    from pmr_xl.forms.variance_sheet.by_place import page

    library, written = desk.library_of(edition), list[Path]()
    for chapter in [library.chapter(one) for one in agencies] if agencies else list(library.chapters()):
        told = list(of_record(desk, chapter, edition))
        if told:
            title = f"{chapter.name} · {edition.title}"
            written.append(make_folder(into) / f"{library.slug(chapter.agency)}_places_reviewed_{edition.code}.xlsx")
            write(Paper([page.lay(title, told, "As the record has it.")], title=title), written[-1])
    if not written:
        raise Fault(f"Nothing is known by place or group for {edition.title}.", "Name another year, or import figures.")
    return written
