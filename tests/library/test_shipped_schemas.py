"""The schemas that come with the program say what the fiscal 2026 report prints."""

import json
import subprocess
import sys

import pytest
from at_least_one import at_least_one

from pmr_xl.imports.facts import MILLIONS, published_facts, reported_facts
from pmr_xl.imports.matching import match
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.measure import Unit
from pmr_xl.model.schema.indicator import TargetKind
from pmr_xl.office import built_in_office
from pmr_xl.office.json_schema import FILES, json_schema, text
from pmr_xl.office.judging import PLACES, ids_in
from pmr_xl.office.reading import read_yaml

SCHEMAS = built_in_office() / "schemas"
# Printed with other decimals than their rows: the report's own slips, kept as they are in the tables.
PRINTED_OTHERWISE = {("hh-resource-revenues", "$13,677.30"), ("nycem-resource-overtime-paid", "$978.0")}
FIGURES_PRINTED_OTHERWISE = {("oath-letters-responded-within-14-days", "91.67%")}


def test_all_agencies_and_indicators_are_there(shipped, table):
    assert list(shipped.agencies()) == list(table.agencies())
    assert len(shipped.agencies()) == 45
    assert sum(len(chapter.lines) for chapter in shipped.chapters()) == 2361


def test_every_chapter_reproduces_its_table_in_order(shipped, table):
    words = ("section", "service_no", "service", "goal_no", "goal", "indicator", "parent", "critical", "equity")
    for code, rows in at_least_one(table.agencies().items()):
        printed = [tuple(row[word] for word in (*words, "desired_direction")) for row in rows]
        said = [
            (line.table, str(line.service_no or ""), line.service, line.goal_no, line.goal, line.indicator.name,
             line.parent.name if line.parent else "", "NY"[line.indicator.critical], "NY"[line.indicator.equity],
             line.indicator.desired_direction.as_printed)
            for line in shipped.chapter(code).lines
        ]  # fmt: skip
        assert said == printed


def test_every_printed_figure_is_read_and_printed_back(shipped, table):
    count, otherwise = 0, set()
    for code, rows in table.agencies().items():
        chapter = shipped.chapter(code)
        ids = match(table, rows, chapter).ids
        for row in rows:
            indicator = chapter.by_id[ids[row.number]].indicator
            for heading in (*table.years, *table.targets):
                measure = indicator.measure if heading in table.years else indicator.target_measure
                if measure.show(measure.parse(row[heading])) != row[heading]:
                    otherwise.add((indicator.id, row[heading]))
                count += 1
    assert otherwise == FIGURES_PRINTED_OTHERWISE
    assert count == 2361 * 7


def test_every_printed_amount_is_read_and_printed_back(shipped, money):
    measures = {one.id: one.measure for chapter in shipped.chapters() for one in chapter.resources}
    measures |= {one.id: MILLIONS for chapter in shipped.chapters() for one in chapter.appropriations}
    otherwise = set()
    for one in money:
        for facts in published_facts(shipped, one, 2026).values():
            otherwise |= {
                (fact.indicator, fact.printed)
                for fact in facts
                if measures[fact.indicator].show(fact.figure) != fact.printed
            }
    assert otherwise == PRINTED_OTHERWISE


def test_ids_are_unique_readable_and_short(shipped):
    found = [
        one
        for agency in shipped.agencies().values()
        for loc, one in ids_in(
            read_yaml(shipped.schema_path(agency.code).read_text(encoding="utf-8"), agency.slug).data
        )
        if loc[-3] not in PLACES
    ]
    assert len(found) == len(set(found)) == 2361 + 199 + 134 + 4  # and four that only the open data have, by place
    assert max(map(len, found)) <= 48
    assert not [one for one in found if one.split("-")[0] == ""]


def test_repeated_names_are_told_apart_by_words(shipped):
    lines = shipped.chapter("BPL/NYPL/QPL").lines
    libraries = [line.id for line in lines if line.indicator.name == "Circulation (000)"]
    assert libraries == [
        "public-libraries-brooklyn-circulation",
        "public-libraries-new-york-branch-circulation",
        "public-libraries-queens-circulation",
    ]
    rape = {line.id for line in shipped.chapter("NYPD").lines if line.indicator.name == "Rape"}
    assert rape == {"nypd-major-felony-crime-rape", "nypd-school-safety-major-rape"}


