"""Published figures on their way into the record: rows of published tables as facts about the schema's ids."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pmr_xl.imports.columns import TableColumn
from pmr_xl.imports.drafts.drafting import blocks, name_rows
from pmr_xl.imports.matching import Elsewhere, match
from pmr_xl.imports.merged import merged_into, money_left_out, money_of, part_of
from pmr_xl.imports.published import PublishedTable, TableLayout, TableRow
from pmr_xl.imports.repeats import refuse_repeated
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.measure import Measure, MeasureError
from pmr_xl.model.schema.chapter import MILLIONS, Chapter
from pmr_xl.office.library import Library
from pmr_xl.office.naming import same

_SHOWN_LOST = 5


def published_facts(
    library: Library,
    table: PublishedTable,
    year: int,
    unread: list[Fault] | None = None,
    gone: Collection[str] = (),
) -> dict[Edition, tuple[Fact, ...]]:
    """What a published table states, by the edition it was printed in; its own year comes from submissions.

    Indicators: actuals of the years before ``year`` (in the PMMR also last year's first four months), targets of
    ``year`` and the next. Resources and units of appropriation come from the budget office, so all their periods are
    taken; plans and budgets count as targets, and the plan that the PMMR repeats from the last MMR stays that MMR's.

    Args:
        unread: takes the figures that are not of their indicator's unit (reports have printed 90:60); without it the
            first of them is raised.
        gone: ids that had figures once: a row of one that no schema has is left out, and goes into ``unread`` too.

    Raises:
        Fault: the table is of another year, a row stands twice or is not in the schemas, or a figure is not of its
            indicator's unit.
    """
    sorted_out: dict[Edition, list[Fact]] = {}
    for edition, fact in _facts(library, table, year, unread, gone, submitted=False):
        sorted_out.setdefault(edition, []).append(fact)
    return {edition: tuple(facts) for edition, facts in sorted_out.items()}


def reported_facts(
    library: Library, table: PublishedTable, year: int, unread: list[Fault] | None = None
) -> tuple[Fact, ...]:
    """The actuals that agencies reported for ``year`` itself, as later printed: what a filled form would hold.

    ``unread`` and what is raised: as :func:`published_facts`.
    """
    return tuple(fact for _, fact in _facts(library, table, year, unread, (), submitted=True))


def with_reported(
    library: Library, table: PublishedTable, stated: Mapping[Edition, tuple[Fact, ...]], year: int
) -> dict[Edition, tuple[Fact, ...]]:
    """What a table states, and the actuals of its own year with it, under the edition that printed them."""
    found: dict[Edition, list[Fact]] = {edition: list(facts) for edition, facts in stated.items()}
    for edition, fact in _facts(library, table, year, [], (), submitted=True):
        found.setdefault(edition, []).append(fact)
    return {edition: tuple(facts) for edition, facts in found.items()}


def printed_names(library: Library, table: PublishedTable) -> dict[str, str]:
    """What a table of indicators calls them, by id; in the schema's spelling where only that differs."""
    names: dict[str, str] = {}
    if table.layout is TableLayout.INDICATORS:
        for code, rows in table.agencies().items():
            chapter = library.chapter(code)
            found = match(table, rows, chapter, facts_elsewhere(library, code)).lines
            for row in rows:
                if row.number in found:
                    name, printed = found[row.number].indicator.name, row["indicator"]
                    names[found[row.number].id] = name if same(name) == same(printed) else printed
    return names


def edition_of(row: TableRow, table: PublishedTable) -> Edition:
    """The edition a row was printed in: its ``report`` column says it, and where there is none it is the MMR."""
    report = Report.PMMR if row.words.get("report", "").startswith("PMMR") else Report.MMR
    return Edition(report, table.year)


def facts_elsewhere(library: Library, code: str) -> Elsewhere:
    """What gives the indicators that other agencies have from this one: it reads every chapter when asked."""
    return lambda: [
        line for chapter in library.chapters() if chapter.agency != code for line in chapter.moved_here(code)
    ]


def _facts(
    library: Library,
    table: PublishedTable,
    year: int,
    unread: list[Fault] | None,
    gone: Collection[str],
    *,
    submitted: bool,
) -> Iterator[tuple[Edition, Fact]]:
    if table.year != year:
        raise Fault(
            f"{table.path.name} is a table of fiscal {table.year}, not of {year}.",
            f"Say --year {table.year}, or name the other file.",
        )
    refuse_repeated(table)
    for code, rows in table.agencies().items():
        known = _placed(library, table, code, rows, unread, gone)
        for row in rows:
            for column in table.columns if row.number in known else ():
                own = _by_agencies(table, column) and column.period.year == year
                if own is not submitted or not row[column.heading]:
                    continue
                try:
                    fact = _fact(table, row, column, *known[row.number])
                except Fault as fault:
                    if unread is None:
                        raise
                    unread.append(fault)
                else:
                    yield column.edition or edition_of(row, table), fact


def _by_agencies(table: PublishedTable, column: TableColumn) -> bool:
    return table.layout is TableLayout.INDICATORS and column.kind is FactKind.ACTUAL


def _placed(
    library: Library,
    table: PublishedTable,
    code: str,
    rows: Sequence[TableRow],
    left: list[Fault] | None,
    gone: Collection[str],
) -> Mapping[int, tuple[str, Measure, Measure]]:
    """What the rows of one agency are, by number; rows that were taken out of its schema by hand go into ``left``.

    Raises:
        Fault: a row is not in the schema, and never was.
    """
    agency = library.agency(code)
    chapter = part_of(library.chapter(code), agency, code, table.agencies())
    if table.layout is not TableLayout.INDICATORS:
        chapter = money_of(library.chapter(code), agency, code)
        there = chapter.resources if table.layout is TableLayout.RESOURCES else chapter.appropriations
        if merged_into(agency, code) and not there:
            if left is not None:
                left.append(Fault(f"{table.path.name}: {money_left_out(agency, code)}", "Nothing is to be done."))
            return {}
    known = measures(table, rows, chapter, facts_elsewhere(library, code))
    lost = [row for row in rows if row.number not in known]
    if lost and left is not None and gone and table.layout is TableLayout.INDICATORS:
        named = name_rows(rows, library.agency(code), {}, [])
        left += [
            Fault(
                f"{table.path.name}, row {row.number}: “{row['indicator']}” ({named[row.number]}) is no longer in the "
                "schema, where nothing says that it is retired.",
                "Put it under “retired:” there, and its history is taken.",
            )
            for row in lost
            if named[row.number] in gone
        ]
        lost = [row for row in lost if named[row.number] not in gone]
    if lost:
        shown = "; ".join(f"row {row.number} “{row[table.layout.mark]}”" for row in lost[:_SHOWN_LOST])
        more = f" and {len(lost) - _SHOWN_LOST} more" if len(lost) > _SHOWN_LOST else ""
        raise Fault(
            f"{table.path.name} has rows that the schema of {code} does not know: {shown}{more}.",
            "Import the table into the schemas first (pmr schema import).",
        )
    return known


def measures(
    table: PublishedTable, rows: Sequence[TableRow], chapter: Chapter, moved: Elsewhere = tuple
) -> Mapping[int, tuple[str, Measure, Measure]]:
    """Id, measure of actuals and measure of targets, by row number."""
    if table.layout is TableLayout.INDICATORS:
        found = match(table, rows, chapter, moved).lines
        lines = {number: line.indicator for number, line in found.items()}
        return {number: (one.id, one.measure, one.target_measure) for number, one in lines.items()}
    if table.layout is TableLayout.RESOURCES:
        money = {same(one.name): one for one in chapter.resources}
        named = {row.number: money.get(same(row["resource"])) for row in rows}
        return {number: (one.id, one.measure, one.measure) for number, one in named.items() if one is not None}
    units = {(one.block, same(one.name)): one.id for one in chapter.appropriations}
    keys = {
        row.number: (block, same(row["unit_of_appropriation"])) for row, block in zip(rows, blocks(rows), strict=True)
    }
    return {number: (units[key], MILLIONS, MILLIONS) for number, key in keys.items() if key in units}


def _fact(
    table: PublishedTable, row: TableRow, column: TableColumn, known_as: str, actual: Measure, target: Measure
) -> Fact:
    measure, printed = actual if column.kind is FactKind.ACTUAL else target, row[column.heading]
    place = f"row {row.number}, {column.heading}"
    try:
        figure = measure.parse(printed)
    except MeasureError as error:
        raise Fault(
            f"{table.path.name}, {place}: {error}", f"Correct the table, or the unit of {known_as} in its schema."
        ) from None
    return Fact(known_as, column.period, column.kind, figure, printed, place)
