"""What a filled form says, on its way into a form of another schema: what arrives, what is new, what falls away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmr_xl.forms.submission_form.parts.further import carried_further, left_behind
from pmr_xl.forms.submission_form.parts.restating import appended_restatements, typed_in
from pmr_xl.forms.submission_form.parts.splitting import content_of
from pmr_xl.forms.submission_form.plan import CERTIFICATION_LABELS, columns
from pmr_xl.forms.submission_form.search import text_in
from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.typed import NewCell
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.submission import FurtherCell, Submission

FIGURES = (Ask.ACTUAL, Ask.TO_DATE, Ask.NEXT_TARGET)
WORDS = (Ask.REASON, Ask.EXPLANATION)
KEYS = (*FIGURES, *WORDS)
_NOT_ASKED = "is not asked for any more"


class Fallen(NamedTuple):
    """Something that was filled in and has no place in the new form: its text, and why."""

    indicator: str
    name: str
    column: str
    text: str
    why: str


class MovedOver(NamedTuple):
    """What goes from one form into another.

    Attributes:
        cells: to be typed into the new form.
        figures, words, restated, certified: how many of each arrive; what stands on Rates and Definitions are words.
        new: id and name of what the old form did not ask for; it is To do.
        fallen: what was filled in and falls away.
    """

    cells: tuple[NewCell, ...]
    figures: int
    words: int
    restated: int
    certified: int
    new: tuple[tuple[str, str], ...]
    fallen: tuple[Fallen, ...]


def moved_over(old: Submission, laid: Submission) -> MovedOver:
    """What a filled form says, for a freshly laid form of its agency and edition.

    Figures go where the unit is the same; a formula's result goes, not the formula: what it looks at is not there.
    Raises Fault where the restatements do not fit on their sheet.
    """
    cells, fallen, count = list[NewCell](), list[Fallen](), dict.fromkeys((*FIGURES, *WORDS), 0)
    for entry in laid.entries:
        row = old.by_id.get(entry.line.id)
        for key in count if row is not None else ():
            there, said = entry.get(key), row.get(key) if row is not None else None
            if row is None or there is None or said is None or said.empty:
                continue
            if why := _unfit(row, entry, key, said.cell):
                fallen.append(Fallen(entry.line.id, entry.indicator.name, said.heading, said.as_printed, why))
                continue
            count[key] += 1
            value, number_format = content_of(said.cell)
            if there.cell is None or there.cell.value != value:
                cells.append(NewCell(there.where, value, number_format))
    fallen += _rows_gone(old, laid)
    rows = [row for row in old.restatements if row.line is not None and row.line.id in laid.by_id]
    fallen += [_row_gone(row.entered) for row in old.restatements if row not in rows]
    cells += appended_restatements(laid, [typed_in(row) for row in rows])
    fallen += [_text_gone(one, old) for one in left_behind(old, laid)]
    cells += (further := carried_further(old, laid))
    signed = list(_certification(old, laid))
    known = {row.id for row in old.rows}
    return MovedOver(
        (*cells, *signed),
        sum(count[key] for key in FIGURES),
        sum(count[key] for key in WORDS) + len(further),
        len(rows),
        len(signed),
        tuple((one.line.id, one.indicator.name) for one in laid.entries if one.line.id not in known),
        tuple(fallen),
    )


def _unfit(row: Entry, entry: Entry, key: str, cell: Cell | None) -> str:
    """Why what stands in a cell cannot go over; empty where it can."""
    if cell is not None and cell.formula is not None and cell.value is None:
        return "is a formula without a result"
    units = row.indicator.unit, entry.indicator.unit
    return (
        f"is in {units[0].words}, and {units[1].words} is asked for now" if key in FIGURES and len({*units}) > 1 else ""
    )


def _rows_gone(old: Submission, laid: Submission) -> Iterator[Fallen]:
    """What was filled in for indicators that the new form does not have."""
    sheet = old.book.sheet(old.sheet)
    headings = {column.key: column.heading for column in columns(old.edition)}
    for row in old.rows:
        if row.id and row.id not in laid.by_id and sheet is not None:
            line = row.line
            for key in (*FIGURES, *WORDS):
                text = text_in(sheet.at(row.row, old.columns[key])) if key in old.columns else ""
                if text:
                    yield Fallen(row.id, line.indicator.name if line else row.id, headings[key], text, _NOT_ASKED)


def _row_gone(entered: Mapping[str, object]) -> Fallen:
    texts = {key: getattr(one, "text", "") for key, one in entered.items()}
    told = " · ".join(text for key, text in texts.items() if key not in ("id", "indicator", "status") and text)
    return Fallen(texts.get("id", ""), texts.get("indicator", ""), "Restatements", told, _NOT_ASKED)


def _text_gone(one: FurtherCell, old: Submission) -> Fallen:
    line = old.chapter.by_id.get(one.indicator)
    named = line.indicator.name if line is not None else one.indicator
    return Fallen(one.indicator, named, one.entered.heading, one.entered.as_printed, _NOT_ASKED)


def _certification(old: Submission, laid: Submission) -> Iterator[NewCell]:
    for key in CERTIFICATION_LABELS:
        said, there = old.certification.get(key), laid.certification.get(key)
        if said is not None and there is not None and not said.empty and said.cell is not None:
            yield NewCell(there.where, *content_of(said.cell))
