"""Cells of the sheets Rates and Definitions on their way from one form into another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmr_xl.analysis.changes import same
from pmr_xl.forms.submission_form.parts.said import FORM, GatheredCell, Saying, chosen_of
from pmr_xl.forms.submission_form.parts.splitting import content_of
from pmr_xl.model.book.typed import NewCell
from pmr_xl.model.entry import Entered
from pmr_xl.model.submission import FurtherCell, Submission


def carried_further(old: Submission, laid: Submission) -> list[NewCell]:
    """The cells that make a freshly laid form say what another says on these sheets, as far as it was typed there."""
    there = _by_name(laid)
    return [
        NewCell(there[name].entered.where, *content_of(one.entered.cell))
        for name, one in _by_name(old).items()
        if name in there and was_typed(one) and not same(there[name].entered, one.entered)
    ]


def left_behind(old: Submission, laid: Submission) -> Iterator[FurtherCell]:
    """What was typed on these sheets and has no place in the new form."""
    there = _by_name(laid)
    return (one for name, one in _by_name(old).items() if name not in there and was_typed(one))


def was_typed(cell: FurtherCell) -> bool:
    """Whether somebody typed there: it says something else than it was made with."""
    return cell.entered.text != cell.sent.strip()


def gathered_further(
    whole: Submission, parts: Sequence[tuple[str, Submission]], choices: Mapping[tuple[str, str], str]
) -> Iterator[GatheredCell]:
    """What parts typed on these sheets. Where the form or another part says something else, somebody must choose."""
    names = {line.id: line.indicator.name for line in whole.chapter.every_line}
    theirs = [(name, _by_name(part)) for name, part in parts]
    for name, there in _by_name(whole).items():
        claims = [
            Saying(whose, cells[name].entered.as_printed, *content_of(cells[name].entered.cell))
            for whose, cells in theirs
            if name in cells and was_typed(cells[name]) and not same(there.entered, cells[name].entered)
        ]
        if claims:
            differs = len({one.shown for one in claims}) > 1 or was_typed(there)
            told = (_saying(there.entered), *claims)
            heading = there.entered.heading
            chosen = claims[0] if not differs else chosen_of(told, choices.get((there.indicator, heading), ""))
            known_as = names.get(there.indicator, there.indicator)
            yield GatheredCell(there.entered.where, there.indicator, known_as, heading, told, chosen, differs)


def _saying(entered: Entered) -> Saying:
    return Saying(FORM, entered.as_printed, *content_of(entered.cell))


def _by_name(submission: Submission) -> dict[tuple[str, str, str], FurtherCell]:
    """By sheet, indicator and key: a numerator is a figure on the one sheet, and a text on the other."""
    return {(one.sheet, one.indicator, one.key): one for one in submission.further}
