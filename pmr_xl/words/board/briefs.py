"""Briefs for senior staff: one page an agency, from the board and the exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.board.board import board
from pmr_xl.desk.board.exceptions import exceptions
from pmr_xl.desk.board.latest import candidates
from pmr_xl.desk.board.letters import letter_to
from pmr_xl.desk.commitments.listing import lately_followed
from pmr_xl.desk.distinct_outputs import of_a_part
from pmr_xl.desk.tables.since_release import changes_since_release
from pmr_xl.desk.writing import make_folder, write_text
from pmr_xl.forms.briefs.brief import MOST, Brief, BriefChange, manuscript, page
from pmr_xl.forms.charts.line_chart import ChartPoint
from pmr_xl.forms.commitments.lines import lines_of
from pmr_xl.model.display.plural import plural
from pmr_xl.model.fiscal import Edition

if TYPE_CHECKING:
    from pmr_xl.analysis.comparison import Comparison
    from pmr_xl.desk.board.board import BoardRow
    from pmr_xl.desk.board.exceptions import ExceptionRow
    from pmr_xl.desk.board.latest import Candidate
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms.letters.letter import Letter

_MOST_OPEN = 5  # open questions on a page
_MOST_AGREED = 5  # commitments on a page
_LATELY = 90  # days for which a brief still tells what was done


def briefs(
    desk: Desk, agencies: Iterable[str], edition: Edition, checked: Sequence[Candidate] | None = None
) -> list[Brief]:
    """The briefs of these agencies, from one checking of what is there.

    Args:
        checked: the inbox's files, where they are checked already.

    Raises:
        Fault: an agency is unknown; the built-in office, which has no inbox.
    """
    library = desk.library_of(edition)
    codes = [library.agency(one).code for one in agencies]
    with desk.record.one_state():
        there = candidates(desk) if checked is None else checked
        rows = {row.agency: row for row in board(desk, edition, there=there).rows}
        found = exceptions(desk, edition, there=there, as_released=True)
        letters = {code: letter_to(desk, edition, code, there) for code in codes}
        agreed = {code: _agreed(desk, code) for code in codes}
        since = changes_since_release(desk, edition)
    return [
        _brief(
            *(rows[code], [one for one in found.rows if one.agency == code], letters[code], agreed[code]),
            [one.told for one in since if one.agency == code],
        )
        for code in codes
    ]


def _agreed(desk: Desk, agency: str) -> tuple[str, ...]:
    told = lately_followed(desk, agency, _LATELY)
    return lines_of(told.rows, told.names, desk.today)


def _figures(row: BoardRow, letter: Letter) -> str:
    """Which file its figures are of."""
    one = row.standing
    if one.path is not None:
        return f"Figures: {one.path.name}, version {one.version}."
    return f"{letter.file} is received, and cannot be read." if letter.file else "No form is received."


def _brief(
    row: BoardRow, found: Sequence[ExceptionRow], letter: Letter, agreed: Sequence[str], since: Sequence[str]
) -> Brief:
    one = row.standing
    late = f", {one.days_late} {plural(one.days_late, 'day')} late" if one.days_late else ""
    errors = f"{one.errors} {plural(one.errors, 'error')}"
    queries = f"{one.queries} {plural(one.queries, 'query')} open"
    state = f"{one.state.icon_and_word}{late}; {errors}, {queries}, {one.explained} explained."
    if row.last is not None:
        state += f" {row.last.what} by {row.last.who} on {row.last.at[:10]}."
    if since:
        others = f"; and {len(since) - 1} more" if len(since) > 1 else ""
        state += f" Changed since the release, and in no revision yet: {since[0]}{others}."
    asked = [*letter.errors, *letter.queries]
    more = [f"… and {len(asked) - _MOST_OPEN} more."] if len(asked) > _MOST_OPEN else []
    further = [f"… and {len(agreed) - _MOST_AGREED} more."] if len(agreed) > _MOST_AGREED else []
    return Brief(
        row.agency,
        row.name,
        letter.edition.title,
        state,
        _figures(row, letter),
        tuple(_change(each) for each in found[:MOST]),
        len(found),
        (*(f"{each.message} ({each.rule})" for each in asked[:_MOST_OPEN]), *more),
        (
            *(f"{name}: {said or 'no day is said'}" for name, said in letter.promised),
            *(
                f"{each.indicator}: {each.word} by {each.who}; {each.note or 'no note'}"
                for each in letter.returned
                if not any(each.indicator in line for line in agreed)
            ),
        ),
        (*agreed[:_MOST_AGREED], *further),
    )  # fmt: skip


def _change(found: ExceptionRow) -> BriefChange:
    one = found.row.comparison
    target = one.against
    shown = "" if target is None else one.indicator.target_measure.show(target)
    again = f" ({found.missed} years)" if found.missed > 1 else ""
    why = "; ".join(each.sign_and_words for each in found.concerns) + again
    return BriefChange(
        *(one.line.id, one.indicator.name, one.indicator.critical, why, _points(one)),
        target if isinstance(target, Decimal) else None,
        shown,
        found.row.explanation,
    )


def _points(one: Comparison) -> tuple[ChartPoint, ...]:
    """Its history and the figure submitted, as the report prints them."""
    show = one.indicator.measure.show
    periods = (*zip(one.context.history, one.history, strict=True), (one.context.submitted, one.actual))
    return tuple(
        ChartPoint(
            period.label, figure if isinstance(figure, Decimal) else None, show(figure), period.year == one.since
        )
        for period, figure in periods
    )


def write_briefs(desk: Desk, told: Sequence[Brief], into: Path) -> list[Path]:
    """Write a Word document an agency, and one page with charts for all of them. Raises Fault."""
    from pmr_xl.books.writing.word import write

    make_folder(into)
    written = []
    for one in told:
        written.append(into / f"PMR_{desk.library.slug(one.agency).upper()}_brief.docx")
        write(manuscript(one), written[-1])
    written.append(into / f"PMR_briefs{of_a_part(desk.library, [one.agency for one in told])}.html")
    write_text(written[-1], page(told))
    return written
