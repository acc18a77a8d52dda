"""Figures by place are imported through the command line: every shape, every fault by its row, nothing twice."""

from decimal import Decimal

import pytest
from click.testing import CliRunner
from pace import at_most
from places_played import CLEAN, MONTHS, districts, row, written

from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.office import init_office

pytestmark = pytest.mark.both_engines

ID, BY = "dsny-scorecard-streets-clean", "community_district"


@pytest.fixture
def office(tmp_path):
    return init_office(tmp_path / "office")


def ask(office, *asked):
    done = CliRunner().invoke(pmr, ["--office", str(office), *map(str, asked)], catch_exceptions=False)
    return done.exit_code, done.output


def by_place(office, until=None):
    return Desk(office).record.past_by_member([ID], until).of(ID, BY)


def test_a_file_of_the_scorecards_shape_comes_in_whole_and_once(office, tmp_path):
    rows = [row(*one, period, 90 + number % 9) for number, period in enumerate(MONTHS) for one in districts()]
    rows += [row(code, name, "FY2016", "93.5") for code, name in districts()]
    path = written(tmp_path / "scorecard.csv", rows)
    with at_most(3.0):
        code, told = ask(office, "record", "import-places", path)
    assert code == 0, told
    assert "scorecard.csv: 767 figures of 59 places or groups in 13 periods, 767 of them new" in told
    assert "in 13 periods, 0 of them new" in ask(office, "record", "import-places", path)[1]
    found = by_place(office)
    assert len(found) == 59
    assert found["202"][Period(2016)] == Decimal("93.5")
    assert found["503"][Period.parse("FY16-M01")] == 90
    assert Period(2016) not in by_place(office, Edition(Report.PMMR, 2016))["202"], "the MMR states the year"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (f"{CLEAN} - Bronx 02", "202"), (f"{CLEAN} - Bronx 2", ""), ("Streets rated acceptably clean (%)", "BX02"),
        ("Streets rated acceptably clean (%) – Bronx 02", "Bronx 2"),
    ],
)  # fmt: skip
def test_the_place_stands_in_its_column_or_in_the_name(office, tmp_path, name, place):
    path = written(tmp_path / "one.csv", [row("", "", "2016-06", "91.2", indicator=name, place=place, parent_id="")])
    assert ask(office, "record", "import-places", path)[0] == 0
    assert by_place(office)["202"] == {Period.parse("FY16-M12"): Decimal("91.2")}


def test_open_data_names_of_columns_are_known_and_a_workbook_too(office, tmp_path):
    import pandas as pd

    row_ = {"Agency": "DSNY", "Indicator": CLEAN, "Geotype": "CB", "Geovalue": "202", "Period": "FY2016", "Value": "9"}
    path = tmp_path / "one.xlsx"
    pd.DataFrame([row_]).to_excel(path, index=False)
    code, told = ask(office, "record", "import-places", path)
    assert code == 0, told
    assert by_place(office)["202"] == {Period(2016): Decimal(9)}


def test_what_is_left_out_is_told_by_its_row_and_the_rest_is_taken(office, tmp_path):
    good = row("202", "Bronx 02", "2016-06", "91.2")
    rows = [
        good, good,
        row("218", "Bronx 18", "2016-06", "91.2"),
        row("203", "Bronx 02", "2016-06", "91.2"),
        row("204", "Bronx 04", "2016-13", "91.2"),
        row("204", "Bronx 04", "2016-06", "91.2", year=2015),
        row("204", "Bronx 04", "2016-06", "many"),
        row("204", "Bronx 04", "2016-06", ""),
        row("205", "Bronx 05", "2016-06", "91.2"), row("205", "Bronx 05", "2016-06", "19.2"),
        row("206", "Bronx 06", "2016-06", "N/A"),
        row("207", "Bronx 07", "2016-06", "1", parent_id="", indicator="Trees by colour - Bronx 07"),
        row("207", "Bronx 07", "2016-06", "1", place_kind="Precinct"),
        row("", "", "2016-06", "1", parent_id="", open_data_id="", indicator="Lots cleaned citywide", place="Bronx 3"),
    ]  # fmt: skip
    code, told = ask(office, "record", "import-places", written(tmp_path / "f.csv", rows))
    assert code == 4
    assert "f.csv: 2 figures of 2 places or groups in 1 period, 2 of them new" in told
    assert "1 rows say again" in told
    assert "1 figures say that they are not available" in told
    for line in (
        "row 4: “218” is no community district.",
        "row 5: its place is “203”, and its name says “Bronx 02”.",
        "row 6: “2016-13” is no period; 2015-07 and FY2016 are.",
        "row 7: its fiscal year is 2015, and 2016-06 lies in fiscal 2016.",
        "row 8: “many” is not a figure in ",
        "row 9: it has no figure.",
        "rows 10, 11: dsny-scorecard-streets-clean, 205, Jun 2016 has different figures: 91.2% (row 10), 19.2%",
        "because no schema knows it: DSNY “Trees by colour - Bronx 07” (1 row)",
        "row 14: “Precinct” is none of its breakdowns (community_district).",
        "is not broken down; its schema has no “breakdowns:”",
    ):
        assert line in told
    assert set(by_place(office)) == {"202", "206"}


def test_a_dry_run_stores_nothing_and_a_file_without_places_is_refused(office, tmp_path):
    path = written(tmp_path / "one.csv", [row("202", "Bronx 02", "2016-06", "91.2")])
    assert "1 of them new" in ask(office, "record", "import-places", path, "--dry-run")[1]
    assert by_place(office) == {}
    other = written(tmp_path / "other.csv", [{"agency": "DSNY", "indicator": "x", "place": "202", "value": "1"}])
    with pytest.raises(Fault, match="has no column “period”"):
        ask(office, "record", "import-places", other)


def test_a_correction_of_a_place_counts_from_the_edition_that_states_it(office, tmp_path):
    ask(office, "record", "import-places", written(tmp_path / "a.csv", [row("202", "Bronx 02", "FY2016", "91.2")]))
    ask(office, "record", "import-places", written(tmp_path / "b.csv", [row("202", "Bronx 02", "FY2016", "92.2")]))
    assert by_place(office)["202"] == {Period(2016): Decimal("92.2")}
