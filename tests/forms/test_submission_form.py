from dataclasses import replace
from decimal import Decimal

import pytest
from example import CHAPTER, CPR, MMR, MONTHLY, PAST, PMMR, SETTINGS
from recalculation import recalculated

from pmr_xl.analysis.comparison import compare
from pmr_xl.books.writing.writer import workbook_bytes, write
from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.pages import Formula
from pmr_xl.forms.paper.paper_book import with_values
from pmr_xl.forms.submission_form.plan import COMPLETE, EXPLAIN, FIRST_ROW, FIX, TO_DO
from pmr_xl.model.book.places import from_a1
from pmr_xl.model.entry import Ask
from pmr_xl.model.measure import Unit
from pmr_xl.model.past import Past
from pmr_xl.model.reason import NaReason, reason_of
from pmr_xl.model.schema.chapter import Chapter, Goal, Service

BLANK = submission_form.lay(CHAPTER, MMR, PAST, SETTINGS, schema_hash="0123abcd")
ROW = {line.id: row for row, line in enumerate(CHAPTER.lines, start=FIRST_ROW)}
SHEET = BLANK.page("Submission")


def put(address, paper=BLANK, sheet="Submission"):
    return paper.page(sheet).cells[from_a1(address)]


def test_headings_of_the_mmr():
    assert [column.heading for column in submission_form.columns(MMR)] == [
        "Id", "Goal", "Indicator", "Unit", "Want", "FY22", "FY23", "FY24", "FY25", "FY26 actual", "Status",
        "What to do", "If NA: reason", "Current target FY26", "Proposed target FY27", "Explanation",
    ]  # fmt: skip
    assert put("J2").content == "FY26 actual"


def test_headings_of_the_pmmr():
    headings = [column.heading for column in submission_form.columns(PMMR)]
    assert headings[5:10] == ["FY23", "FY24", "FY25", "FY25 4-month", "FY26 4-month actual"]
    assert headings.index("Current target FY26") == 13
    paper = submission_form.lay(CHAPTER, PMMR, PAST, SETTINGS, schema_hash="x")
    assert put("I3", paper).content == pytest.approx(257 / 3)
    assert "FY25 4-month" in next(rule.prompt for rule in paper.page("Submission").rules)


def test_headings_and_hints_of_a_month():
    headings = [column.heading for column in submission_form.columns(CPR)]
    assert headings[5:9] == ["Nov 2024", "Oct 2025", "FY25 5-month", "FY26 4-month"]
    assert headings[9:] == [
        *("Nov 2025 actual", "Year to date", "Status", "What to do", "If NA: reason"),
        *("Current target FY26", "Explanation"),
    ]
    paper = submission_form.lay(CHAPTER, CPR, MONTHLY, SETTINGS, schema_hash="x")
    assert paper.names["pmr_to_date"] == "=Submission!$K$3:$K$18"
    assert "pmr_next_target" not in paper.names
    hints = [put(f"M{row}", paper).content.result for row in range(3, 19)]
    assert hints[2].endswith("Year to date: may stay empty; it is the months added up.")
    assert hints[1].endswith("Type the year to date too.")
    assert hints[12].endswith("Year to date: may stay empty; it is the month’s own figure.")
    prompts = [rule.prompt for rule in paper.page("Submission").rules if rule.prompt_title == "Year to date"]
    assert prompts[2] == (
        "July to November 2025. Year to date: may stay empty; it is the months added up. Before this month: 424."
    )


def test_what_is_published_is_shown_and_locked_and_what_is_asked_is_open():
    opened = {"J", "M", "O", "P"}
    for letter in "ABCDEFGHIJKLMNOP":
        assert put(f"{letter}3").style.locked == (letter not in opened), letter
    assert (put("F3").content, put("H3").content) == (1652, "NA")
    assert put("H10").content == pytest.approx(0.99)
    assert put("H10").style.number_format == "#,##0.0%"
    assert put("I8").content * 86_400 == pytest.approx(11 * 60 + 21)
    assert put("I8").style.number_format == put("J8").style.number_format == "[m]:ss"
    assert (put("N3").content, put("O3").content) == (300, 300)
    assert put("N4").content == "↓"


def test_a_target_that_nobody_knows_is_asked_for():
    row = ROW["dox-new"]
    assert not put(f"N{row}").style.locked
    assert put(f"N{row}").content is None
    assert put(f"O{row}").content is None


