"""Importing again changes nothing; corrections, comments and ids stay; what is new finds its place."""

import hashlib
import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmr_xl.imports.importing import import_tables
from pmr_xl.imports.open_data_ids.listed import read_open_data
from pmr_xl.imports.published import read_table
from pmr_xl.model.fault import Fault
from pmr_xl.model.schema.indicator import Aggregation, TargetKind
from pmr_xl.office import Library, OfficeFolder, built_in_office
from pmr_xl.office.json_schema import write_json_schemas


def prints(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def names(office, code="TST"):
    return [line.indicator.name for line in Library(office).chapter(code).lines]


def test_importing_what_is_there_writes_nothing(office, table, money):
    before = prints(office)
    report = import_tables(office, [table, *money])
    assert (report.added, report.vanished, report.renamed, report.written) == ([], [], [], [])
    assert prints(office) == before
    assert write_json_schemas(office / "schemas") == []


def test_a_new_import_gives_the_shipped_ids(tmp_path, shipped, table, money):
    report = import_tables(tmp_path, [*money, table])  # the order of the tables does not matter
    assert len(report.added) == 2361 + 199 + 134
    fresh = Library(tmp_path)
    for code in shipped.agencies():
        assert [line.id for line in fresh.chapter(code).lines] == [line.id for line in shipped.chapter(code).lines]
        assert fresh.chapter(code).resources == shipped.chapter(code).resources
        assert fresh.chapter(code).appropriations == shipped.chapter(code).appropriations


def test_corrections_and_comments_by_hand_stay(office, table):
    path = office / "schemas" / "indicators" / "dsny.yaml"
    text = path.read_text(encoding="utf-8")
    mended = text.replace(
        "          - id: dsny-needles-removed\n            name: Needles removed\n            critical: true\n",
        "          # counted by hand since 2019\n          - id: dsny-needles\n            name: Needles removed\n"
        "            critical: false  # asked by the agency\n            aggregation: sum\n",
    )
    assert mended != text
    path.write_text(mended, encoding="utf-8")
    report = import_tables(office, [table])
    assert path.read_text(encoding="utf-8") == mended
    assert report.added == report.vanished == []
    needles = Library(office).chapter("DSNY").by_id["dsny-needles"].indicator
    assert (needles.critical, needles.aggregation) == (False, Aggregation.SUM)


def test_a_lost_row_is_put_back_at_its_place_and_nothing_else_moves(office, table):
    path = office / "schemas" / "indicators" / "nypd.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("              - id: nypd-major-felony-crime-robbery\n")
    end = text.index("              - id: ", start + 10)
    commented = text[:start] + "              # robbery was cut here\n" + text[end:]
    path.write_text(commented, encoding="utf-8")
    report = import_tables(office, [table])
    assert report.added == ["nypd-major-felony-crime-robbery"]
    after = path.read_text(encoding="utf-8")
    assert "# robbery was cut here" in after
    assert [line.id for line in Library(office).chapter("NYPD").lines] == [
        line.id for line in Library(built_in_office()).chapter("NYPD").lines
    ]
    assert [line.strip() for line in after.splitlines() if line not in text.splitlines()] == [
        "# robbery was cut here",
    ]


def test_new_rows_goals_services_tables_and_agencies_find_their_place(tmp_path, make_table):
    first = [{"indicator": "Alpha seen"}, {"indicator": "Gamma seen"}]
    import_tables(tmp_path, [make_table(*first)])
    page = tmp_path / "schemas" / "indicators" / "tst.yaml"
    page.write_text(
        page.read_text(encoding="utf-8").replace("name: Alpha seen", "name: Alpha seen  # ours"), encoding="utf-8"
    )
    later = [
        first[0],
        {"indicator": "Northern", "parent": "Alpha seen"},
        {"indicator": "Southern", "parent": "Alpha seen"},
        {"indicator": "Beta seen"},
        first[1],
        {"indicator": "Delta seen", "goal_no": "1b", "goal": "Do better."},
        {
            "indicator": "Epsilon seen",
            "goal_no": "2a",
            "goal": "Serve well.",
            "service_no": "2",
            "service": "Serve more.",
        },
        {
            "indicator": "Letters",
            "section": "AGENCY-WIDE MANAGEMENT",
            "service_no": "",
            "service": "",
            "goal_no": "",
            "goal": "",
        },
        {"indicator": "Zeta", "agency": "OTH", "agency_name": "Others"},
    ]
    report = import_tables(tmp_path, [make_table(*later)])
    assert report.agencies == ["OTH"]
    assert "Alpha seen  # ours" in page.read_text(encoding="utf-8")
    assert names(tmp_path) == [row["indicator"] for row in later[:-1]]
    lines = Library(tmp_path).chapter("TST").by_id
    assert lines["tst-alpha-seen-northern"].parent.id == "tst-alpha-seen"
    assert lines["tst-delta-seen"].goal_no == "1b"
    assert lines["tst-epsilon-seen"].service == "Serve more."
    assert lines["tst-letters"].table == "AGENCY-WIDE MANAGEMENT"
    assert import_tables(tmp_path, [make_table(*later)]).written == []


WORDS = st.sampled_from(["Cases", "Cases closed", "Cases (%)", "Beds", "Beds: new", "Tons (000)", "#1 goal", "Ünits"])
PLACES = st.sampled_from(
    [("1", "1a", ""), ("1", "1b", ""), ("2", "2a", ""), ("", "", "Customer Experience"), ("", "", "Other")]
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    rows=st.lists(st.tuples(PLACES, WORDS, WORDS | st.just("")), min_size=1, max_size=14, unique=True),
    chosen=st.lists(st.booleans(), min_size=14, max_size=14),
)
def test_a_table_in_two_steps_is_the_table_in_one(tmp_path_factory, make_table, rows, chosen):
    """Whatever rows came first: the second import puts the others at their printed places and touches no id."""
    tables = sorted({place for place, *_ in rows}, key=lambda place: (place[2] != "", place))
    full = []
    for place in tables:
        wholes = dict.fromkeys(name for here, name, _ in rows if here == place)
        for whole in wholes:
            parts = [part for here, name, part in rows if here == place and name == whole and part and part != whole]
            full += [(place, whole, "")] + [(place, part, whole) for part in parts]
    letters = {goal: f"{number}{chr(ord('a') + sum(1 for one in tables if one[0] == number and one[1] < goal))}"
               for number, goal, _ in tables if goal}  # fmt: skip
    numbers = {number: str(at) for at, number in enumerate(dict.fromkeys(place[0] for place in tables if place[0]), 1)}
    goals = {"1a": "Keep streets clean.", "1b": "Answer every letter.", "2a": "House people well.", "": ""}
    printed = [
        {
            "indicator": name,
            "parent": parent,
            "section": section,
            "goal": goals[goal],
            "service_no": numbers.get(number, ""),
            "service": f"Service {number}" if number else "",
            "goal_no": letters[goal].replace(number, numbers[number], 1) if goal else "",
        }
        for (number, goal, section), name, parent in full
    ]
    first = [row for at, row in enumerate(printed) if chosen[at % 14] and not row["parent"]]
    office = tmp_path_factory.mktemp("office")
    known = import_tables(office, [make_table(*first)]).added if first else []
    report = import_tables(office, [make_table(*printed)])
    lines = Library(office).chapter("TST").lines
    assert [
        (line.table, line.goal_no, line.indicator.name, line.parent.name if line.parent else "") for line in lines
    ] == [(row["section"], row["goal_no"], row["indicator"], row["parent"]) for row in printed]
    assert set(known) | set(report.added) == {line.id for line in lines}
    assert import_tables(office, [make_table(*printed)]).written == []


def test_a_vanished_row_is_told_and_kept(tmp_path, make_table):
    import_tables(tmp_path, [make_table({"indicator": "Stays here"}, {"indicator": "Goes away"})])
    report = import_tables(tmp_path, [make_table({"indicator": "Stays here"})])
    assert report.vanished == ["tst-goes-away"]
    assert names(tmp_path) == ["Stays here", "Goes away"]
    assert "No longer in the table, kept in the schema: tst-goes-away." in report.lines()


def test_a_name_mended_by_hand_is_known_again(tmp_path, make_table):
    printed = make_table({"indicator": "Rows on NYC. gov/OpenData"}, {"indicator": "Other rows"})
    import_tables(tmp_path, [printed])
    page = tmp_path / "schemas" / "indicators" / "tst.yaml"
    page.write_text(page.read_text(encoding="utf-8").replace("NYC. gov", "NYC.gov"), encoding="utf-8")
    report = import_tables(tmp_path, [printed])
    assert report.added == report.written == []
    assert names(tmp_path)[0] == "Rows on NYC.gov/OpenData"


def test_an_indicator_that_moved_keeps_its_id(tmp_path, make_table):
    import_tables(tmp_path, [make_table({"indicator": "Cases closed"}, {"indicator": "Cases opened"})])
    moved = {"indicator": "Cases closed", "goal_no": "1b", "goal": "Close cases."}
    report = import_tables(tmp_path, [make_table({"indicator": "Cases opened"}, moved)])
    assert report.added == report.vanished == []


def test_a_name_changed_without_a_word_is_known_by_the_id_made_from_it(tmp_path, make_table):
    import_tables(tmp_path, [make_table({"indicator": "Cases"})])
    page = tmp_path / "schemas" / "indicators" / "tst.yaml"
    page.write_text(
        page.read_text(encoding="utf-8").replace("name: Cases", "name: Something wholly different"), encoding="utf-8"
    )
    report = import_tables(tmp_path, [make_table({"indicator": "Cases"})])
    assert report.added == report.vanished == report.written == []
    assert report.renamed == [("tst-cases", "Something wholly different", "Cases")]


def test_windows_line_ends_stay(tmp_path, make_table):
    import_tables(tmp_path, [make_table({"indicator": "One"})])
    page = tmp_path / "schemas" / "indicators" / "tst.yaml"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    before = Library(tmp_path).schema_hash("TST")
    page.write_bytes(page.read_bytes().replace(b"\r\n", b"\n"))
    assert Library(tmp_path).schema_hash("TST") == before
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    import_tables(tmp_path, [make_table({"indicator": "One"}, {"indicator": "Two"})])
    assert page.read_bytes().count(b"\n") == page.read_bytes().count(b"\r\n")
    assert names(tmp_path) == ["One", "Two"]


def test_open_data_ids_are_attached_where_agency_and_name_stand_once(tmp_path, make_table):
    listed = tmp_path / "official.csv"
    listed.write_text(
        "open_data_id,agency_name,indicator\n7,Tests,Cases opened\n8,NYC Department of Tests,Twice\n9,Tests,Twice\n"
        "10,Others,Letters\n11,Department of Tests,“Days” to close (days)\n",
        encoding="utf-8",
    )
    flags, october = tmp_path / "flags.csv", tmp_path / "october.csv"
    flags.write_text("ID,reset Additive to\n7,TRUE\n", encoding="utf-8")
    october.write_text("ID,Oct value fraction of full year value\n7,0.33\n11,1.01\n", encoding="utf-8")
    rows = [{"indicator": name} for name in ("Cases opened", "Twice", "Letters", "'Days' to close (days)")]
    import_tables(tmp_path, [make_table(*rows)], read_open_data(listed, flags, october))
    lines = [line.indicator for line in Library(tmp_path).chapter("TST").lines]
    assert [one.open_data_id for one in lines] == [7, None, None, 11]
    assert [one.october_share for one in lines] == [Decimal("0.330"), None, None, None]
    assert [one.aggregation for one in lines] == [Aggregation.SUM, *[Aggregation.UNKNOWN] * 3]


@pytest.mark.parametrize(
    ("listed", "flags", "said"),
    [
        ("7,Tests\n", "", "official.csv, row 2 has 2 cells; it needs 3"),
        ('7,Tests,"Cases\n', "", "official.csv is no whole CSV file"),
        ("", "7\n", "flags.csv, row 3 has 1 cells; it needs 2"),
    ],
)
def test_a_list_of_open_data_that_is_torn_is_told(tmp_path, listed, flags, said):
    (tmp_path / "official.csv").write_text("open_data_id,agency_name,indicator\n" + listed, encoding="utf-8")
    (tmp_path / "flags.csv").write_text("ID,reset\n\n" + flags, encoding="utf-8")
    with pytest.raises(Fault, match=re.escape(said)):
        read_open_data(tmp_path / "official.csv", tmp_path / "flags.csv")


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([{"indicator": "Share (%)", "FY24": "8.1%", "FY25": "9.3%*"}], "row 2, FY25: “9.3%*”"),
        ([{"indicator": "Share (%)", "FY25": "9.3%", "target_FY26": "nan"}], "row 2, target_FY26: “nan”"),
        (
            [{"indicator": "Tons (000)", "FY24": "3,1 2"}, {"indicator": "- Paper", "parent": "Tons (000)"}],
            "row 2, FY24: “3,1 2”",
        ),
    ],
)
def test_a_figure_that_cannot_be_read_is_told_with_row_and_column(tmp_path, make_table, rows, place):
    with pytest.raises(Fault, match=re.escape(f"table.csv, {place} is no figure.")) as told:
        import_tables(tmp_path, [make_table({"indicator": "Plain", "FY25": "4*"}, name="plain.csv"), make_table(*rows)])
    assert "import again" in told.value.remedy
    assert not list(tmp_path.glob("schemas/**/*.yaml"))


