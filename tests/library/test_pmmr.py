"""Tables of the Preliminary MMR: four months, plans of two dates, and the words in which it differs from the MMR."""

import csv
from decimal import Decimal

import pytest

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.imported.tables import import_table
from pmr_xl.imports.columns import column_of
from pmr_xl.imports.facts import published_facts, reported_facts
from pmr_xl.imports.importing import import_tables
from pmr_xl.imports.matching import match
from pmr_xl.imports.published import TableLayout, read_table
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.measure import Sign
from pmr_xl.office import Library, built_in_office, init_office

PUBLISHED = built_in_office() / "schemas" / "published"
INDICATORS, RESOURCES = PUBLISHED / "pmmr_fy2026_hra_indicators.csv", PUBLISHED / "pmmr_fy2026_hra_resources.csv"
PMMR, SEPTEMBER = Edition(Report.PMMR, 2026), Edition(Report.MMR, 2025)
WAIT = "hra-average-customer-person-wait-time"


@pytest.fixture(scope="module")
def preliminary():
    return read_table(INDICATORS)


@pytest.fixture
def changed(tmp_path):
    """The published table of indicators with cells of one row changed, or a row added like another."""

    def write(beginning, *, add=False, **cells):
        with INDICATORS.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        place = next(at for at, row in enumerate(rows) if row["indicator"].startswith(beginning))
        if add:
            rows.insert(place, dict(rows[place]))
        rows[place] |= cells
        path = tmp_path / "pmmr.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.mark.parametrize(
    ("heading", "kind", "period", "edition"),
    [
        ("FY25", FactKind.ACTUAL, "FY25", None),
        ("FY23_actual", FactKind.ACTUAL, "FY23", None),
        ("fy25_4mo", FactKind.ACTUAL, "FY25-T04", None),
        ("FY26_4mo_actual", FactKind.ACTUAL, "FY26-T04", None),
        ("FY25_expenditures_millions", FactKind.ACTUAL, "FY25", None),
        ("FY26_modified_budget_or_plan_millions", FactKind.TARGET, "FY26", None),
        ("target_FY27", FactKind.TARGET, "FY27", None),
        ("plan_FY26", FactKind.TARGET, "FY26", None),
        ("FY26_updated_plan", FactKind.TARGET, "FY26", None),
        ("FY27_plan", FactKind.TARGET, "FY27", None),
        ("FY26_sept2025_mmr_plan", FactKind.TARGET, "FY26", SEPTEMBER),
    ],
)
def test_a_heading_says_what_its_column_holds(heading, kind, period, edition):
    column = column_of(heading)
    assert (column.kind, column.period, column.edition) == (kind, Period.parse(period), edition)


@pytest.mark.parametrize("heading", ["goal", "FY2025", "fy25_13mo", "FY25_remark", "target_FY26_note", "trend_5yr", ""])
def test_columns_of_words_hold_no_figures(heading):
    assert column_of(heading) is None


def test_the_table_comes_out_in_the_words_of_the_mmr(preliminary):
    assert (preliminary.layout, preliminary.year, len(preliminary.rows)) == (TableLayout.INDICATORS, 2026, 98)
    assert preliminary.years == ("FY23", "FY24", "FY25")
    assert preliminary.targets == ("target_FY26", "target_FY27")
    first, last = preliminary.rows[0], preliminary.rows[-1]
    assert (first["section"], first["parent"], first["desired_direction"]) == ("", "", "")
    assert last["section"] == "AGENCY CUSTOMER SERVICE - Customer Experience"
    assert first["agency_name"] == "Human Resources Administration"
    arrows = [row["target_FY26"] for row in preliminary.rows if row["target_FY26"] in ("↑", "↓", "ñ", "ò")]
    assert arrows == [*["↑"] * 6, "↓"]


def test_every_row_is_known_by_place_and_name(shipped, preliminary):
    found = match(preliminary, preliminary.rows, shipped.chapter("HRA"))
    assert len(found.ids) == 98
    assert found.renamed == []
    assert found.vanished == [
        "hra-cash-assistance-average-monthly-benefit",
        "hra-home-energy-program-heap-cases-benefit",
    ]


def test_history_is_of_the_preliminary_edition_and_without_its_own_months(shipped, preliminary):
    ((edition, facts),) = published_facts(shipped, preliminary, 2026).items()
    assert edition == PMMR
    assert len(facts) == 98 * 6
    periods = {fact.period.code for fact in facts if fact.kind is FactKind.ACTUAL}
    assert periods == {"FY23", "FY24", "FY25", "FY25-T04"}
    by_place = {fact.place: fact for fact in facts}
    assert by_place["row 96, fy25_4mo"].figure == 84 * 60 + 20
    assert (by_place["row 26, target_FY27"].figure, by_place["row 26, target_FY27"].printed) == (Sign.UP, "↑")


