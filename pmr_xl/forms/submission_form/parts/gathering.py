"""Parts of a form put together again: what each of them says, where they differ, and what is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmr_xl.analysis.changes import same
from pmr_xl.forms.submission_form.parts.further import gathered_further
from pmr_xl.forms.submission_form.parts.restating import gathered_rows
from pmr_xl.forms.submission_form.parts.said import FORM, GatheredCell, Saying, chosen_of
from pmr_xl.forms.submission_form.parts.splitting import content_of
from pmr_xl.forms.submission_form.parts.stamped import PartStamp
from pmr_xl.model.book.typed import NewCell
from pmr_xl.model.entry import Ask, Entered
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.submission import Submission

_LIVE = (Ask.STATUS, Ask.HINT)


class PartFile(NamedTuple):
    """One part that came back: the name of its file, which part it is, and what stands in it."""

    name: str
    stamp: PartStamp
    submission: Submission


@value_class
class Gathered:
    """What the parts make of the form.

    Attributes:
        cells: those that any part changed; ``new``: what is to be typed, restatements too.
        strange: what was found in parts that is not their own, or could not be taken, a sentence each.
        missing: titles of the parts that are not there; ``back``: how many of ``total`` are.
    """

    cells: tuple[GatheredCell, ...]
    new: tuple[NewCell, ...]
    strange: tuple[str, ...]
    missing: tuple[str, ...]
    back: int
    total: int

    @property
    def open(self) -> tuple[GatheredCell, ...]:
        """The cells in which they differ and nobody has chosen."""
        return tuple(one for one in self.cells if one.chosen is None)


def gather(whole: Submission, parts: Sequence[PartFile], choices: Mapping[tuple[str, str], str]) -> Gathered:
    """Put parts together.

    A part that says what the form says has changed nothing. One part's word is taken where the form was empty, or is
    the very file that was split; else, and where parts say different things, somebody must choose.

    Args:
        choices: (indicator id, heading of the column) → whose word is taken: a part's file name, or :data:`FORM`.
    """
    cells, strange = list(_cells(whole, parts, choices)), list[str]()
    for part in parts:
        strange += _not_its_own(whole, part)
    restated = gathered_rows(whole, [(part.name, part.submission) for part in parts], choices)
    cells += gathered_further(whole, [(part.name, part.submission) for part in parts], choices)
    new = [cell for one in cells if (cell := one.new) is not None]
    titles, there = parts[0].stamp.titles, {part.stamp.number for part in parts}
    missing = tuple(title for number, title in enumerate(titles, start=1) if number not in there)
    return Gathered((*cells, *restated.cells), (*new, *restated.new), tuple(strange), missing, len(there), len(titles))


def _cells(
    whole: Submission, parts: Sequence[PartFile], choices: Mapping[tuple[str, str], str]
) -> Iterator[GatheredCell]:
    for entry in whole.entries:
        holders = [(part, row) for part in parts if (row := part.submission.by_id.get(entry.line.id)) is not None]
        for key, there in entry.entered.items():
            if not entry.entered.columns[key].open or _is_formula(there):
                continue
            claims = [
                _saying(part.name, said)
                for part, row in holders
                if (said := row.get(key)) is not None and not same(there, said) and _can_be_said(said)
            ]
            if not claims:
                continue
            split = all(part.stamp.sha256 == whole.book.sha256 for part, _ in holders)
            distinct = {one.shown for one in claims}
            differs = len(distinct) > 1 or not (split or there.empty)
            told, heading = (_saying(FORM, there), *claims), there.heading
            chosen = claims[0] if not differs else chosen_of(told, choices.get((entry.line.id, heading), ""))
            yield GatheredCell(there.where, entry.line.id, entry.indicator.name, heading, told, chosen, differs)


def _is_formula(entered: Entered) -> bool:
    return entered.cell is not None and entered.cell.formula is not None


def _saying(whose: str, entered: Entered) -> Saying:
    return Saying(whose, entered.as_printed, *content_of(entered.cell))


def _can_be_said(said: Entered) -> bool:
    """Not a formula whose result nobody saved: it says nothing."""
    return said.cell is None or not said.cell.without_result


def _not_its_own(whole: Submission, part: PartFile) -> Iterator[str]:
    """What was changed in a part that is not its own to change, and what cannot be taken, a sentence each."""
    for entry in part.submission.entries:
        row = whole.by_id.get(entry.line.id)
        if row is None:
            yield f"{part.name}: {entry.line.id} is no row of the form any more; it is not taken."
            continue
        for key, said in entry.entered.items():
            there = row.get(key)
            if there is not None and _is_formula(there) and entry.entered.columns[key].open and not same(there, said):
                yield f"{part.name}, {said.where}: the form has a formula at {there.where}, which is not written over."
            elif not _can_be_said(said) and entry.entered.columns[key].open:
                yield f"{part.name}, {said.where}: a formula without a saved result is not taken; save it in Excel."
            elif key not in _LIVE and not entry.entered.columns[key].open and there and not same(there, said):
                yield (
                    f"{part.name}, {said.where} ({entry.indicator.name}, {said.heading}): "
                    f"{there.as_printed or 'empty'} was changed to {said.as_printed or 'empty'}; "
                    "this cell is not the part's own, and it is not taken."
                )
    for found in part.submission.rows:
        if found.id and found.line is None:
            other = whole.by_id.get(found.id)
            whose = "a row of another part" if other is not None else "no row of the form"
            yield f"{part.name}, row {found.row}: {found.id} is {whose}; it is not taken."
    signed = [one.text for one in part.submission.certification.values() if one.text]
    if signed:
        yield f"{part.name} is signed ({', '.join(signed)}); the form is signed as a whole, so that is not taken."