def test_directions_and_arrows_make_the_kind_of_target(tmp_path, make_table):
    kinds = [
        ("Up", "90%", "95%", TargetKind.MINIMUM),
        ("Down", "*", "5", TargetKind.MAXIMUM),
        ("*", "7", "*", TargetKind.EXPECTED),
        ("Up", "↑", "↑", TargetKind.DIRECTIONAL),
        ("Up", "*", "*", TargetKind.NONE),
    ]
    rows = [
        {"indicator": f"Row {number}", "desired_direction": wanted, "target_FY26": this, "target_FY27": following}
        for number, (wanted, this, following, _) in enumerate(kinds)
    ]
    import_tables(tmp_path, [make_table(*rows)])
    assert [line.indicator.target.kind for line in Library(tmp_path).chapter("TST").lines] == [
        kind for *_, kind in kinds
    ]


def test_parts_are_exhaustive_when_three_published_years_add_up(tmp_path, make_table):
    whole = {"indicator": "All", "FY22": "10", "FY23": "20", "FY24": "30", "FY25": "41"}
    north = {"indicator": "North", "parent": "All", "FY22": "4", "FY23": "9", "FY24": "11", "FY25": "30"}
    south = {"indicator": "South", "parent": "All", "FY22": "6", "FY23": "11", "FY24": "19", "FY25": "30"}
    import_tables(tmp_path, [make_table(whole, north, south)])
    assert Library(tmp_path).chapter("TST").lines[0].indicator.exhaustive  # FY25 is a finding, not a reason to give up
    south["FY24"] = "25"
    import_tables(tmp_path / "other", [make_table(whole, north, south)])
    assert not Library(tmp_path / "other").chapter("TST").lines[0].indicator.exhaustive