def test_parts_are_indented_and_a_new_goal_starts_with_a_strong_line():
    assert put("C6").content == "— Street"
    assert put("C6").style.indent > put("C5").style.indent
    strong = [row for row in range(FIRST_ROW, FIRST_ROW + len(CHAPTER.lines)) if put(f"C{row}").style.heavy_top]
    assert strong == [ROW["dox-response"], ROW["dox-cost"], ROW["dox-calls"]]
    assert all(put(f"{letter}{strong[0]}").style.heavy_top for letter in "ABCDEFGHIJKLMNOP")


def test_messages_come_from_the_schema_line():
    rules = {rule.area.top: rule for rule in SHEET.rules if rule.area.left == 10}
    assert "type 11:21 as 0:11:21" in rules[ROW["dox-response"]].prompt
    assert "10:17 typed alone is 10 hours 17 minutes" in rules[ROW["dox-response"]].error
    assert rules[ROW["dox-response"]].error_type == "warning"
    assert "3,153.6 stands for 3,153,600" in rules[ROW["dox-tons"]].prompt
    assert "$78,473,000" in rules[ROW["dox-payout"]].prompt
    assert "For 24:1 type 24." in rules[ROW["dox-ratio"]].prompt
    assert "Calendar year 2025" in rules[ROW["dox-days"]].prompt
    assert "sum of its parts" in rules[ROW["dox-complaints"]].prompt
    assert rules[ROW["dox-cost"]].error_type == "stop"


def test_ten_seventeen_typed_as_hours_is_outside_the_data_validation():
    rule = next(rule for rule in SHEET.rules if rule.area.top == ROW["dox-response"] and rule.area.left == 10)
    limit = float(rule.value.partition("<=")[2].partition(")")[0])
    as_minutes, as_hours = (10 * 60 + 17) / 86_400, (10 * 3600 + 17 * 60) / 86_400
    assert as_minutes < limit < as_hours


def test_reasons_are_known_by_the_rules():
    offered = [put.content for (row, column), put in BLANK.page("Lists").cells.items() if column == 1 and row > 6]
    assert offered == [reason.value for reason in NaReason]
    assert reason_of(" not  Collected ") is NaReason.NOT_COLLECTED
    assert reason_of("because") is None


def test_every_block_has_a_name():
    assert BLANK.names["pmr_actual"] == "=Submission!$J$3:$J$18"
    assert BLANK.names["pmr_history"] == "=Submission!$F$3:$I$18"
    assert BLANK.names["pmr_agency"] == "=About!$B$9"
    assert BLANK.names["pmr_restatements"] == "=Restatements!$A$6:$H$36"
    assert {"pmr_certified_name", "pmr_certified_title", "pmr_certified_date"} <= BLANK.names.keys()


def test_the_same_form_gives_the_same_bytes():
    again = submission_form.lay(CHAPTER, MMR, PAST, SETTINGS, schema_hash="0123abcd")
    assert workbook_bytes(again) == workbook_bytes(BLANK)


def test_a_chapter_without_indicators_has_no_form():
    with pytest.raises(ValueError, match="no indicators"):
        submission_form.lay(Chapter("NIL", "Nothing"), MMR, PAST, SETTINGS, schema_hash="x")


def test_an_unknown_id_cannot_be_filled():
    with pytest.raises(KeyError):
        submission_form.fill(BLANK, CHAPTER, MMR, {"nobody": {Ask.ACTUAL: Decimal(1)}})


