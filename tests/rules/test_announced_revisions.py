"""The revisions that the fiscal 2026 report announces, against the figures it prints: two sentences are wrong."""

import csv
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

from example import SETTINGS
from printed_report import past_of
from published import agencies

from pmr_xl.mmr.noteworthy import noteworthy
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Entered
from pmr_xl.model.fact import Restated
from pmr_xl.model.fiscal import Period
from pmr_xl.model.past import Past
from pmr_xl.model.submission import Restatement
from pmr_xl.rules.revision.note_and_figure import note_and_figure
from pmr_xl.rules.revision.restated_by_much import restated_by_much
from pmr_xl.rules.revision.size_and_figures import size_and_figures

TABLE = Path(__file__).parents[1] / "data" / "published_revisions.csv"
SLIPS = {("NYPD", "Major felony crime", "FY23"), ("NYPD", "Crisis Intervention Team training", "FY25")}


def announced():
    """Line, period, previous figure, announced figure, printed figure of every revision that can be looked up."""
    chapters = {filled.chapter.agency: filled.chapter for filled in agencies()}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            chapter = chapters.get(row["agency"])
            found = [] if chapter is None else [line for line in chapter.lines if line.label == row["indicator"]]
            if len(found) == 1 and row["note_vs_table"] != "not in transcription":
                yield found[0], Period.parse(row["fiscal_year"]), row


def test_the_report_s_own_two_slips_are_found_and_nothing_else():
    looked_at, found = 0, set()
    for line, period, row in announced():
        measure = line.indicator.measure
        previous, printed = measure.parse(row["previous_value"]), measure.parse(row["value_in_fy2026_table"])
        sentence = f"Revised from {row['previous_value']} to {row['revised_value_per_note']} to reflect updated data."
        said = Entered("explanation", "Explanation", CellRef("Restatements", 7, 7))
        restatement = Restatement(7, {"explanation": said}, line, period, previous, printed, "Late data", sentence)
        looked_at += 1
        if list(note_and_figure(restatement, Past({line.id: {period: previous}}))):
            found.add((line.agency, line.indicator.name.partition(" (")[0], period.code))
    assert looked_at == 123
    assert found == SLIPS


def restated(line, period, row, sentence):
    """The announced revision as a row of Restatements, and what was published and is printed around it."""
    measure = line.indicator.measure
    old, new = measure.parse(row["previous_value"]), measure.parse(row["value_in_fy2026_table"])
    cells = {
        key: Entered(key, key.title(), CellRef("Restatements", 7, at)) for at, key in ((5, "new"), (7, "explanation"))
    }
    one = Restatement(7, cells, line, period, old, new, "Late data", sentence)
    printed = past_of(line.agency).actuals[line.id]
    changed = {line.id: {period: Restated(line.id, period, old, new, stood=old, here=True)}}
    return one, Past({line.id: {**printed, period: new}}, restated=changed)


def test_how_many_announced_revisions_are_asked_about_for_their_size():
    """The page's rate: seven of 117; none in the stock sentence, which says from what to what."""
    asked, told, looked_at = set(), [], 0
    for line, period, row in announced():
        one, past = restated(line, period, row, "Counts of two districts came late and were added.")
        if not isinstance(past.published_figures(line.id).get(period), Decimal):
            continue
        looked_at += 1
        if list(restated_by_much(one, past, SETTINGS)):
            asked.add((line.agency, line.indicator.name.partition(" (")[0]))
            told.append(period)
        if (line.agency, line.indicator.name.partition(" (")[0], period.code) in SLIPS:
            continue
        sentence = f"Revised from {row['previous_value']} to {row['revised_value_per_note']} to reflect updated data."
        one, past = restated(line, period, row, sentence)
        submission = SimpleNamespace(restatements=(one,))
        assert not list(restated_by_much(one, past, SETTINGS))
        assert not list(size_and_figures(one, submission, past))
    assert (looked_at, len(told)) == (117, 7)
    assert asked == {
        ("NYPD", "Crisis Intervention Team training"),
        ("DSNY", "Cleanliness violations issued"),
        ("HPD", "Inspection visits per team per day"),
        ("HPD", "Section 8 — Housing choice vouchers issued"),
    }


def test_an_announced_revision_in_the_stock_sentence():
    line, period, row = next(told for told in announced() if told[2]["agency"] == "DSNY")
    chapter = next(filled.chapter for filled in agencies() if filled.chapter.agency == "DSNY")
    measure = line.indicator.measure
    old, new = measure.parse(row["previous_value"]), measure.parse(row["value_in_fy2026_table"])
    (change,) = noteworthy(chapter, [Restated(line.id, period, old, new, "Late data: a district reported late")])
    assert change.sentence == (
        "Goal 1a: Previously reported Fiscal 2024 data for ‘Litter baskets serviced (000)’ was revised "
        "from 8,816.1 to 9,523.4."
    )
    assert (change.old, change.new, change.reason) == ("8,816.1", "9,523.4", "Late data: a district reported late")
