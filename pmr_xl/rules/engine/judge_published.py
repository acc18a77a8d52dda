"""The rules that need no form, asked about tables that are imported and about definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from pmr_xl.model.breakdowns.table import MemberTable
from pmr_xl.model.definitions.defined import DefinedIndicators
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Finding, order
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.published import MonthSeries, PublishedRows
from pmr_xl.rules.engine.by_member.asking import hits_by_member
from pmr_xl.rules.engine.calls import Hit, severity_of, switched_off
from pmr_xl.rules.engine.declaration import Rule
from pmr_xl.rules.engine.fold import causes_only
from pmr_xl.rules.engine.message import spread
from pmr_xl.rules.engine.registry import rules_on
from pmr_xl.rules.engine.waivers import ended_remark, has_ended, holds_on, in_words, waiver_of


def judge_published(
    tables: Iterable[PublishedRows | MonthSeries | MemberTable | DefinedIndicators],
    settings: OfficeSettings,
    today: date | None = None,
) -> tuple[tuple[str, Finding], ...]:
    """What the rules have to say about tables, monthly figures and definitions: each finding with its agency.

    Args:
        tables: the rows of each agency, the monthly figures of each indicator, an agency's by place or group, or its
            definitions.
        settings: thresholds, and which rules the office has switched off, weighs otherwise or waives.
        today: the day on which waivers are asked whether they still hold.
    """
    off, told = switched_off(settings), list[tuple[str, Finding]]()
    for table in tables:
        hits = [hit for hit in _hits(table, settings) if hit.rule.code not in off]
        kept = causes_only(hits, lambda rule: severity_of(rule, settings))
        told += [(table.agency, _told(hit, table.agency, settings, today)) for hit in kept]
    return tuple(sorted(told, key=lambda one: order(one[1])))


def _told(hit: Hit, agency: str, settings: OfficeSettings, today: date | None) -> Finding:
    entered, spot = hit.spot.entered, hit.spot
    if spot.found is None and entered is not None and entered.figure is not None:
        hit = hit._replace(spot=replace(spot, found=entered.text))  # a figure of a table is text, and needs no quotes
    found = spread(hit, severity_of(hit.rule, settings))
    waiver = waiver_of(hit, agency, settings.waivers)
    if waiver is not None and holds_on(waiver, today):
        return replace(found, waived=in_words(waiver))
    if waiver is not None and has_ended(waiver, today):
        return replace(found, remedy=found.remedy + ended_remark(waiver))
    return found


def _hits(
    table: PublishedRows | MonthSeries | MemberTable | DefinedIndicators, settings: OfficeSettings
) -> Iterator[Hit]:
    if isinstance(table, MemberTable):
        yield from hits_by_member(table, settings)
        return
    things = {OfficeSettings: settings, PublishedRows: table}
    if isinstance(table, DefinedIndicators):
        said = {place: row for row in table.rows for place in row.places.values()}
        for hit in _asked(rules_on(DefinedIndicators), table, None, things):
            yield hit._replace(entry=cast("Entry | None", said.get(hit.spot.where.sheet)))
        return
    if isinstance(table, MonthSeries):
        yield from _asked(rules_on(MonthSeries), table, table, things)
        return
    owners = {row.label.where.row: row for row in table.rows}
    for hit in _asked(rules_on(PublishedRows), table, None, things):
        yield hit._replace(entry=cast("Entry", owners[hit.spot.where.row]))


def _asked(rules: Sequence[Rule], subject: object, owner: object, things: dict[Any, Any]) -> Iterator[Hit]:
    for rule in rules:
        for spot in rule.function(subject, *(things[one] for one in rule.needs.things)):
            # Of a hit's row only its line and indicator are asked, which published rows and series have too.
            yield Hit(rule, spot, cast("Entry | None", owner))
