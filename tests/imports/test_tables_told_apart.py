"""Every command that takes a table in, given every other command's table: it says what that is, and takes nothing."""

import csv
import hashlib
from itertools import product

import openpyxl
import pytest
from at_least_one import at_least_one
from years_played import Years

from pmr_xl.imports.grid.headings import known_heading
from pmr_xl.imports.table_kinds.kinds import KINDS, kind_by
from pmr_xl.office import built_in_office

NAME = "Lots cleaned citywide"
TABLES = {
    "a list of commitments": (
        ("Agency", "Indicator", "Recommendation", "Due date", "Status"),
        ("DSNY", NAME, "Count lots twice", "2026-03-01", "open"),
    ),
    "a table of monthly figures": (
        ("agency", "open_data_id", "indicator", "fiscal_year", "month", "value_ytd"),
        ("DSNY", "", NAME, "2025", "2025-02", "90"),
    ),
    "a table of figures by place or group": (
        ("agency", "indicator", "place_kind", "place", "period", "value"),
        ("DSNY", NAME, "CB", "202", "FY2025", "12"),
    ),
    "a table of definitions": (
        ("agency", "open_data_id", "indicator", "description", "source"),
        ("DSNY", "", NAME, "Vacant lots cleaned by the department.", "SMART"),
    ),
    "a list of open-data ids": (
        ("open_data_id", "agency_name", "indicator", "FY24", "FY25"),
        ("987654", "Department of Sanitation", NAME, "1", "2"),
    ),
}
PUBLISHED = {
    "a published table of indicators": "indicators",
    "a published table of agencies’ resources": "resources",
    "a published table of units of appropriation": "units_of_appropriation",
}
DOORS = {
    ("schema", "import"): set(PUBLISHED),
    ("record", "import", "--year", "2026"): set(PUBLISHED),
    ("record", "import-months"): {"a table of monthly figures"},
    ("record", "import-places"): {"a table of figures by place or group"},
    ("schema", "import-definitions"): {"a table of definitions"},
    ("schema", "open-data-ids"): {"a list of open-data ids"},
    ("commitment", "import"): {"a list of commitments"},
}


def rows_of(words):
    if words in TABLES:
        return TABLES[words]
    path = built_in_office() / "schemas" / "published" / f"mmr_fy2026_{PUBLISHED[words]}.csv"
    with path.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text))
    return [rows[0], *(row for row in rows if row[rows[0].index("agency")] == "DSNY")][:6]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Years(tmp_path_factory.mktemp("apart") / "office", only=["DSNY"])


@pytest.fixture(scope="module")
def files(office):
    """Each table as CSV, and as a workbook with a title above its headings."""
    made = {}
    for number, words in enumerate((*TABLES, *PUBLISHED)):
        rows = rows_of(words)
        plain = office.folder.parent / f"table_{number}.csv"
        with plain.open("w", encoding="utf-8", newline="") as text:
            csv.writer(text).writerows(rows)
        book = openpyxl.Workbook()
        for row in (["For the office"], [], *rows):
            book.active.append(list(row))
        book.save(plain.with_suffix(".xlsx"))
        made[words] = {".csv": plain, ".xlsx": plain.with_suffix(".xlsx")}
    return made


def state(folder):
    """All that an import could change, but the log."""
    return {
        path: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and "logs" not in path.parts and path.suffix not in (".log", ".tmp")
    }


PAIRS = [(door, words) for door, words in product(DOORS, (*TABLES, *PUBLISHED)) if words not in DOORS[door]]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize(("door", "words"), PAIRS, ids=[f"{'-'.join(door[:2])}-{words}" for door, words in PAIRS])
def test_another_commands_table_is_told_as_what_it_is_and_changes_nothing(office, files, door, words, ending):
    path = files[words][ending]
    before = state(office.folder)
    told = office.run(*door[:2], path, *door[2:], leaves=2)
    assert f"looks like {words}, not like" in told
    (kind,) = (one for one in KINDS if one.words == words)
    assert f"“{kind.goes}” takes it in." in told
    assert state(office.folder) == before