def test_the_plan_of_september_stays_septembers(shipped):
    by_edition = published_facts(shipped, read_table(RESOURCES), 2026)
    assert {edition: len(facts) for edition, facts in by_edition.items()} == {PMMR: 6 * 7, SEPTEMBER: 6}
    told = {
        (fact.period.code, fact.kind.value): fact.printed
        for fact in by_edition[PMMR]
        if fact.indicator == "hra-resource-expenditures"
    }
    assert told == {
        ("FY23", "actual"): "$11,127.0",
        ("FY24", "actual"): "$12,448.8",
        ("FY25", "actual"): "$13,167.4",
        ("FY26", "target"): "$14,204.5",
        ("FY27", "target"): "$14,628.3",
        ("FY25-T04", "actual"): "$4,907.1",
        ("FY26-T04", "actual"): "$5,530.8",
    }


def loaded(desk, path):
    told = import_table(desk, path, 2026)
    return told.figures, told.new, told.left_out


def test_the_record_tells_what_was_planned_in_september_from_what_is_planned_now(tmp_path):
    desk = Desk(init_office(tmp_path / "office"))
    assert loaded(desk, RESOURCES) == (48, 48, ())
    chapters, spending, year = [desk.library.chapter("HRA")], "hra-resource-expenditures", Period(2026)
    assert desk.past(chapters).target(spending, year) == Decimal("14204.5")
    assert desk.past(chapters, SEPTEMBER).target(spending, year) == Decimal("11974.3")
    assert desk.past(chapters, SEPTEMBER).actuals == {}


def test_an_impossible_figure_of_this_year_does_not_stop_the_history(tmp_path):
    desk = Desk(init_office(tmp_path / "office"))
    assert loaded(desk, INDICATORS) == (588, 588, ())
    assert loaded(desk, INDICATORS) == (588, 0, ())


def test_an_impossible_figure_of_the_past_is_left_out_and_told(tmp_path, changed):
    desk = Desk(init_office(tmp_path / "office"))
    path = changed("Average customer in-person wait time", fy25_4mo="90:60", FY23="half")
    assert loaded(desk, path) == (
        586,
        586,
        (
            "pmmr.csv, row 96, FY23: “half” is not minutes:seconds; 9:13 is.",
            "pmmr.csv, row 96, fy25_4mo: “90:60” has 60 seconds; the part after the colon is 00 to 59.",
        ),
    )
    past = desk.past([desk.library.chapter("HRA")])
    assert past.actual(WAIT, Period.parse("FY25-T04")) is None
    assert past.actual(WAIT, Period(2024)) == 77 * 60 + 30


def test_what_agencies_reported_is_all_but_the_impossible_figure(shipped, preliminary):
    with pytest.raises(Fault, match=r"row 96, fy26_4mo: “90:60” has 60 seconds"):
        reported_facts(shipped, preliminary, 2026)
    unread: list[Fault] = []
    reported = reported_facts(shipped, preliminary, 2026, unread)
    assert len(reported) == 97
    assert {fact.period.code for fact in reported} == {"FY26-T04"}
    assert WAIT not in {fact.indicator for fact in reported}
    assert len(unread) == 1


def test_a_row_that_no_schema_has_is_named_and_never_guessed(shipped, changed):
    path = changed("Homebase enrollments", add=True, indicator="Wholly new things counted")
    with pytest.raises(Fault, match=r"schema of HRA does not know: row 43 “Wholly new things counted”\.") as caught:
        published_facts(shipped, read_table(path), 2026)
    assert "pmr schema import" in caught.value.remedy


def test_a_table_of_another_year_is_refused(shipped, preliminary):
    with pytest.raises(Fault, match="is a table of fiscal 2026, not of 2025"):
        published_facts(shipped, preliminary, 2025)


def test_a_sub_row_stands_under_its_whole(tmp_path, changed):
    path = changed("CityFHEPS — Average subsidy", is_sub_row="Y", parent_row="CityFHEPS — Cases receiving subsidy")
    import_tables(tmp_path / "new", [read_table(path)])
    (part,) = [line for line in Library(tmp_path / "new").chapter("HRA").lines if line.parent]
    assert (part.indicator.name, part.parent.name) == (
        "CityFHEPS — Average subsidy amount ($)",
        "CityFHEPS — Cases receiving subsidy",
    )


def test_schemas_are_brought_up_to_it_without_a_new_row_or_table(office, preliminary):
    report = import_tables(office, [read_table(RESOURCES), preliminary])
    assert (report.added, report.written, len(report.vanished)) == ([], [], 2)


def test_a_new_row_of_customer_service_joins_the_table_that_is_there(office, changed):
    path = changed("E-mails responded to", add=True, indicator="Parcels answered within 14 days")
    report = import_tables(office, [read_table(path)])
    assert report.added == ["hra-parcels-answered-within-14-days"]
    line = Library(office).chapter("HRA").by_id["hra-parcels-answered-within-14-days"]
    assert line.table == "Customer Experience"


def test_a_chapter_can_begin_with_the_preliminary_report(tmp_path, preliminary, shipped):
    report = import_tables(tmp_path, [preliminary, read_table(RESOURCES)])
    assert (report.agencies, len(report.added)) == (["HRA"], 98 + 6)
    made, known = Library(tmp_path).chapter("HRA"), shipped.chapter("HRA").by_id
    assert made.name == "Human Resources Administration"
    assert [resource.decimals for resource in made.resources] == [1, 1, 0, 1, 1, 1]
    units = {line.indicator.name: line.indicator.unit for line in known.values()}
    assert all(line.indicator.unit is units.get(line.indicator.name, line.indicator.unit) for line in made.lines)
