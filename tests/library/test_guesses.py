"""How months become a year: guessed from words and years, shown to the office, confirmed by it; never judged by."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.imports.drafts.guessing import guess
from pmr_xl.imports.drafts.inferring import unit
from pmr_xl.imports.importing import import_tables
from pmr_xl.model.measure import Unit
from pmr_xl.model.schema.indicator import Aggregation, Indicator, Year
from pmr_xl.office import Library, init_office

# Drawn at random from the fiscal 2026 report among the rows whose aggregation nothing says, and read by hand.
READ = Path(__file__).parents[1] / "data" / "months_become_years.csv"
SAID = re.compile(r" *(?:aggregation|guessed|frequency|guessed_frequency):")
CONFIRMED = re.compile(r" *(?:aggregation|frequency):")


def test_guesses_agree_with_what_was_read_by_hand():
    with READ.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) >= 60
    told = [(row["indicator"], guess(Indicator("x-y", row["indicator"])), row["read"]) for row in rows]
    wrong = [(name, how) for name, how, read in told if how is not None and how.value != read]
    right = [name for name, how, read in told if how is not None and how.value == read]
    assert len(wrong) / (len(wrong) + len(right)) <= 0.05, wrong
    known = [name for name, _, read in told if read in ("sum", "last")]
    assert len(right) / len(known) >= 0.75


@pytest.mark.parametrize(
    ("name", "years", "how"),
    [
        ("Summonses issued", ("9,120", "8,004", "9,511"), Aggregation.SUM),
        ("Cases pending in federal court", (), Aggregation.LAST),
        ("Households assisted", ("37,502", "37,444", "37,394", "37,444"), None),  # what happens is not so steady
        ("Backlog of complaints received", (), None),  # both
        ("Average visits served", (), None),
        ("Bridges", (), None),
    ],
)
def test_words_and_years_speak(name, years, how):
    assert guess(Indicator("x-y", name), years) is how


def test_nothing_is_guessed_where_it_is_known_or_the_year_is_another():
    assert guess(Indicator("x-y", "Summonses issued", aggregation=Aggregation.LAST)) is None
    assert guess(Indicator("x-y", "Summonses issued", year=Year.CALENDAR)) is None
    assert guess(Indicator("x-y", "Summonses issued", unit=Unit.PERCENT)) is None


@pytest.mark.parametrize("label", ["Visits (per 10,000 children)", "Fires per 100,000", "Falls per 1,000"])
def test_so_many_of_so_many_is_a_rate(label):
    assert unit(label, "number", ["1.2"]) is Unit.RATE


def test_an_import_marks_its_guesses_and_they_become_the_aggregation(tmp_path, make_table):
    office = tmp_path / "new"
    import_tables(office, [make_table({"indicator": "Summonses issued"}, {"indicator": "Bridges"})])
    made, other = (line.indicator for line in Library(office).chapter("TST").lines)
    assert (made.aggregation, made.guessed, other.guessed) == (Aggregation.UNKNOWN, Aggregation.SUM, None)
    assert ask(office, "schema", "guesses").splitlines()[0].split()[:3] == ["TST", "sum", "tst-summonses-issued"]
    path = office / "schemas" / "indicators" / "tst.yaml"
    text = path.read_text(encoding="utf-8").replace("guessed: sum", "guessed: sum  # perhaps")
    path.write_text(text, encoding="utf-8")
    assert "1 confirmed" in ask(office, "schema", "confirm", "TST")
    assert path.read_text(encoding="utf-8") == text.replace("guessed: sum", "aggregation: sum")
    assert ask(office, "schema", "guesses").startswith("0 guesses")


def test_many_are_confirmed_at_once_and_nothing_else_moves(tmp_path):
    office = init_office(tmp_path / "office")
    listed = [line.split()[1:3] for line in ask(office, "schema", "guesses", "DSNY", "DEP").splitlines()[:-1]]
    assert len(listed) > 30
    files = [office / "schemas" / "indicators" / f"{name}.yaml" for name in ("dsny", "dep")]
    before = [path.read_text(encoding="utf-8").splitlines() for path in files]
    left = next(name for how, name in listed if name.startswith("dsny-") and how == "sum")
    ask(office, "schema", "confirm", "DSNY", "dep", "--but", left)
    library = Library(office)
    lines = library.chapter("DSNY").by_id | library.chapter("DEP").by_id
    months = {name: how for how, name in listed if how in ("sum", "last")}
    often = {name: how for how, name in listed if how not in ("sum", "last")}
    assert len(months) > 30
    assert len(often) >= 3
    for name, how in months.items():
        assert lines[name].indicator.aggregation.value == ("unknown" if name == left else how)
    for name, how in often.items():
        assert lines[name].indicator.frequency.value == how
    added = 0
    for path, was in zip(files, before, strict=True):
        now = path.read_text(encoding="utf-8").splitlines()
        assert [line for line in now if not SAID.match(line)] == [line for line in was if not SAID.match(line)]
        added += sum(bool(CONFIRMED.match(line)) for line in now) - sum(bool(CONFIRMED.match(line)) for line in was)
    assert added == len(listed) - 1


def ask(office: Path, *arguments: str) -> str:
    told = CliRunner().invoke(pmr, ["--office", str(office), *arguments])
    assert told.exit_code == 0, (told.output, told.exception)
    return told.output