@pytest.mark.parametrize(
    ("agency", "name", "unit", "decimals"),
    [
        ("DOC", "Individuals in DOC’s care in Security Risk Group (% ADP)", Unit.PERCENT, 1),
        ("DHS", "Cost per day for family shelter facilities — Adult families", Unit.DOLLARS, 2),
        ("BIC", "Waste hauling license and registration applications denied or revoked", Unit.NUMBER, 0),
        ("DOT", "Classic bicycles", Unit.THOUSANDS, 0),
        ("NYPD", "Summonses for hazardous violations", Unit.NUMBER, 0),
        ("NYCHA", "Average time to resolve heat outages (hours:minutes)", Unit.HOURS_MINUTES, 0),
        ("FDNY", "Average turnaround time for ambulances at hospitals (minutes:seconds)", Unit.MINUTES_SECONDS, 0),
        ("DOT", "Pavement safety markings installed (000,000 linear feet)", Unit.MILLIONS, 1),
        ("FDNY", "Structural fires per 100,000 people", Unit.RATE, 0),
    ],
)  # fmt: skip
def test_units_come_from_signs_and_labels(shipped, agency, name, unit, decimals):
    indicator = next(line.indicator for line in shipped.chapter(agency).lines if line.indicator.name == name)
    assert (indicator.unit, indicator.decimals) == (unit, decimals)


def test_a_target_printed_with_other_decimals_keeps_them(shipped):
    otherwise = [
        line.id
        for chapter in shipped.chapters()
        for line in chapter.lines
        if line.indicator.target.decimals is not None
    ]
    assert otherwise == ["hra-calls-answered-within-30-seconds", "doe-letters-responded-within-14-days"]


def test_kinds_of_target_follow_the_targets_and_the_direction(shipped):
    kinds = [line.indicator.target.kind for chapter in shipped.chapters() for line in chapter.lines]
    assert {kind: kinds.count(kind) for kind in TargetKind} == {
        TargetKind.NONE: 1529,
        TargetKind.MINIMUM: 347,
        TargetKind.DIRECTIONAL: 194,
        TargetKind.MAXIMUM: 155,
        TargetKind.EXPECTED: 136,
    }


def test_parts_that_add_up_are_exhaustive(shipped):
    nypd, dof = shipped.chapter("NYPD").by_id, shipped.chapter("DOF").by_id
    assert nypd["nypd-major-felony-crime"].indicator.exhaustive
    assert dof["dof-total-revenue-collected"].indicator.exhaustive
    assert not nypd["nypd-moving-violation-summonses"].indicator.exhaustive  # one part, and in another unit


def test_the_years_own_actuals_are_left_to_submissions(shipped, table):
    ((edition, facts),) = published_facts(shipped, table, 2026).items()
    assert edition == Edition(Report.MMR, 2026)
    assert {fact.period.year for fact in facts if fact.kind is FactKind.ACTUAL} == {2022, 2023, 2024, 2025}
    assert {fact.period.year for fact in facts if fact.kind is FactKind.TARGET} == {2026, 2027}
    assert len(facts) == 2361 * 6
    reported = reported_facts(shipped, table, 2026)
    assert {fact.period for fact in reported} == {Period(2026)}
    assert len(reported) == 2361


def test_a_preliminary_plan_stays_with_its_edition(shipped, money):
    by_edition = published_facts(shipped, money[1], 2026)
    assert {edition.code: len(facts) for edition, facts in by_edition.items()} == {"MMR-FY26": 222, "PMMR-FY26": 46}


def test_json_schema_takes_every_file_and_refuses_a_misspelling(shipped):
    from jsonschema import Draft202012Validator

    judge = Draft202012Validator(json.loads((SCHEMAS / "indicators.schema.json").read_text(encoding="utf-8")))
    for code in shipped.agencies():
        path = shipped.schema_path(code)
        data = read_yaml(path.read_text(encoding="utf-8"), path.name).data
        assert not list(judge.iter_errors(data)), path.name
        data["services" if "services" in data else "tables"][0]["servise"] = "x"
        assert list(judge.iter_errors(data)), path.name
    for name in ("agencies", "calendar"):
        judge = Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")))
        assert not list(judge.iter_errors(read_yaml((SCHEMAS / f"{name}.yaml").read_text(encoding="utf-8"), name).data))


@pytest.mark.parametrize("name", FILES)
def test_the_json_schemas_are_those_of_the_model(name):
    assert (SCHEMAS / name).read_text(encoding="utf-8") == text(FILES[name]), (
        "run pmr_xl.office.json_schema.write_json_schemas"
    )
    assert "properties" in json_schema(FILES[name])


def test_a_kept_chapter_needs_neither_yaml_nor_pydantic(shipped):
    shipped.chapter("DOE")
    code = (
        "import sys; from pmr_xl.office import Library, built_in_office; lib = Library(built_in_office()); "
        "print(len(lib.chapter('DOE').lines), lib.settings.near, 'yaml' in sys.modules, 'pydantic' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [str(len(shipped.chapter("DOE").lines)), "0.10", "False", "False"]
