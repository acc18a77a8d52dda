"""Samples: drawn by a seed that anybody can draw again, recomputed on a worksheet, read back with their classes."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from season_played import write
from soffice import converted
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.forms.reliability.columns import AT
from pmr_xl.model.fault import Fault
from pmr_xl.model.reliability.sampling import draw, shares, strata_for, stratum_of
from pmr_xl.office import Library

pytestmark = pytest.mark.both_engines

SHEET, HEADINGS = "xl/worksheets/sheet1.xml", {key: AT[key] for key in AT}


@pytest.fixture(scope="module")
def lines():
    return [line for chapter in Library(None).chapters() for line in chapter.lines]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    office = Years(tmp_path_factory.mktemp("drawn") / "office", only=("DSNY", "TLC"))
    office.history()
    return office


@pytest.fixture
def office(made, tmp_path, monkeypatch):
    monkeypatch.setattr(Desk, "today", property(lambda _desk: date(2026, 11, 30)))
    return made.copy(tmp_path / "office")


def sampled(office, *asked):
    told = office.run("reliability", "sample", *asked, "--into", office.folder / "outbox")
    return told, Path(told.strip().splitlines()[-1].strip())


def rows(path):
    """The rows of a worksheet by indicator and period: their cells by heading."""
    sheet = read_book(path).sheet("Recompute")
    found = {}
    for row in sorted(row for row in sheet.cells.rows if row > 6):
        cells = {heading: sheet.at(row, column) for heading, column in HEADINGS.items()}
        said = {heading: cell.value if cell is not None else None for heading, cell in cells.items()}
        found[said["Indicator id"], said["Period code"]] = {**said, "row": row}
    return found


def typed(path, texts, by="Jo Doe"):
    """The worksheet filled in: (indicator, period, heading) → what is typed."""
    there, letters = rows(path), "ABCDEFGHIJKLMNO"
    cells = {
        f"{letters[HEADINGS[heading] - 1]}{there[name, code]['row']}": text
        for (name, code, heading), text in texts.items()
    }
    write(path, aside := path.with_suffix(".aside"), {SHEET: {**({"B4": by} if by else {}), **cells}})
    aside.replace(path)


def test_the_same_seed_draws_the_same_and_another_draws_others(office):
    told, path = sampled(office, "--year", "FY25", "--size", "20", "--seed", "7")
    again, other = sampled(office, "--year", "FY25", "--size", "20", "--seed", "7")
    assert re.search(
        r"Sample S-0001: 20 of \d+ indicators of all agencies, stratified by agency and criticality and unit", told
    )
    assert "S-0002" in again
    assert list(rows(path)) == list(rows(other))
    _, third = sampled(office, "--year", "FY25", "--size", "20", "--seed", "8")
    assert list(rows(third)) != list(rows(path))
    first, second, _ = Desk(office.folder).record.samples()
    assert (first.seed, first.drawn, first.strata) == (second.seed, second.drawn, second.strata)
    assert sum(one.drawn for one in first.strata) == len(first.drawn) == 20
    unsaid, _ = sampled(office, "--year", "FY25", "--size", "5")
    assert re.search(r"seed \d+\.", unsaid)  # one is drawn, told and kept


def test_every_stratum_is_drawn_from_in_proportion(lines):
    drawn, strata = draw(lines, 400, "seed")
    assert len(drawn) == 400 == sum(one.drawn for one in strata)
    assert len(strata) == 268
    assert all(1 <= one.drawn <= one.indicators for one in strata)
    agencies = Counter(one.agency for one in drawn)
    assert len(agencies) == 45
    total = Counter(line.agency for line in lines)
    assert max(abs(agencies[code] - 400 * many / len(lines)) for code, many in total.items()) < 7
    more = [line for line in lines if line.id != drawn[0].indicator]
    assert len({one.indicator for one in drawn} & {one.indicator for one in draw(more, 400, "seed")[0]}) >= 396


def test_a_small_sample_is_stratified_by_less_and_says_so(lines, office):
    assert strata_for(lines, 40, ("agency", "criticality", "unit")) == ("criticality", "unit")
    assert strata_for(lines, 1, ("agency",)) == ()
    told, _ = sampled(office, "--year", "FY25", "--size", "3")
    assert "not by unit: that makes more strata than the sample has indicators" in told or "not by" in told
    drawn, _ = draw(lines, 40, "x", ("criticality", "unit"))
    assert (
        len(
            {
                stratum_of(next(line for line in lines if line.id == one.indicator), ("criticality", "unit"))
                for one in drawn
            }
        )
        == 10
    )


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 60), min_size=1, max_size=30), st.integers(0, 200))
def test_shares_add_up_and_never_exceed_a_stratum(sizes, wanted):
    given_out = shares(sizes, wanted)
    assert sum(given_out.values()) == min(wanted, sum(sizes.values()))
    assert all(0 <= given_out[name] <= size for name, size in sizes.items())
    if wanted >= len(sizes):
        assert min(given_out.values()) >= 1


def test_no_indicator_is_drawn_more_often_than_others(lines):
    """Over 300 seeds each of a stratum's twenty comes about as often: permanent random numbers are even."""
    some = [line for line in lines if line.agency == "DSNY"][:20]
    times = Counter(one.indicator for seed in range(300) for one in draw(some, 5, str(seed), ())[0])
    assert len(times) == 20
    assert sum(times.values()) == 1500
    assert 45 < min(times.values()) <= max(times.values()) < 110  # 75 expected, standard deviation 7.5


