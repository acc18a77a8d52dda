"""Guesses of how months become a year and how often a figure comes about: shown to the office, and made so by it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from pmr_xl.desk.desk import Desk
from pmr_xl.imports.drafts.guessing import guess, guess_frequency
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Span
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.frequency import Frequency
from pmr_xl.model.schema.indicator import Aggregation
from pmr_xl.office.confirming import with_confirmed, with_guess
from pmr_xl.office.writing import replace_file


@value_class
class Guess:
    """What one indicator probably is.

    Attributes:
        key: what is guessed of it, ``aggregation`` or ``frequency``.
        value: as the schema would say it.
        written: the schema has the guess.
    """

    agency: str
    id: str
    name: str
    key: str
    value: str
    written: bool


def guesses(desk: Desk, agencies: Sequence[str] = ()) -> list[Guess]:
    """Every guess for these agencies; for all where none is named.

    What the schema has as ``guessed`` or ``guessed_frequency`` comes first; else words and the published years that the
    office knows.
    """
    chapters = [desk.library.chapter(code) for code in agencies or desk.library.agencies()]
    return [one for chapter in chapters for one in _of(desk, chapter)]


def _of(desk: Desk, chapter: Chapter) -> Iterator[Guess]:
    past, often = desk.past([chapter], parts=()), dict[str, Frequency | None]()
    for line in chapter.lines:
        indicator = line.indicator
        known = past.actuals.get(line.id, {})
        years = sorted(period for period in known if period.span is Span.YEAR)
        how = indicator.guessed if indicator.aggregation is Aggregation.UNKNOWN else None
        how = how or guess(indicator, [indicator.measure.show(known[year]) for year in years])
        if how is not None:
            there = indicator.guessed is not None
            yield Guess(chapter.agency, line.id, indicator.name, "aggregation", how.value, there)
        written = indicator.guessed_frequency if indicator.frequency is None else None
        above = None if line.parent is None else often[line.parent.id]
        guessed = written or guess_frequency(indicator, above)
        often[line.id] = indicator.frequency or guessed
        if guessed is not None:
            yield Guess(chapter.agency, line.id, indicator.name, "frequency", guessed.value, written is not None)


def confirm(
    desk: Desk, agencies: Sequence[str], only: Collection[str] = (), but: Collection[str] = ()
) -> dict[str, int]:
    """Write guesses into the schemas as what they guess; gives the number for each file changed.

    Raises:
        Fault: an id of ``only`` or ``but`` has no guess, a file cannot be written, or this is the built-in office.
    """
    desk.office.must_be_own()
    found = guesses(desk, agencies)
    strangers = sorted({*only, *but} - {one.id for one in found})
    if strangers:
        raise Fault(f"There is no guess for “{strangers[0]}”.", "“pmr schema guesses AGENCY” lists them.")
    wanted = [one for one in found if one.id not in but and (not only or one.id in only)]
    return _written(desk, wanted, with_confirmed)


def write(desk: Desk, agencies: Sequence[str] = ()) -> dict[str, int]:
    """Write guesses into the schemas as guesses, as an import does; gives the number for each file changed.

    Raises:
        Fault: a file cannot be written, or this is the built-in office.
    """
    desk.office.must_be_own()
    return _written(desk, [one for one in guesses(desk, agencies) if not one.written], with_guess)


def _written(desk: Desk, wanted: Iterable[Guess], put: Callable[[str, str, str, str, str], str]) -> dict[str, int]:
    """Change the text of each schema guess by guess, then write the files."""
    texts: dict[str, str] = {}
    counts: dict[str, int] = {}
    for one in wanted:
        path = desk.library.schema_path(one.agency)
        if one.agency not in texts:
            texts[one.agency] = path.read_bytes().decode("utf-8-sig")
        shown = desk.office.show_path(path)
        texts[one.agency] = put(texts[one.agency], one.id, one.key, one.value, shown)
        counts[shown] = counts.get(shown, 0) + 1
    for code, text in texts.items():
        replace_file(desk.library.schema_path(code), text)
    return counts
