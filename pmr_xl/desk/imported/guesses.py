"""Guesses of how months become a year: shown to the office, and made the aggregation when it says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pmr_xl.desk.desk import Desk
from pmr_xl.imports.guessing import guess
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Span
from pmr_xl.model.frozen import frozen
from pmr_xl.model.indicator import Aggregation, Chapter
from pmr_xl.office.confirming import confirmed
from pmr_xl.office.writing import replace_file


@frozen
class Guess:
    """How one indicator's months probably become its year."""

    agency: str
    id: str
    name: str
    how: Aggregation


def guesses(desk: Desk, agencies: Sequence[str] = ()) -> list[Guess]:
    """Every guess for these agencies; for all where none is named.

    What the schema has as ``guessed`` comes first; else words and the published years that the office knows.
    """
    chapters = [desk.library.chapter(code) for code in agencies or desk.library.agencies()]
    return [one for chapter in chapters for one in _of(desk, chapter)]


def _of(desk: Desk, chapter: Chapter) -> Iterator[Guess]:
    past = desk.past([chapter])
    for line in chapter.lines:
        indicator = line.indicator
        if indicator.aggregation is not Aggregation.UNKNOWN:
            continue
        known = past.actuals.get(line.id, {})
        years = sorted(period for period in known if period.span is Span.YEAR)
        how = indicator.guessed or guess(indicator, [indicator.measure.show(known[year]) for year in years])
        if how is not None:
            yield Guess(chapter.agency, line.id, indicator.name, how)


def confirm(
    desk: Desk, agencies: Sequence[str], only: Collection[str] = (), but: Collection[str] = ()
) -> dict[str, int]:
    """Write guesses into the schemas as aggregation; gives the number for each file changed.

    Raises:
        Fault: an id of ``only`` or ``but`` has no guess, a file cannot be written, or this is the built-in office.
    """
    desk.office.must_be_own()
    found = guesses(desk, agencies)
    strangers = sorted({*only, *but} - {one.id for one in found})
    if strangers:
        raise Fault(f"There is no guess for “{strangers[0]}”.", "“pmr schema guesses AGENCY” lists them.")
    wanted = [one for one in found if one.id not in but and (not only or one.id in only)]
    texts: dict[str, str] = {}
    counts: dict[str, int] = {}
    for one in wanted:
        path = desk.library.schema_path(one.agency)
        if one.agency not in texts:
            texts[one.agency] = path.read_bytes().decode("utf-8-sig")
        texts[one.agency] = confirmed(texts[one.agency], one.id, one.how, desk.office.shown(path))
        shown = desk.office.shown(path)
        counts[shown] = counts.get(shown, 0) + 1
    for code, text in texts.items():
        replace_file(desk.library.schema_path(code), text)
    return counts
