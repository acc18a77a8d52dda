"""From spots to findings: the rule's words filled in with the place, the value and what was expected."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from zlib import crc32

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Entered, Entry
from pmr_xl.model.finding import Finding, Said, Severity, visible_text
from pmr_xl.model.measure import Measure, Unit
from pmr_xl.model.numbers.written_out import by_size
from pmr_xl.rules.engine.calls import Hit
from pmr_xl.rules.engine.declaration import Spot

LONGEST_NAME = 60
_DIGITS = 2  # before the point: so many seconds print as a time, if only as minutes
_LEFT_HANGING = " -–—,;:(["
_LONGEST_VALUE = 120  # letters of a text by which an answer is known again; its end is told by a sum
_SEVERAL = {
    "is": "are", "has": "have", "holds": "hold", "says": "say", "shows": "show", "points": "point", "counts": "count",
    "calls": "call",
}  # fmt: skip


class _Words(dict[str, object]):
    """The words for a message's blanks; what a message does not use is not worked out."""

    spot: Spot

    def __missing__(self, blank: str) -> object:
        entered = self.spot.entered
        measure = None if entered is None else entered.measure
        match blank:
            case "expected":
                return self.spot.expected
            case "repaired":
                return "" if self.spot.repair is None else _repaired(self.spot)
            case "column":
                return "" if entered is None else entered.heading
            case "unit":
                return "" if measure is None else measure.unit.words
            case "a_figure":
                return a_figure(entered)
            case "example":
                return "" if entered is None else typed_example(entered)
        raise KeyError(blank)


def spread(
    hit: Hit,
    severity: Severity,
    *,
    to: CellRef | None = None,
    cells: int = 1,
    said: tuple[Said, ...] = (),
    stops: bool = False,
) -> Finding:
    """One finding for a cell, or for ``cells`` neighbouring cells down to ``to``."""
    rule, spot, entry = hit
    entered = spot.entered
    found = spot.found if spot.found is not None else cell_in_words(entered)
    words = _Words(spot.words, where=place(spot.where, entry, to, cells), found=found)
    words.spot = spot
    return Finding(
        rule=rule.code,
        severity=severity,
        where=spot.where,
        message=(_of_several(rule.message) if cells > 1 else rule.message).format_map(words),
        remedy=spot.remedy or rule.fix.format_map(words),
        indicator_id="" if entry is None else entry.line.id,
        indicator="" if entry is None else entry.indicator.name,
        column="" if entered is None else entered.heading,
        found=found,
        expected=spot.expected,
        repair=spot.repair,
        to=to,
        stops=stops,
        beta=rule.beta,
        said=said,
        value=_stored(spot),
        for_office=rule.for_office or spot.for_office,
    )


def _stored(spot: Spot) -> str:
    """What stands in the cell, the same however it is drawn: the figure, else the words, else what was found."""
    entered = spot.entered
    if entered is None:
        text = spot.found or ""
    elif isinstance(entered.figure, Decimal):
        text = format(entered.figure.normalize(), "f")
        if len(text) <= _LONGEST_VALUE:
            return text
    else:
        text = entered.text
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…{crc32(text.encode()):08x}"


def _of_several(message: str) -> str:
    """The message with the first verb as it is said of several cells: ``J7:J9 (3 cells) are NA``."""
    begin, where, rest = message.partition("{where} ")
    verb, blank, more = rest.partition(" ")
    return f"{begin}{where}{_SEVERAL.get(verb, verb)}{blank}{more}" if not begin else message


def cell_in_words(entered: Entered | None) -> str:
    """What stands in a cell, in its author's own words: text in quotes with its invisible characters drawn."""
    if entered is None:
        return ""
    if entered.raw and not entered.empty:
        return f"“{visible_text(entered.raw)}”"
    figure, measure = entered.figure, entered.measure
    if (
        isinstance(figure, Decimal)
        and figure.adjusted() < _DIGITS  # a larger one prints as something, whatever its unit
        and figure
        and measure is not None
        and not measure.round(figure)
    ):
        return f"{with_all_decimals(measure, figure)} (printed as {entered.as_printed})"
    return entered.as_printed or "nothing"


def place(where: CellRef, entry: Entry | None, to: CellRef | None, cells: int) -> str:
    """``Lots cleaned citywide (Submission!J7)``, ``Submission!J7:J9 (3 cells)``, or the sheet's name."""
    if where.row == 0:
        return where.sheet
    if to is not None:
        return f"{where}:{to.address} ({cells} cells)"
    return f"{short(entry.indicator.name)} ({where})" if entry is not None else str(where)


def short(name: str) -> str:
    """A name cut between two words where it is very long; no dash, comma or opening bracket is left at its end."""
    if len(name) <= LONGEST_NAME:
        return name
    begun = name[: LONGEST_NAME - 1].rpartition(" ")[0].rstrip(_LEFT_HANGING)
    if len(begun) < LONGEST_NAME // 2:  # one very long word
        return f"{name[: LONGEST_NAME - 1]}…"
    return f"{begun} …"


def a_figure(entered: Entered | None) -> str:
    """What belongs into the cell: ``a number``, ``a figure in days``."""
    if entered is None or entered.measure is None or entered.measure.unit is Unit.NUMBER:
        return "a number"
    return f"a figure in {entered.measure.unit.words}"


def typed_example(entered: Entered) -> str:
    """A figure of this unit as one types it into Excel."""
    if entered.measure is None:
        return ""
    if entered.measure.unit is Unit.MINUTES_SECONDS:
        return "0:09:13"
    return entered.measure.example


def _repaired(spot: Spot) -> str:
    new = spot.repair.new if spot.repair is not None else ""
    if isinstance(new, str):
        return new
    measure = None if spot.entered is None else spot.entered.measure
    if measure is None:
        return f"{new:,.15g}"
    return as_typed(measure, measure.from_cell(new, measure.number_format))


def as_typed(measure: Measure, figure: Decimal) -> str:
    """A figure as one types it into Excel, which takes 10:55 for hours and 25:1 for a time; never rounded."""
    if measure.unit is Unit.MINUTES_SECONDS:
        minutes, seconds = divmod(int(measure.round(figure)), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    shown = measure.show(figure) if measure.unit.is_duration else with_all_decimals(measure, figure)
    return shown.removesuffix(":1" if measure.unit is Unit.RATIO else "")


_FEWEST = -15  # power of ten of the last decimal that is written out


def with_all_decimals(measure: Measure, figure: Decimal) -> str:
    """A figure with all its decimals, or by its size where they are more than one reads: ``-0.4``, ``0.025%``.

    Durations are whole seconds or minutes: what is less is told in seconds.
    """
    figure = figure.normalize()
    exponent = int(figure.as_tuple().exponent)
    if measure.unit.is_duration:
        return measure.show(figure) if measure.round(figure) == figure else f"{figure:,f} seconds"
    if exponent < _FEWEST:
        size = replace(measure, decimals=0).show(Decimal(0)).replace("0", by_size(abs(figure)))
        return f"-{size}" if figure < 0 else size
    return replace(measure, decimals=max(-exponent, measure.decimals)).show(figure)
