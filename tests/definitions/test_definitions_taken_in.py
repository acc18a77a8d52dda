"""Definitions taken in from a table: each row placed or told why not, texts as they are, the office's own kept."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook
from years_played import Years

from pmr_xl.cli.commands import pmr
from pmr_xl.model.definitions.definition import AgencyDefinitions, Definition, shorten
from pmr_xl.model.definitions.texts import TEXTS
from pmr_xl.model.fault import Fault
from pmr_xl.office import Library, built_in_office
from pmr_xl.office.json_schema import text as json_schema_text
from pmr_xl.office.judging import read_and_judge
from pmr_xl.office.reading import read_yaml

pytestmark = pytest.mark.both_engines

SAMPLE = Path(__file__).parents[1] / "data" / "open_data_definitions.csv"
ROWS = list(csv.DictReader(SAMPLE.read_text(encoding="utf-8").splitlines()))
# Which indicator each row of the sample speaks of; the other seven are of series that no printed table has so.
EXPECTED = (
    ("CCHR", "cchr-people-reached", 11242),
    ("BIC", "bic-average-age-pending-public-market-renewal", 2271),
    ("FDNY", "fdny-structural-fires-100000-people", 10169),
    ("SCA", "sca-construction-bid-price-capacity-square-foot", 3927),
    ("DCWP", "dcwp-estimated-tax-preparation-fees-saved-nyc", 15797),
    ("DOP", "dop-adult-arrested-citywide-percentage-nypd", 3988),
    ("TLC", "tlc-core-facility-rating", 6568),
    ("CCHR", "cchr-outreach-sessions-brooklyn-total", 15329),
    ("HPD", "hpd-requiring-hpd-response-heat-hot-water", 2644),
    ("BPL/NYPL/QPL", "public-libraries-brooklyn-program-attendance", 2296),
    ("DCP", "dcp-zoning-help-desk-requests-fulfilled", 15204),
    ("CCHR", "cchr-e-mails-responded-within-14-days", 5759),
    ("DCAS", "dcas-cumulative-vehicle-charging-ports-installed", 15530),
    ("DSNY", "dsny-average-outage-rate-all-collection-trucks", 10236),
    ("HRA", "hra-billed-revenue-percentage-budgeted", 4103),
    ("DDC", "ddc-active-construction-early-time", 4411),
    ("TLC", "tlc-electric-vehicles-hire", 15085),
    ("OTI", "oti-revenue-collected-franchise-fees-liquidated", 10843),
    ("CUNY", "cuny-annual-tuition-senior-full-nys-resident", 3805),
    ("CCHR", "cchr-average-wait-time-speak-customer-service", 5751),
    ("DOT", "dot-citi-bike-trips-classic-bicycles", 14939),
    ("HPD", "hpd-class-c-violations-closed", 15457),
    ("HPD", "hpd-unique-emergency-requiring-hpd-response", 15427),
    ("DOT", "dot-average-cost-lane-mile-resurfaced-citywide", 2905),
    ("HRA", "hra-total-cases-receiving-home-care-services", 5504),
    ("DYCD", "dycd-participants-meeting-standards-improvement", 2790),
    ("DCWP", "dcwp-complaints-referred-inspection", 13681),
    ("DOB", "dob-percent-meeting-action-without-permit-40", 15015),
    ("BPL/NYPL/QPL", "public-libraries-new-york-branch-sessions", 3066),
    ("OATH", "oath-core-facility-rating", 6480),
)
OTHERS = ("DPR", "NYPD", "DOF", "DOE", "NYCHA", "DOHMH", "CCRB")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    office = Years(tmp_path_factory.mktemp("defined") / "office", only={one[0] for one in EXPECTED} | set(OTHERS))
    return office, office.run("schema", "import-definitions", SAMPLE, leaves=4)


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    office = Years(tmp_path_factory.mktemp("few") / "office", only=("CCHR", "DSNY", "TLC"))
    office.run("schema", "import-definitions", SAMPLE, leaves=4)
    return office


@pytest.fixture
def office(few):
    """The office of few agencies, as it was; only the files of definitions and indicators are put back."""
    kept = {path: path.read_bytes() for path in (few.folder / "schemas").rglob("*.yaml")}
    yield few
    for path, content in kept.items():
        if path.read_bytes() != content:
            path.write_bytes(content)


def known(office):
    library = Library(office.folder)
    return {one.id: one for code in library.agencies() for one in library.definitions(code).definitions}


def test_every_row_is_placed_or_told_why_not(made):
    office, told = made
    placed, left = known(office), [line for line in told.splitlines() if line.startswith("Left out, row")]
    assert len(ROWS) == 37 == len(placed) + len(left)
    assert "30 indicators placed: 30 defined." in told
    assert all("no schema knows it" in line for line in left)
    assert max(len(row["description"]) for row in ROWS) == 696
    assert len(placed) == 30
    texts = {int(row["open_data_id"]): (row["description"], row["source"]) for row in ROWS}
    assert {name: (one.definition, one.source) for name, one in placed.items()} == {
        name: texts[number]
        for _, name, number in EXPECTED  # as they are, to the sign
    }
    assert "Without a source, 3: " in told


def test_found_by_open_data_id_by_name_by_whole_and_part_and_by_the_body_of_a_joint_agency(made):
    placed = known(made[0])
    assert placed["dsny-average-outage-rate-all-collection-trucks"].source == "Bureau of Motor Equipment"
    assert "reached by Commission staff" in placed["cchr-people-reached"].definition
    assert "classic bikes" in placed["dot-citi-bike-trips-classic-bicycles"].definition
    assert placed["public-libraries-brooklyn-program-attendance"].source == "BPL Govt Affairs"
    sessions = [one for one in placed if one.startswith("public-libraries") and one.endswith("sessions")]
    assert len(sessions) == 1
    assert placed[sessions[0]].source == "Office of The Branch Libraries"


def test_again_changes_nothing_and_nothing_else_of_the_schema_is_touched(made):
    office = made[0]
    before = {path: path.read_bytes() for path in (office.folder / "schemas").rglob("*.yaml")}
    told = office.run("schema", "import-definitions", SAMPLE, leaves=4)
    assert "30 indicators placed: 30 as before." in told
    assert before == {path: path.read_bytes() for path in (office.folder / "schemas").rglob("*.yaml")}


def test_a_text_alone_makes_no_form_one_of_an_older_schema(made):
    office = made[0]
    library, plain = Library(office.folder), Library(None)
    defined = [code for code in library.agencies() if library.definitions(code).definitions]
    assert len(defined) == 20
    assert [library.schema_hash(code) for code in defined] == [plain.schema_hash(code) for code in defined]


def test_what_the_office_says_otherwise_stays_unless_it_is_replaced(office):
    path = Library(office.folder).definitions_path("CCHR")
    text = path.read_text(encoding="utf-8")
    own = text.replace("Number of people reached by", "People reached by", 1).replace(
        "  - id: cchr-people-reached\n", "  # agreed in May\n  - id: cchr-people-reached\n"
    )
    path.write_text(own, encoding="utf-8")
    told = office.run("schema", "import-definitions", SAMPLE, leaves=4)
    assert "Row 2, cchr-people-reached: the office's definition stays; --replace takes the file's." in told
    assert path.read_text(encoding="utf-8") == own
    dry = office.run("schema", "import-definitions", SAMPLE, "--replace", "--dry-run", leaves=4)
    assert "1 changed" in dry
    assert path.read_text(encoding="utf-8") == own
    office.run("schema", "import-definitions", SAMPLE, "--replace", leaves=4)
    now = known(office)["cchr-people-reached"]
    assert now.definition == ROWS[0]["description"]
    (change,) = now.history
    assert change.was["definition"].startswith("People reached by")
    assert change.why == "as open_data_definitions.csv says it"
    assert "# agreed in May" in path.read_text(encoding="utf-8")
    shown = office.run("schema", "definitions", "show", "cchr-people-reached")
    assert "Definition was: People reached by" in shown
    assert now.at(Definition("x", definition=change.was["definition"], source=now.source).mark) is not None


def test_a_workbook_with_headings_of_its_own_and_our_ids(office, tmp_path):
    book = Workbook()
    book.active.append(["Agency", "Indicator id", "Indicator", "Description", "Source system", "Lag time", "Numerator"])
    book.active.append(["TLC", "tlc-core-facility-rating", "whatever it is called", "", "", "two weeks", ""])
    book.active.append(["DSNY", "", "Lots cleaned citywide", "Lots cleaned.", "SMART", "one month", ""])
    book.active.append(["DSNY", "", "Lots cleaned citywide", "Lots.", "", "", ""])
    book.active.append(["DSNY", "", "Needles removed", "", "", "", ""])
    book.save(tmp_path / "own.xlsx")
    told = office.run("schema", "import-definitions", tmp_path / "own.xlsx", leaves=4)
    assert "row 4, DSNY “Lots cleaned citywide”: row 3 has said something else" in told
    assert "row 5, DSNY “Needles removed”: it says nothing" in told
    lots = known(office)["dsny-lots-cleaned-citywide"]
    assert (lots.definition, lots.source, lots.lag) == ("Lots cleaned.", "SMART", "one month")
    assert known(office)["tlc-core-facility-rating"].lag == "two weeks"


def test_agency_names_other_headings_and_ids_alone_are_understood(office, tmp_path):
    (tmp_path / "names.csv").write_text(
        "Agency name,Performance indicator,Measure definition,Data source,Methodology,Caveats\n"
        "Department of Sanitation,Lots cleaned citywide,Lots cleaned.,SMART,Counted.,None\n",
        encoding="utf-8",
    )
    office.run("schema", "import-definitions", tmp_path / "names.csv")
    lots = known(office)["dsny-lots-cleaned-citywide"]
    assert (lots.source, lots.method, lots.limits) == ("SMART", "Counted.", "None")
    (tmp_path / "ids.csv").write_text("Indicator id,Owner\ndsny-needles-removed,Lots unit\n", encoding="utf-8")
    office.run("schema", "import-definitions", tmp_path / "ids.csv")
    assert known(office)["dsny-needles-removed"].owner == "Lots unit"
    (tmp_path / "none.csv").write_text("indicator,definition\nLots cleaned citywide,x\n", encoding="utf-8")
    assert "has no column “agency”" in office.run("schema", "import-definitions", tmp_path / "none.csv", leaves=2)


def test_a_table_given_out_is_taken_back(office, tmp_path):
    given_out = office.run("schema", "definitions", "table", "CCHR")
    (tmp_path / "out.csv").write_text(given_out, encoding="utf-8")
    told = office.run("schema", "import-definitions", tmp_path / "out.csv", leaves=4)
    assert "4 indicators placed: 4 as before." in told
    (tmp_path / "out.csv").write_text(given_out.replace("Community Relations Bureau", "Outreach", 1), encoding="utf-8")
    office.run("schema", "import-definitions", tmp_path / "out.csv", "--replace", leaves=4)
    assert sum(one.source == "Outreach" for one in known(office).values()) == 1


def test_a_table_that_defines_nothing_is_refused_with_a_remedy(office, tmp_path):
    (tmp_path / "none.csv").write_text("agency,indicator,colour\nDSNY,Lots cleaned citywide,red\n", encoding="utf-8")
    told = office.run("schema", "import-definitions", tmp_path / "none.csv", leaves=2)
    assert "has no column of a definition. Its columns may be called Definition, What is counted" in told
    (tmp_path / "twice.csv").write_text(
        "agency,indicator,description,Definition\nDSNY,Lots cleaned citywide,a,b\n", encoding="utf-8"
    )
    told = office.run("schema", "import-definitions", tmp_path / "twice.csv", leaves=2)
    assert "says the definition twice, under “description” and “Definition”" in told


def test_a_file_edited_wrongly_is_told_with_its_line(office):
    path = Library(office.folder).definitions_path("CCHR")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    source: Community", "    sourse: Community", 1), encoding="utf-8")
    told = office.run("schema", "definitions", "show", "cchr-people-reached", leaves=2)
    assert "definitions/cchr.yaml, line 8: “sourse” is not a key of a definition; did you mean “source”?" in told
    path.write_text(text + "  - id: cchr-people-reached\n    definition: again\n", encoding="utf-8")
    told = office.run("schema", "definitions", "show", "cchr-people-reached", leaves=2)
    assert "cchr-people-reached is also defined in line 6" in told


def test_listed_by_agency_with_what_nobody_has(office):
    told = office.run("schema", "definitions", "list", "CCHR", "--missing")
    assert "CCHR             4 of 42 defined, 4 with a source, 0 confirmed in two years" in told
    assert told.count("\n    cchr-") == 38
    path = Library(office.folder).definitions_path("CCHR")
    path.write_text(path.read_text(encoding="utf-8") + "  - id: cchr-nobody\n    definition: x\n", encoding="utf-8")
    assert "▲ cchr-nobody is defined, and no schema has it." in office.run("schema", "definitions", "list", "CCHR")


def test_a_moved_indicator_keeps_its_definition(office):
    told = office.run("schema", "places", "TLC")
    place = told.split("  ")[0].strip()
    office.run("schema", "move", "cchr-people-reached", "--to", place, "--agency", "TLC")
    assert "reached by Commission staff" in office.run("schema", "definitions", "show", "cchr-people-reached")
    told = office.run("schema", "definitions", "list", "CCHR", "TLC")
    assert "cchr-people-reached is defined, and no schema has it" not in told


def test_the_built_in_office_is_left_alone():
    told = CliRunner().invoke(pmr, ["schema", "import-definitions", str(SAMPLE)], env={"PMR_OFFICE": ""})
    assert isinstance(told.exception, Fault)
    assert not (built_in_office() / "schemas" / "definitions").exists()


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("short", 10, "short"),
        ("one two three four", 12, "one two …"),
        ("a" * 30, 10, "aaaaaaaa …"),
        ("one " + "b" * 30, 20, "one bbbbbbbbbbbbbb …"),
    ],
)
def test_a_long_text_is_cut_behind_a_word(text, most, cut):
    assert shorten(text, most) == cut
    assert len(cut) <= most


def test_the_guide_s_example_is_read_and_fits_the_json_schema():
    from jsonschema import Draft202012Validator

    guide = (Path(__file__).parents[2] / "docs" / "definitions.md").read_text(encoding="utf-8")
    text = guide.partition("```yaml\n")[2].partition("```")[0]
    (one,) = read_and_judge(AgencyDefinitions, text, "guide").definitions
    assert list(one.texts) == [each.key for each in TEXTS]  # the guide leaves none out
    assert one.names_a_rate
    assert one.at(one.with_texts({"definition": "Outage rate."}).mark) is not None
    judge = Draft202012Validator(json.loads(json_schema_text(AgencyDefinitions)))
    data = read_yaml(text, "guide").data
    assert not list(judge.iter_errors(data))
    data["definitions"][0]["sourse"] = "x"
    assert list(judge.iter_errors(data))
