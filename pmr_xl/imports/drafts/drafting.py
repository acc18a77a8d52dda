"""First drafts of indicators from the rows of a published table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pmr_xl.imports.drafts import inferring
from pmr_xl.imports.drafts.guessing import guess, guess_frequency
from pmr_xl.imports.matching import outside, place, wholes
from pmr_xl.imports.open_data_ids.listed import OpenData
from pmr_xl.imports.published import PublishedTable, TableRow
from pmr_xl.model.fault import Fault
from pmr_xl.model.measure import SIGNS, MeasureError, Unit
from pmr_xl.model.schema.chapter import Appropriation, Chapter, Goal, Resource, Service, Table
from pmr_xl.model.schema.indicator import Aggregation, Indicator, Target
from pmr_xl.office.naming import Named, ids, same
from pmr_xl.office.shapes import Agency


def name_rows(
    rows: Sequence[TableRow], agency: Agency, known: Mapping[int, str], taken: Sequence[str]
) -> dict[int, str]:
    """An id for every row by number: the known one, else a new one."""
    named = [Named(row["indicator"], row["parent"], row["section"], row["goal"]) for row in rows]
    made = ids(agency.slug, named, [known.get(row.number) for row in rows], taken)
    return {row.number: one for row, one in zip(rows, made, strict=True)}


def draft(
    table: PublishedTable, rows: Sequence[TableRow], agency: Agency, named: Mapping[int, str], open_data: OpenData
) -> dict[int, Indicator]:
    """An indicator for every row by number; a whole carries its parts.

    Raises Fault, with row and column, where a figure that the guesses need cannot be read.
    """
    above = wholes(table, rows)
    printed = {row.number: [row[heading] for heading in table.years] for row in rows}
    names = [same(row["indicator"]) for row in rows]
    drafts: dict[int, Indicator] = {}
    for row in rows:
        whole = above.get(row.number)
        told = (drafts[whole.number].unit, printed[whole.number]) if whole else None
        once = names.count(same(row["indicator"])) == 1
        try:
            drafts[row.number] = _one(table, row, named[row.number], told, open_data, agency.name if once else "")
            above_it = drafts[whole.number].guessed_frequency if whole else None
            often = guess_frequency(drafts[row.number], above_it)
            drafts[row.number] = replace(drafts[row.number], guessed_frequency=often)
        except MeasureError:
            raise _unread(table, (row, whole) if whole else (row,)) from None
    for number in sorted(drafts, reverse=True):  # the deepest parts are joined first
        below = [row for row in rows if (whole := above.get(row.number)) is not None and whole.number == number]
        if below:
            parts = [drafts[row.number] for row in below]
            lines = {heading: [row[heading] for row in rows if row.number == number] + [row[heading] for row in below]
                     for heading in table.years[:-1]}  # fmt: skip
            adds_up = inferring.is_exhaustive(drafts[number].measure, [part.measure for part in parts], lines)
            drafts[number] = replace(drafts[number], parts=tuple(parts), exhaustive=adds_up)
    return drafts


def _one(
    table: PublishedTable,
    row: TableRow,
    known_as: str,
    whole: tuple[Unit, Sequence[str]] | None,
    open_data: OpenData,
    agency_name: str,
) -> Indicator:
    label = row["indicator"]
    actuals, targets = [row[heading] for heading in table.years], [row[heading] for heading in table.targets]
    unit = inferring.unit(label, row["unit"], [*actuals, *targets], whole)
    decimals = 0 if unit.is_duration else inferring.decimals(actuals if set(actuals) - set(SIGNS) else targets)
    direction = inferring.direction(row["desired_direction"])
    kind = inferring.target_kind(targets, direction)
    numeric = [text for text in targets if text and text not in SIGNS]  # an empty cell is no target
    of_target = inferring.decimals(numeric) if numeric and not unit.is_duration else decimals
    open_data_id = open_data.find(agency_name, label) if agency_name else None
    adds_up = inferring.aggregation(
        label,
        unit,
        additive=open_data_id in open_data.additive,
        accumulating=open_data_id in open_data.accumulating,
    )
    share = open_data.shares.get(open_data_id) if open_data_id and adds_up is Aggregation.SUM else None
    drafted = Indicator(
        id=known_as,
        name=label,
        unit=unit,
        decimals=decimals,
        desired_direction=direction,
        critical=row["critical"] == "Y",
        equity=row["equity"] == "Y",
        aggregation=adds_up,
        year=inferring.year(label),
        target=Target(kind, None if of_target == decimals else of_target),
        open_data_id=open_data_id,
        october_share=share,
        at_most=inferring.at_most(unit, [*actuals, *targets]),
    )
    return replace(drafted, guessed=guess(drafted, actuals))


def _unread(table: PublishedTable, rows: Sequence[TableRow]) -> Fault:
    """The first figure of these rows that is no number."""
    row, heading = next(
        (row, heading)
        for row in rows
        for heading in (*table.years, *table.targets)
        if row[heading] and row[heading] not in SIGNS and not inferring.reads_as_number(row[heading])
    )
    return Fault(
        f"{table.path.name}, row {row.number}, {heading}: “{row[heading]}” is no figure.",
        "Write it as the report prints figures (1,234, 9.3% or $4.50), or NA where there is none, and import again.",
    )


def chapter(rows: Sequence[TableRow], agency: Agency, drafts: Mapping[int, Indicator]) -> Chapter:
    """A whole new chapter, in the order of the rows."""
    tops = [row for row in rows if not row["parent"]]
    services = []
    for service in _runs([row for row in tops if not outside(row)], lambda row: row["service_no"]):
        goals = [Goal(goal[0]["goal"], tuple(drafts[row.number] for row in goal)) for goal in _runs(service, place)]
        services.append(Service(service[0]["service"], tuple(goals)))
    tables = [
        Table(run[0]["section"], tuple(drafts[row.number] for row in run))
        for run in _runs([row for row in tops if outside(row)], place)
    ]
    return Chapter(agency.code, agency.name, tuple(services), tuple(tables))


def _runs(rows: Sequence[TableRow], key: Callable[[TableRow], object]) -> list[list[TableRow]]:
    grouped: dict[object, list[TableRow]] = {}
    for row in rows:
        grouped.setdefault(key(row), []).append(row)
    return list(grouped.values())


def resources(table: PublishedTable, rows: Sequence[TableRow], agency: Agency, known: Chapter) -> list[Resource]:
    """One resource for each row, the known ones as the schema has them."""
    old = {same(one.name): one for one in known.resources}
    made = ids(
        f"{agency.slug}-resource",
        [Named(row["resource"]) for row in rows],
        [old[name].id if (name := same(row["resource"])) in old else None for row in rows],
    )
    result = []
    for row, one in zip(rows, made, strict=True):
        printed = [row[heading] for heading in (*table.years, *table.targets)]
        unit = inferring.unit(row["resource"], "number", printed)
        fresh = Resource(one, row["resource"], unit, inferring.decimals(printed))
        result.append(old.get(same(row["resource"]), fresh))
    return result


def appropriations(rows: Sequence[TableRow], agency: Agency, known: Chapter) -> list[Appropriation]:
    """One unit of appropriation for each row, totals among them, the known ones as the schema has them."""
    old = {(one.block, same(one.name)): one for one in known.appropriations}
    keys = [(block, same(row["unit_of_appropriation"])) for row, block in zip(rows, blocks(rows), strict=True)]
    named = [Named(row["unit_of_appropriation"], table=block) for row, (block, _) in zip(rows, keys, strict=True)]
    made = ids(f"{agency.slug}-ua", named, [old[key].id if key in old else None for key in keys])
    return [
        old.get(key, Appropriation(one, row["unit_of_appropriation"], key[0], row["applicable_goals"]))
        for row, key, one in zip(rows, keys, made, strict=True)
    ]


def blocks(rows: Sequence[TableRow]) -> list[str]:
    """The block each row stands in: a block begins with its total; the agency's total is a block of its own."""
    found, block = [], ""
    for row in rows:
        name = row["unit_of_appropriation"].lower()
        if name.endswith("- total"):
            block = name.removesuffix("- total").strip()
        elif name == "agency total":
            block = name
        found.append(block)
    return found
