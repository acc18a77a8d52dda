"""Stories of definitions: a table of a rule's page becomes a file of definitions, is read, and is judged.

Each row below the headings is an indicator of the agency TST::

    | Definitions | name | definition | source | confirmed |       and any other text of a definition by its key
"""

from __future__ import annotations

from datetime import date

from pmr_xl.model.definitions.defined import DefinedIndicator, DefinedIndicators
from pmr_xl.model.definitions.definition import AgencyDefinitions, Definition
from pmr_xl.model.finding import Finding
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.schema.line import Line
from pmr_xl.office.judging import read_and_judge
from pmr_xl.office.reading import read_yaml
from pmr_xl.office.writing import scalar
from pmr_xl.rules.engine.judge_published import judge_published

KINDS = ("Definitions",)
FILE, TODAY = "definitions/tst.yaml", date(2026, 9, 1)


def findings(tables) -> tuple[Finding, ...]:
    """What the rules say to the definitions of a page."""
    return tuple(one for table in tables for one in _judged(table))


def _judged(table) -> list[Finding]:
    (_, *headings), *rows = table
    said = [dict(zip(headings, row[1:], strict=True)) for row in rows]
    lines = [line for at, one in enumerate(said) for line in _written(at, one)]
    text = "\n".join(["agency: TST", "definitions:", *lines, ""])
    known = read_and_judge(AgencyDefinitions, text, FILE).by_id
    tree = read_yaml(text, FILE)
    made = tuple(
        DefinedIndicator(
            Line(Indicator(f"tst-{at}", one["name"]), "TST", at),
            known.get(f"tst-{at}", Definition(f"tst-{at}")),
            FILE,
            {key: f"{FILE}, line {tree.line(['definitions', at, key])}" for key in tree.data["definitions"][at]},
        )
        for at, one in enumerate(said)
    )
    return [one for _, one in judge_published([DefinedIndicators("TST", FILE, made, TODAY)], OfficeSettings())]


def _written(at: int, one: dict[str, str]) -> list[str]:
    lines = [f"  - id: tst-{at}"]
    lines += [f"    {key}: {scalar(text)}" for key, text in one.items() if text and key not in ("name", "confirmed")]
    return lines + ([f"    confirmed: {{by: Jo Doe, on: {one['confirmed']}}}"] if one.get("confirmed") else [])
