"""Figures by place or group, published: pages, a workbook, rows of open data; small counts cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pmr_xl.analysis.places.cutting import Members, PublishedBreakdown, cut_for_publication
from pmr_xl.analysis.places.gap import gap_trend
from pmr_xl.desk.breakdowns.permitted import places_published_from
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.distinct_outputs import of_a_part, of_some
from pmr_xl.forms.by_place.told import ByPlace
from pmr_xl.model.breakdowns.breakdown import Breakdown
from pmr_xl.model.breakdowns.figures import PastByMember
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import DECEMBER, Edition, Period, Span
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.indicator import Indicator

MOST_YEARS, BOROUGH = 8, "borough"


class PlacesPublished(NamedTuple):
    """What was written, how many figures were hidden in it, and in a sentence what figures they are."""

    files: tuple[Path, ...]
    told: tuple[ByPlace, ...]
    state: str

    @property
    def hidden_count(self) -> int:
        """How many figures are hidden."""
        return sum(len(one.out.hidden) for one in self.told)


def by_place(
    desk: Desk, agencies: Sequence[str], edition: Edition, *, only: Sequence[str] = (), state: str = "", small: int = 0
) -> Iterator[ByPlace]:
    """What may be published by place or group, as of an edition, of every indicator that is broken down.

    Args:
        agencies: codes; all where none is named.
        only: ids of indicators; all where none is named.
        state: in a sentence, what figures these are.
        small: counts from 1 to below it are hidden, where that hides more than the desk's own setting.
    """
    library, record = desk.library_of(edition), desk.record
    threshold = max(desk.settings.small_count, small)
    chapters = [library.chapter(one) for one in agencies] if agencies else list(library.chapters())
    for chapter in chapters:
        lines = [line for line in (*chapter.every_line, *chapter.retired_lines) if line.indicator.breakdowns]
        ids = [line.id for line in lines]
        by_id = {line.id: line.indicator for line in lines}
        if not ids:
            continue
        known, citywide = record.past_by_member(ids, edition), record.past(ids, edition, beyond=True)
        for line in lines:
            if only and line.id not in only:
                continue
            lists = {name: library.breakdowns.get(name) for name in line.indicator.breakdowns}
            for name, (out, periods, weights) in _cut(
                *(line.indicator, lists, known, edition, threshold), by_id.get(line.indicator.weighted_by or "")
            ).items():
                whole = {one: figure for one, figure in citywide.actuals.get(line.id, {}).items() if one in periods}
                yield ByPlace(
                    *(chapter.agency, chapter.name, line.indicator, name, lists[name], periods, out),
                    whole,
                    gap_trend(line.indicator, out, periods, weights),
                    threshold,
                    state,
                )


def _cut(
    indicator: Indicator,
    lists: Mapping[str, Breakdown],
    known: PastByMember,
    edition: Edition,
    threshold: int,
    counted: Indicator | None = None,
) -> dict[str, tuple[PublishedBreakdown, tuple[Period, ...], Members]]:
    """Each list cut; of boroughs those too whose sum would give a district away, which they are the blocks of."""
    told: dict[str, tuple[PublishedBreakdown, tuple[Period, ...], Members]] = {}
    boroughs = {one.name: one.code for one in lists[BOROUGH].members} if BOROUGH in lists else {}
    withheld = set[tuple[str, Period]]()
    for name in sorted(lists, key=BOROUGH.__eq__):  # boroughs last: the others say which of them are withheld
        members = known.of(indicator.id, name)
        periods = _periods({period for series in members.values() for period in series}, edition)
        if not periods:
            continue
        weights = known.of(indicator.weighted_by or "", name)
        blocks = {one.code: one.within for one in lists[name].members if one.within in boroughs and name != BOROUGH}
        out = cut_for_publication(
            *(indicator, members, periods),
            weights=weights,
            threshold=threshold,
            blocks=blocks,
            also=withheld if name == BOROUGH else (),
            counted=counted if not indicator.counts_whole_things else None,
        )
        withheld |= {(boroughs[block], period) for block, period in out.blocks_hidden if block in boroughs}
        told[name] = out, periods, weights
    return told


def _periods(there: set[Period], edition: Edition) -> tuple[Period, ...]:
    """The full years there are, the last eight; of a monthly edition this fiscal year's months."""
    if edition.monthly:
        known = sorted(one for one in there if one.span is Span.MONTH and one.year == edition.year)
    else:
        known = sorted(one for one in there if one.span is Span.YEAR and one.year <= edition.year)
    if not known:
        return ()
    every, first = [known[-1]], known[0]
    while every[-1] != first:  # a year without figures stands there empty
        every.append(every[-1].months_back() if edition.monthly else every[-1].back())
    return tuple(every[::-1][-(DECEMBER if edition.monthly else MOST_YEARS) :])


def publish_places(
    desk: Desk, agencies: Sequence[str], edition: Edition, into: Path, *, only: Sequence[str] = ()
) -> PlacesPublished:
    """Write what may be published: a page an indicator and list, a workbook an agency, one file of rows.

    Raises:
        Fault: no schema has an indicator that is named; nothing is broken down, or has a figure; it may not go out yet;
            the folder cannot be written.
    """
    from pmr_xl.books.writing.writer import write
    from pmr_xl.desk.released.ids_of_today import ids_of
    from pmr_xl.desk.writing import csv_text, make_folder, write_text
    from pmr_xl.forms.by_place import page, sheet
    from pmr_xl.forms.by_place.rows import FIELDS, open_data_rows

    _refuse_unknown(desk, only)
    small = desk.settings.small_count  # of today: nothing that is hidden now goes out because it once was not
    today, (desk, state) = desk, places_published_from(desk, edition, agencies)
    told = list(by_place(desk, agencies, edition, only=only, state=state, small=small))
    if not told:
        raise Fault(
            f"Nothing is known by place or group for {edition.title}.",
            "Say “breakdowns:” in an indicator's schema; pmr record import-places brings figures that are published.",
        )
    files, folder, chosen = list[Path](), make_folder(into), of_some(only, "indicators")
    for one in told:
        files.append(folder / f"{one.indicator.id}_{one.name}_{edition.code}.html")
        write_text(files[-1], page.lay(one))
    for agency in dict.fromkeys(one.agency for one in told):
        files.append(folder / f"{desk.library_of(edition).slug(agency)}_places{chosen}_{edition.code}.xlsx")
        write(sheet.lay([one for one in told if one.agency == agency]), files[-1])
    library = desk.library_of(edition)
    numbers = ids_of(today, [library.chapter(code) for code in dict.fromkeys(one.agency for one in told)])
    rows = [
        [row[field] for field in FIELDS] for one in told for row in open_data_rows(one, numbers.get(one.indicator.id))
    ]
    part = f"{of_a_part(desk.library_of(edition), agencies)}{chosen}"
    files.append(folder / f"places{part}_{edition.code}.csv")
    write_text(files[-1], csv_text([FIELDS, *rows], mark=False))
    return PlacesPublished(tuple(files), tuple(told), state)


def _refuse_unknown(desk: Desk, ids: Sequence[str]) -> None:
    for name in ids:
        owner = desk.library.owner(name)
        chapter = None if owner is None else desk.library.chapter(owner.code)
        if chapter is None or all(one.id != name for one in (*chapter.every_line, *chapter.retired_lines)):
            from pmr_xl.desk.records import no_such_indicator

            raise no_such_indicator(desk, name)