# What a person may type, and the status the spreadsheet has to show for it.
_TYPED = [
    ("dox-lots-cleaned", {Ask.ACTUAL: Decimal(257)}, EXPLAIN),  # critical, its minimum missed by more than a tenth
    ("dox-lots-cleaned", {Ask.ACTUAL: Decimal(290)}, COMPLETE),
    (
        "dox-lots-cleaned",
        {Ask.ACTUAL: Decimal(257), Ask.EXPLANATION: "Two crews of five were moved to snow."},
        COMPLETE,
    ),
    ("dox-lots-cleaned", {Ask.ACTUAL: Decimal(257), Ask.EXPLANATION: "   OK               "}, EXPLAIN),
    ("dox-tons", {Ask.ACTUAL: Decimal("3131.3")}, COMPLETE),
    ("dox-tons", {Ask.ACTUAL: "3,131.3"}, FIX),
    ("dox-tons", {Ask.ACTUAL: "na", Ask.REASON: "Lagged"}, FIX),
    ("dox-tons", {Ask.ACTUAL: "NA"}, FIX),
    ("dox-tons", {Ask.ACTUAL: "NA", Ask.REASON: "Lagged", Ask.EXPLANATION: "Known in January 2027."}, COMPLETE),
    ("dox-tons", {Ask.ACTUAL: Formula("1/0", "#DIV/0!")}, FIX),
    ("dox-tons", {Ask.ACTUAL: Formula("3000+131.3", 3131.3)}, COMPLETE),
    ("dox-tons", {Ask.ACTUAL: Decimal("3131.3"), Ask.NEXT_TARGET: "soon"}, FIX),
    ("dox-tons", {Ask.ACTUAL: Decimal("3131.3"), Ask.NEXT_TARGET: None}, TO_DO),
    ("dox-tons", {Ask.ACTUAL: Decimal("3131.3"), Ask.NEXT_TARGET: Decimal(3000)}, COMPLETE),
    ("dox-tons", {}, TO_DO),
    ("dox-tons", {Ask.ACTUAL: "  "}, TO_DO),
    ("dox-response", {Ask.ACTUAL: (10 * 60 + 17) / 86_400}, COMPLETE),
    ("dox-response", {Ask.ACTUAL: (10 * 3600 + 17 * 60) / 86_400}, FIX),
    ("dox-on-time", {Ask.ACTUAL: Decimal("99.3")}, COMPLETE),
    ("dox-tons", {Ask.ACTUAL: Decimal("3131.3"), Ask.REASON: "Lagged"}, FIX),
    ("dox-tons", {Ask.ACTUAL: Decimal(-5)}, FIX),
    (
        "dox-response",
        {Ask.ACTUAL: Decimal(11 * 60), Ask.EXPLANATION: "Whole minutes; no slip."},
        COMPLETE,
    ),
    ("dox-on-time", {Ask.ACTUAL: 99.3}, FIX),  # typed into the percent cell as 9930%
    ("dox-new", {Ask.ACTUAL: Decimal(80), Ask.NEXT_TARGET: Decimal(90)}, EXPLAIN),
    (
        "dox-new",
        {Ask.ACTUAL: Decimal(80), Ask.NEXT_TARGET: Decimal(90), Ask.EXPLANATION: "Counted from July 2025 on."},
        COMPLETE,
    ),
    ("dox-tons", {Ask.ACTUAL: "NA", Ask.REASON: "Lagged"}, EXPLAIN),  # and nothing says until when
    ("dox-lots-cleaned", {Ask.ACTUAL: "NA", Ask.REASON: "Not collected"}, EXPLAIN),  # critical
    ("dox-lots-cleaned", {Ask.ACTUAL: Decimal(290), Ask.NEXT_TARGET: "*"}, EXPLAIN),  # a target given up
    ("dox-on-time", {Ask.ACTUAL: Decimal("99.3"), Ask.NEXT_TARGET: Decimal(88)}, EXPLAIN),  # much easier
    ("dox-tons", {Ask.ACTUAL: Decimal("3153.6")}, EXPLAIN),  # last year's figure
    ("dox-tons", {Ask.ACTUAL: Decimal("3131.3"), Ask.EXPLANATION: Formula("NOBODY", "#NAME?")}, FIX),
]
# What the hint of a row that waits for a word begins with.
_ASKED = (
    "Say what", "say what is counted", "nothing says when", "nothing is said beside", "say under Explanation why",
    "easier than", "to the last digit", "whole things are counted",
)  # fmt: skip


def copies(cases):
    """A chapter with one row a case, each a copy of the example's indicator, and what was published of it."""
    indicators, actuals, targets, answers, wanted = [], {}, {}, {}, {}
    for number, (name, typed, status) in enumerate(cases):
        copy = f"{name}-{number}"
        indicators.append(replace(CHAPTER.by_id[name].indicator, id=copy, parts=(), exhaustive=False))
        actuals[copy], targets[copy] = PAST.actuals.get(name, {}), PAST.targets.get(name, {})
        answers[copy], wanted[copy] = typed, status
    chapter = Chapter("DOX", "Examples", (Service("Once more.", (Goal("Again.", tuple(indicators)),)),))
    return chapter, Past(actuals, targets), answers, wanted


def around_the_band():
    """Values at both ends of every indicator's band, a hair within and without; the rules say what is due."""
    for line in CHAPTER.lines:
        band = compare(line, None, PAST, MMR, SETTINGS).band
        if band is None:
            continue
        step = Decimal(1) if line.indicator.unit.is_duration else Decimal("0.001")
        for value in {end + by for end in (band.low, band.high) for by in (-step, Decimal(0), step)}:
            if value < 0 or (line.indicator.unit is Unit.PERCENT and value > 100):
                continue
            typed = value.to_integral_value() if line.indicator.unit.is_duration else value
            due = compare(line, typed, PAST, MMR, SETTINGS).due
            broken = line.indicator.unit is Unit.NUMBER and not line.indicator.decimals and typed % 1
            yield line.id, {Ask.ACTUAL: typed}, EXPLAIN if due or broken else COMPLETE