@pytest.mark.parametrize(("door", "words"), [(door, words) for door in DOORS for words in sorted(DOORS[door])], ids=str)
def test_its_own_table_is_taken_for_it(office, files, door, words):
    dry = () if door == ("schema", "open-data-ids") else ("--dry-run",)
    told = office.run(*door[:2], files[words][".csv"], *door[2:], *dry, leaves=None)
    assert "looks like" not in told
    assert "has no column" not in told


def test_each_kind_is_known_by_the_headings_of_what_is_published():
    shared = {
        "mmr_fy2026_indicators": "a published table of indicators",
        "mmr_fy2026_resources": "a published table of agencies’ resources",
        "mmr_fy2026_units_of_appropriation": "a published table of units of appropriation",
    }
    for name, words in at_least_one(shared.items()):
        path = built_in_office() / "schemas" / "published" / f"{name}.csv"
        headings = path.read_text("utf-8-sig").partition("\n")[0].split(",")
        assert kind_by([known_heading(one) for one in headings]).words == words


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        ("agency,id,indicator,fytd_aggregation,fiscal_year,fiscal_month,calendar_month,fytd_value", "monthly"),
        ("agency,cpr_data_type,month,fiscal_year,fiscal_month,value_raw", "monthly"),
        ("Agency,Finding,Recommendation No,Recommendation,Agency Response,Implementation Status", "commitments"),
        ("Goal,Initiative,Milestone,Lead Agency,Status", "commitments"),
        ("ID,Agency,Description,Due Date,Status", "commitments"),
        ("agency,agency_name,id,indicator,service,goal,description,frequency,valuedate,acceptedvalue", "monthly"),
        ("Indicator id,Definition,Data source,Method", "definitions"),
        ("agency,indicator_id,indicator,id,why", "open-data ids"),
        ("open_data_id,agency_number,agency_name,service,goal,indicator,desired_direction,critical,FY21,FY22", "ids"),
        ("report,agency,agency_name,resource_indicator,FY23_actual,FY26_updated_plan,FY25_4mo_actual", "resources"),
    ],
)
def test_tables_as_cities_head_them(headings, words):
    found = kind_by([known_heading(one) for one in headings.split(",")])
    assert found is not None
    assert words in found.words


def test_a_list_of_ids_beside_a_published_table_is_told_too(office, files):
    wrong = files["a table of definitions"][".csv"]
    own = files["a published table of indicators"][".csv"]
    told = office.run("schema", "import", own, "--open-data", wrong, leaves=2)
    assert "looks like a table of definitions, not like a list of open-data ids" in told


def test_what_is_not_the_posted_dataset_is_told_too(office, files):
    wrong = files["a list of commitments"][".csv"]
    told = office.run(
        "publish", "DSNY", "--data", office.folder / "data", "--posted", wrong, "--year", "2026", leaves=2
    )
    assert "looks like a list of commitments, not like a table of monthly figures" in told
    assert not (office.folder / "data").exists()


def test_whoever_names_the_columns_is_believed(office, files):
    path = files["a table of definitions"][".csv"]
    told = office.run("commitment", "import", path, "--column", "what=description", "--dry-run", leaves=None)
    assert "looks like" not in told


def test_our_own_forms_and_sheets_are_no_tables(office):
    office.run("blank", "DSNY", "--year", "2026", "--due", "2026-09-03", "--into", office.folder / "outbox")
    form = office.folder / "outbox" / "PMR_DSNY_MMR_FY26_v1.xlsx"
    for door in at_least_one(DOORS):
        told = office.run(*door[:2], form, *door[2:], leaves=2)
        assert told == (
            "PMR_DSNY_MMR_FY26_v1.xlsx is a form of ours, and no table to import; nothing was taken. "
            "“pmr validate” checks it, “pmr accept” takes its figures into the record."
        )


def test_a_form_is_not_filled_with_the_figure_of_one_place(office, files):
    office.run("blank", "DSNY", "--year", "2026", "--due", "2026-09-03", "--into", office.folder / "filled")
    form = office.folder / "filled" / "PMR_DSNY_MMR_FY26_v1.xlsx"
    for words in ("a table of figures by place or group", "a list of commitments", "a table of definitions"):
        told = office.run("fill", form, files[words][".csv"], leaves=2)
        assert f"looks like {words}, not like a list of this form’s figures; nothing was filled." in told
    assert [one.name for one in form.parent.iterdir()] == [form.name]