def test_a_part_without_its_whole_is_refused_and_nothing_is_written(tmp_path, make_table):
    bad = make_table({"indicator": "First"}, {"indicator": "North", "parent": "All"})
    with pytest.raises(Fault, match=r"table.csv, row 3: “North” is a part of “All”, which does not stand above it"):
        import_tables(tmp_path / "office", [bad])
    assert not (tmp_path / "office").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", r"t.csv is empty"),
        (b"  \n", r"t.csv is empty"),
        ("agency,name\nCafé,x\n".encode("cp1252"), r"t.csv, line 2 is not UTF-8"),
        (b"agency;indicator\n1;2\n", r"t.csv is not separated by commas"),
        (b"PK\x03\x04zip", r"t.csv is no whole workbook"),
        (b"agency,indicator\nx,y\n", r"t.csv has no column “agency_name”, “section”"),
        (b"agency,agency,indicator\n1,2,3\n", r"t.csv has the column “agency” twice"),
        (b"agency,agency_name,resource,FY25\nA,B,C\n", r"t.csv, row 2 has 3 cells; the headings are 4"),
        (b"agency,agency_name,resource,FY25\n", r"t.csv has headings but no rows"),
        (b"agency,agency_name,resource\nA,B,C\n", r"t.csv has no column of a fiscal year"),
        (b'agency,agency_name,resource,FY25\nA,B,"C\n', r"t.csv is no whole CSV file"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_the_way_out(tmp_path, content, told):
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(Fault, match=told) as caught:
        read_table(path)
    assert caught.value.remedy


def test_a_missing_table_and_a_folder_are_told(tmp_path):
    with pytest.raises(Fault, match="There is no file"):
        read_table(tmp_path / "absent.csv")
    with pytest.raises(Fault, match="is a folder"):
        read_table(tmp_path)


def test_the_built_in_schemas_are_read_only_to_commands(office):
    with pytest.raises(Fault, match=r"read-only") as caught:
        OfficeFolder(built_in_office()).must_be_own()
    assert "pmr init" in caught.value.remedy
    assert OfficeFolder(office).must_be_own() is None