def test_filled_in_and_read_back_with_classes_actions_and_what_differs(office):
    _, path = sampled(office, "DSNY", "--year", "FY25", "--size", "12", "--seed", "7")
    there = list(rows(path))
    same, other, short, bare, none = (name for name, _ in there[:5])
    reported = {name: row["Reported"] for (name, _), row in rows(path).items()}
    numbers = [name for name in (same, other) if isinstance(reported[name], float)]
    assert len(numbers) == 2
    typed(
        path,
        {
            (same, "FY25", "Recomputed"): reported[same], (same, "FY25", "Class"): "certified",
            (other, "FY25", "Recomputed"): reported[other] + 1, (other, "FY25", "Class"): "inaccurate",
            (other, "FY25", "What was looked at"): "all work orders", (other, "FY25", "Action agreed"): "Count once",
            (other, "FY25", "By when"): "2027-03-31",
            (short, "FY25", "Class"): "factors prevented certification", (short, "FY25", "What was looked at"): "log",
            (bare, "FY25", "Recomputed"): 1.0,
            (none, "FY25", "Class"): "fine", (none, "FY25", "What was looked at"): "log",
        },
    )  # fmt: skip
    told = office.run("reliability", "read", path, leaves=4)
    assert "2 looks noted, 0 as before, 7 not filled in." in told
    assert f"✕ {other}: inaccurate  C-0001: Count once" in told
    assert "says by what" in told
    assert "has no class yet" in told
    assert "“fine” is no class" in told
    looks = {one.indicator: one for one in Desk(office.folder).record.assessments("FY25")}
    assert {name: one.verdict.value for name, one in looks.items()} == {same: "certified", other: "inaccurate"}
    assert (looks[same].looked, looks[same].who, looks[same].sample) == (
        "recomputed from its source",
        "Jo Doe",
        "S-0001",
    )
    assert looks[other].recomputed != looks[other].reported
    assert looks[other].commitment == "C-0001"
    again = office.run("reliability", "read", path, leaves=4)
    assert "0 looks noted, 2 as before" in again
    assert office.run("commitment", "list").count("Count once") == 1


def test_months_are_drawn_recomputed_and_told_where_they_differ(office):
    months = office.folder / "months.csv"
    lines = [f"DSNY,Lots cleaned citywide,2025,{month},{10 + month},{10 * month}" for month in range(1, 13)]
    months.write_text("\n".join(["agency,indicator,fiscal_year,fiscal_month,value,fytd_value", *lines, ""]), "utf-8")
    office.run("record", "import-months", months)
    told, path = sampled(office, "DSNY", "--year", "FY25", "--size", "58", "--months", "3", "--seed", "7")
    lots = "dsny-lots-cleaned-citywide"
    drawn = [code for name, code in rows(path) if name == lots]
    assert (len(drawn), drawn[0]) == (4, "FY25")
    assert "3 months" in told
    there = {code: row["Reported"] for (name, code), row in rows(path).items() if name == lots}
    first, second, third = drawn[1:]
    figures = {first: there[first], second: there[second] + 1, third: there[third]}
    texts = {(lots, code, "Recomputed"): figure for code, figure in figures.items()}
    typed(path, {**texts, (lots, "FY25", "Class"): "certified"})
    assert "that is not certified" in office.run("reliability", "read", path, leaves=4)
    typed(path, {**texts, (lots, "FY25", "Class"): "inaccurate"})
    office.run("reliability", "read", path)
    (look,) = Desk(office.folder).record.assessments("FY25")
    assert look.looked.startswith("3 months recomputed, 2 the same; ")
    assert f"{there[second]:.0f}, from its source {there[second] + 1:.0f}" in look.looked


