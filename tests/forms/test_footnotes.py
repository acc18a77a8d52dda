"""Numbered notes: what record and schema say about single rows, each once, in the order of reading."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from at_least_one import at_least_one
from example import CHAPTER, MMR, PAST, PMMR
from noted import FY24, FY26, MANY, printed_with, restated
from printed_report import chapters, past_of

from pmr_xl.forms.paper.pages import Link
from pmr_xl.forms.report_tables.columns import NAME, SIGNS
from pmr_xl.forms.report_tables.flat import NOTES
from pmr_xl.forms.report_tables.footnotes import Footnotes, footnotes, one_line
from pmr_xl.forms.report_tables.tables import PUBLISHED, WORKING, lay
from pmr_xl.mmr import assemble
from pmr_xl.model.fact import Restated
from pmr_xl.model.fiscal import Period, Span
from pmr_xl.model.measure import Sign
from pmr_xl.model.past import Past
from pmr_xl.model.reason import NaReason

CALENDAR = "Reported by calendar year, not by the City’s fiscal year: FY26 is calendar 2025."
LAGGED = "FY26 is not available: lagged. The source reports after the due date."


def test_notes_are_counted_in_reading_order_and_one_said_twice_has_one_number():
    reasons = dict.fromkeys(("dox-new", "dox-tons", "dox-days"), NaReason.LAGGED)
    _, notes = printed_with(restated("dox-response"), restated("dox-tons"), reasons=reasons)
    revised = "FY24 was revised from {} to {}. Late data: one district reported in August.".format
    assert notes.texts == (revised("3,180.4", "3,187.4"), LAGGED, revised("10:52", "10:59"), CALENDAR)
    assert notes.numbers == {"dox-tons": (1, 2), "dox-response": (3,), "dox-days": (2, 4), "dox-new": (2,)}


def test_a_revision_is_told_only_where_the_reader_sees_it():
    old_year = Restated("dox-tons", Period(2019), Decimal(1), Decimal(2), "Late data")
    hair = restated("dox-tons", by=Decimal("0.01"), reason="Rounding")
    assert printed_with(old_year)[1].texts == (CALENDAR,), "not printed any more"
    assert printed_with(hair)[1].texts == (CALENDAR,), "prints the same"
    assert printed_with(restated("dox-tons", reason=""))[1].texts[0] == "FY24 was revised from 3,180.4 to 3,187.4."


def test_a_reason_is_told_only_of_this_edition_s_own_figure_that_is_not_there():
    known = {name: {**figures, FY26: Decimal(5)} for name, figures in PAST.actuals.items()}
    assert past_na(known, "dox-lots-cleaned", FY24), "an earlier NA, whose reason nobody gave"
    reasons = {"dox-lots-cleaned": NaReason.LAGGED}
    assert printed_with(reasons=reasons, past=Past(known, PAST.targets))[1].texts == (CALENDAR,)


def past_na(known, name, period):
    return known[name][period] is Sign.NOT_AVAILABLE


@pytest.mark.parametrize("reason", NaReason)
def test_a_reason_is_said_in_the_form_s_own_words_without_what_it_asks_of_the_agency(reason):
    _, notes = printed_with(reasons={"dox-new": reason})
    told = notes.texts[-1]
    assert told.startswith(f"FY26 is not available: {reason.lower()}. ")
    assert told.rpartition(f"{reason.lower()}. ")[2] in reason.meaning
    assert "Explanation" not in told


def test_the_preliminary_report_speaks_of_its_four_months():
    early = Period(2025, Span.TO_DATE, 4)
    reasons = {"dox-new": NaReason.UNDER_REVIEW}
    _, notes = printed_with(restated("dox-lots-cleaned", early, by=1), reasons=reasons, edition=PMMR)
    assert notes.texts == (
        "FY25 4-month was revised from 86 to 87. Late data: one district reported in August.",
        "Reported by calendar year, not by the City’s fiscal year: FY25 is calendar 2024.",
        "FY26 4-month is not available: under review. A figure exists, but is being verified.",
    )


def test_of_the_published_chapters_only_calendar_years_are_noted_for_the_others_say_it_in_their_names():
    noted = {}
    for code, chapter in chapters().items():
        printed = assemble(chapter, past_of(code), MMR)
        notes = footnotes(printed, (), {})
        assert set(notes.texts) <= {CALENDAR}
        noted |= {name: chapter.by_id[name].indicator.name for name in notes.numbers}
    assert len(noted) == 56
    assert all("(CY)" in name for name in noted.values())


def test_what_an_agency_typed_becomes_one_line_that_can_be_seen():
    assert one_line(" a\tb\r\nc\u200b\u202ed\x07 \u00a0e ") == "a b cd e"
    _, notes = printed_with(restated("dox-tons", reason="Late\tdata:\r\n=1+1\x0b"))
    assert notes.texts[0].endswith(" to 3,187.4. Late data: =1+1.")


def marks_of(text, sign):
    return [text[found.start() : found.end()] for found in re.finditer(sign, text)]


def test_every_mark_on_the_printed_page_leads_to_one_note_at_its_foot():
    chapter, notes = printed_with(*MANY, reasons={"dox-new": NaReason.LAGGED})
    page = lay(chapter, WORKING, notes).page("Tables")
    assert len(notes.texts) > 9, "two-digit marks too"
    foot = next(row for (row, column), put in page.cells.items() if column == SIGNS and put.content == "Notes")
    told = {put.content: page.cells[row, NAME].content for (row, column), put in page.cells.items()
            if row > foot and column == SIGNS}  # fmt: skip
    assert list(told.items()) == [(notes.mark(number), text) for number, text in enumerate(notes.texts, start=1)]
    names = [put.content for (row, column), put in sorted(page.cells.items()) if column == NAME and row < foot]
    met = [mark for name in names if name for mark in marks_of(name, r"[⁰¹²³⁴-⁹]+|\[\d+\]")]
    assert list(dict.fromkeys(met)) == list(told), "first met in their order, and none without a note"
    assert page.print.area.bottom == foot + len(notes.texts), "they are printed"


def test_no_mark_is_read_as_a_power():
    """Behind “($000)” a raised 2 would make a square of it: then all marks of the chapter stand in brackets."""
    plain = printed_with(restated("dox-complaints"))[1]
    powers = printed_with(restated("dox-payout"))[1]
    chapter, _ = printed_with(restated("dox-payout"))
    rows = {row.id: row for _, row in chapter.rows()}
    assert (plain.set_apart, powers.set_apart) == (False, True)
    assert plain.label(rows["dox-complaints"]) == "Complaints received¹"
    assert powers.label(rows["dox-payout"]) == "Payout ($000)\u00a0[2]"


@pytest.mark.parametrize("profile", [WORKING, PUBLISHED])
def test_flat_tables_have_a_column_of_notes_and_their_figures_stay_numbers(profile):
    chapter, notes = printed_with(*MANY)
    name = "Indicators data" if profile == WORKING else "Indicators"
    page, before = lay(chapter, profile, notes).page(name), lay(chapter, profile).page(name)
    headings = {put.content: column for (row, column), put in page.cells.items() if row == 4}
    rows = range(5, 5 + len(CHAPTER.lines))
    found = [page.cells[at, headings[NOTES]].content for at in rows]
    assert len(found) > 10
    if profile == WORKING:
        assert found == [notes.shorthand(row) or None for _, row in chapter.rows()]
    else:
        assert_linked(found, chapter, notes)
    for heading, column in {put.content: at for (row, at), put in before.cells.items() if row == 4}.items():
        same = [page.cells[at, headings[heading]] == before.cells[at, column] for at in rows]
        assert heading == NOTES or all(same)


def assert_linked(found, chapter, notes):
    """A published mark leads to the row of its note; revised years stand beside it."""
    for content, (_, row) in at_least_one(zip(found, chapter.rows(), strict=True)):
        words = content.text if isinstance(content, Link) else content
        numbers = notes.of(row)
        assert isinstance(content, Link) == bool(numbers)
        assert [int(mark) for mark in re.findall(r"\[(\d+)\]", words)] == list(numbers)
        assert ("[r] FY24" in words) == any(cell.revised for cell in row.cells)
        if numbers:
            assert content.target == f"internal:'Notes'!A{4 + numbers[0]}"


def test_what_is_published_resolves_every_number_on_its_page_of_notes():
    chapter, notes = printed_with(*MANY)
    cells = lay(chapter, PUBLISHED, notes).page(NOTES).cells
    told = [(cells[row, 1].content, cells[row, 2].content) for row in range(5, 5 + len(notes.texts))]
    assert told == [(f"[{number}]", text) for number, text in enumerate(notes.texts, start=1)]


def test_without_a_note_nothing_is_marked():
    chapter = assemble(CHAPTER, PAST, MMR)
    bare, fiscal = lay(chapter), replace(chapter, tables=chapter.tables[:1])
    assert footnotes(fiscal, (), {}) == Footnotes()
    assert "Notes" not in {put.content for page in bare.pages for put in page.cells.values()}


def test_a_long_note_is_wrapped_and_a_chapter_with_notes_fills_no_page_too_far():
    long = "Correction: " + "the summer's tickets were counted twice, and then taken out again; " * 8
    chapter, notes = printed_with(*MANY, restated("dox-response", Period(2025), reason=long))
    page = lay(chapter, WORKING, notes).page("Tables")
    wrapped = [put for (row, column), put in page.cells.items() if column == NAME and put.style.wrap and put.content]
    assert any(put.content.endswith("again;.") for put in wrapped)
    ends = [*page.print.breaks, page.print.area.bottom]
    for start, end in zip([1, *(end + 1 for end in ends[:-1])], ends, strict=True):
        assert sum(page.heights[row] for row in range(start, end + 1)) <= 541