@pytest.mark.libreoffice
def test_the_live_status_is_what_the_rules_say(tmp_path):
    chapter, past, answers, wanted = copies([*_TYPED, *around_the_band()])
    assert set(wanted.values()) == {COMPLETE, EXPLAIN, FIX, TO_DO}
    paper = submission_form.lay(chapter, MMR, past, SETTINGS, schema_hash="x")
    paper = submission_form.fill(paper, chapter, MMR, answers)
    names = {case: next(line.id for line in chapter.lines if line.id.startswith(case)) for case, *_ in _TYPED}
    changes = [
        {
            "id": names["dox-tons"],
            "year": "FY24",
            "new": 3180.5,
            "reason": "Late data",
            "explanation": "Two districts came late.",
        },
        {"id": names["dox-response"], "year": "FY22"},
        {"id": names["dox-lots-cleaned"], "year": "FY24", "new": "many", "reason": "Late data"},
        {"id": names["dox-on-time"], "year": "FY23", "new": 0.98, "reason": "Correction", "explanation": "short"},
        {"id": names["dox-new"], "year": "FY25", "new": 0.98, "reason": "Correction", "explanation": "short"},
    ]
    write(submission_form.restate(paper, changes), tmp_path / "form.xlsx")
    book = recalculated(tmp_path / "form.xlsx", tmp_path)

    submission = submission_form.read(book, chapter, MMR)
    shown = {entry.line.id: entry[Ask.STATUS].text for entry in submission.entries}
    assert shown == wanted
    hints = {entry.line.id: entry[Ask.HINT].text for entry in submission.entries}
    for name, status in shown.items():
        assert any(words in hints[name] for words in _ASKED) == (status == EXPLAIN), (name, hints[name])
    assert hints["dox-tons-7"] == "choose the reason beside it"

    rows, complete = len(chapter.lines), list(wanted.values()).count(COMPLETE)
    sheet = book.sheet("Submission")
    # The first row waits for an explanation.
    assert sheet.value("L1") == f"{rows - complete} of {rows} left · next → ★ Lots cleaned citywide"
    counts = book.sheet("Progress")
    assert [counts.value(f"{letter}7") for letter in "BCDEF"] == [
        rows, *(list(wanted.values()).count(status) for status in (FIX, EXPLAIN, TO_DO, COMPLETE)),
    ]  # fmt: skip
    assert counts.value("G7").endswith(f" {complete * 100 // rows}%")
    restated = book.sheet("Restatements")
    assert [restated.value(f"H{row}") for row in range(7, 12)] == [COMPLETE, TO_DO, FIX, EXPLAIN, EXPLAIN]
    assert [restated.value(f"D{row}") for row in range(7, 12)] == ["3,180.4", "10:17", "NA", "99.2%", "none"]
    assert restated.value("B7") == "Tons of refuse disposed (000)"
    assert [str(change.published) for change in submission.restatements] == ["3180.4", "617", "NA", "99.2", "None"]


@pytest.mark.libreoffice
def test_when_all_is_done_the_form_says_so(tmp_path):
    chapter, past, answers, _ = copies([_TYPED[1], _TYPED[4], _TYPED[8]])
    paper = submission_form.lay(chapter, MMR, past, SETTINGS, schema_hash="x")
    paper = submission_form.fill(paper, chapter, MMR, answers)
    paper = with_values(paper, "Submission", {"L1": put("L1", paper)[0]._replace(result="a wrong result")})
    write(submission_form.certify(paper, name="A. Person", title="Commissioner"), tmp_path / "form.xlsx")
    book = recalculated(tmp_path / "form.xlsx", tmp_path)
    assert book.sheet("Submission").value("L1") == "✓ All 3 complete · certify on Welcome"
    assert book.sheet("Welcome").value("B7") == "Nothing is left here; certify on Welcome"
    assert book.sheet("Welcome").value("A6") == "✓ All 3 complete"
    assert [book.sheet("Progress").value(f"{letter}10") for letter in "BEFG"] == [3, 1, 2, "not signed yet"]
    assert book.sheet("Progress").value("G7") == "█" * 10 + "  100%"