def test_what_is_certified_must_be_what_was_reported(office):
    _, path = sampled(office, "DSNY", "--year", "FY25", "--size", "12", "--seed", "7")
    name = next(name for (name, _), row in rows(path).items() if isinstance(row["Reported"], float))
    reported = next(row["Reported"] for (one, _), row in rows(path).items() if one == name)
    typed(path, {(name, "FY25", "Recomputed"): reported * 2 + 1, (name, "FY25", "Class"): "certified"})
    told = office.run("reliability", "read", path, leaves=4)
    assert "that is not certified" in told
    assert Desk(office.folder).record.assessments() == []


def test_nobody_named_another_office_s_sheet_and_another_workbook_are_refused(office, made):
    _, path = sampled(office, "DSNY", "--year", "FY25", "--size", "5", "--seed", "7")
    name = next(iter(rows(path)))[0]
    typed(path, {(name, "FY25", "Class"): "certified", (name, "FY25", "What was looked at"): "log"}, by="")
    assert "does not say who looked" in office.run("reliability", "read", path, leaves=2)
    assert "knows no sample S-0001" in made.run("reliability", "read", path, "--by", "Jo", leaves=2)
    form = office.form("DSNY")
    assert "is no worksheet of a sample" in office.run("reliability", "read", form, leaves=2)
    assert "is the worksheet of a sample: skipped" in office.run("validate", form, path, leaves=None)


@pytest.mark.libreoffice
def test_the_sheet_says_at_once_whether_the_figures_are_the_same(office, tmp_path):
    _, path = sampled(office, "DSNY", "TLC", "--year", "FY25", "--size", "40", "--seed", "7")
    numbers = [(name, row["Reported"]) for (name, _), row in rows(path).items() if isinstance(row["Reported"], float)]
    assert len(numbers) >= 30
    texts = {(name, "FY25", "Recomputed"): value + (at % 2) for at, (name, value) in enumerate(numbers[:-2])}
    typed(path, texts)
    converted(path, tmp_path, "xlsx:Calc MS Excel 2007 XML", recalculate=True)
    found = rows(tmp_path / path.name)
    said = [found[name, "FY25"]["Check"] for name, _ in numbers]
    assert said[:-2] == ["✕ Differs" if at % 2 else "✓ Same" for at in range(len(numbers) - 2)]
    assert said[-2:] == ["○ To do"] * 2
    sheet = load_workbook(path)["Recompute"]
    assert sheet.freeze_panes == "B7"
    assert len([one for one in sheet.data_validations.dataValidation if one.type == "list"]) == 1


def test_a_sample_whose_worksheet_cannot_be_written_is_not_kept(office, monkeypatch):
    def refuse(*_arguments):
        raise Fault("The sheet cannot be written.", "Name another folder.")

    asked = ("reliability", "sample", "DSNY", "--year", "FY25", "--size", "3", "--seed", "1")
    with monkeypatch.context() as held:
        held.setattr("pmr_xl.books.writing.writer.write", refuse)
        assert "cannot be written" in office.run(*asked, leaves=2)
    told, path = sampled(office, "DSNY", "--year", "FY25", "--size", "3", "--seed", "1")
    assert told.startswith("✓ Sample S-0001: ")
    assert path.is_file()


def test_a_heading_that_is_gone_is_left_out_and_told(office):
    _, path = sampled(office, "DSNY", "--year", "FY25", "--size", "5", "--seed", "7")
    typed(path, {})
    book = load_workbook(path)
    book["Recompute"].cell(6, HEADINGS["Limits"]).value = None
    book.save(path)
    told = office.run("reliability", "read", path, leaves=4)
    assert "Left out, Recompute, row 6: the heading “Limits” is missing; what stood under it is not read." in told
