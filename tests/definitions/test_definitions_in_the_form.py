"""Definitions in the form: shown beside the row, asked for where the edition asks, read back, taken over."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from season_played import write
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.form import submission_of
from pmr_xl.forms.submission_form.search import text_in
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.fact import Fact, FactKind, RateFact
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.office import Library
from pmr_xl.record import Acceptance

pytestmark = pytest.mark.both_engines

SAMPLE = Path(__file__).parents[1] / "data" / "open_data_definitions.csv"
OUTAGE = "dsny-average-outage-rate-all-collection-trucks"
LOTS = "dsny-lots-cleaned-citywide"
MMR26 = Edition(Report.MMR, 2026)


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    office = Years(tmp_path_factory.mktemp("asked") / "office", only=("DSNY", "TLC"))
    office.history()
    office.run("blank", "DSNY", "TLC", "--due", "2026-09-03", "--year", "2026", "--into", office.folder / "before")
    office.run("schema", "import-definitions", SAMPLE, leaves=4)
    return office


@pytest.fixture
def office(few, tmp_path):
    return few.copy(tmp_path / "office")


def asking(office):
    calendar = office.folder / "schemas" / "calendar.yaml"
    calendar.write_text("editions:\n  - {edition: MMR-FY26, forms_due: 2026-09-03, definitions: true}\n", "utf-8")


def blank(office, code="DSNY"):
    office.run("blank", code, "--year", "2026", "--due", "2026-09-03", "--into", office.folder / "outbox")
    return office.folder / "outbox" / f"PMR_{code}_MMR_FY26_v1.xlsx"


def typed(office, form, texts, to=None):
    """The form with texts typed on its sheet Definitions, by indicator and key; or figures on its sheet Rates."""
    book = read_book(form)
    _, submission = submission_of(Desk(office.folder), book)
    sheets: dict[str, dict[str, str | float]] = {}
    names = [sheet.name for sheet in book.sheets]
    for one in submission.further:
        said = texts.get((one.indicator, one.key))
        if said is not None and one.sheet == ("Rates" if isinstance(said, float) else "Definitions"):
            part = f"xl/worksheets/sheet{names.index(one.sheet) + 1}.xml"
            sheets.setdefault(part, {})[one.entered.where.address] = said
    assert sum(map(len, sheets.values())) == len(texts)
    target = to or office.folder / "inbox" / form.name
    write(form, aside := target.with_suffix(".aside"), sheets)
    aside.replace(target)
    return target


def definition(office, name, code="DSNY"):
    return Library(office.folder).definitions(code).by_id.get(name, Definition(name))


def test_a_form_without_definitions_is_byte_for_byte_what_it_was(few):
    calm = few.copy(few.folder.parent / "calm")
    (calm.folder / "schemas" / "definitions" / "dsny.yaml").unlink()
    before = few.folder / "before" / "PMR_DSNY_MMR_FY26_v1.xlsx"
    assert blank(calm).read_bytes() == before.read_bytes()
    assert blank(calm, "TLC").read_bytes() != (few.folder / "before" / "PMR_TLC_MMR_FY26_v1.xlsx").read_bytes()


def test_shown_beside_the_row_and_whole_on_a_sheet_to_be_read(office):
    book = read_book(form := blank(office))
    _, submission = submission_of(Desk(office.folder), book)
    sheet = book.sheet("Submission")
    entry = submission.by_id[OUTAGE]
    hint = text_in(sheet.at(entry.row, submission.columns["hint"]))
    assert "Means: The number of collection trucks that are inoperable" in hint
    named = [one for one in _prompts(form) if one[0] == "What it means"]
    assert named == [("What it means", definition(office, OUTAGE).definition + " Source: Bureau of Motor Equipment")]
    assert max(len(text) for _, text in named) <= 255
    reading = [text_in(cell) for cell in book.sheet("Definitions").cells.values()]
    assert definition(office, OUTAGE).definition in reading
    assert "To be read. To have a text changed, write to the office." in reading
    assert all(book.sheet("Definitions").at(cell.row, cell.column).locked for cell in _below(book, "Definitions"))
    assert submission.stamp.further == "Definitions"


def test_a_long_definition_is_cut_in_the_message_and_whole_on_the_sheet(office):
    office.run("schema", "definitions", "change", LOTS, "--definition", "Lots " * 139 + "all.", "--why", "long")
    book = read_book(form := blank(office))
    told = next(text for _, text in _prompts(form) if text.startswith("Lots Lots"))
    assert len(told) <= 255
    assert told.endswith("… (whole on the sheet Definitions)")
    assert any(text_in(cell) == "Lots " * 139 + "all." for cell in book.sheet("Definitions").cells.values())


def test_asked_corrected_confirmed_and_taken_over(office):
    asking(office)
    form = blank(office)
    file = typed(
        office,
        form,
        {
            (OUTAGE, "numerator"): "trucks out of service",
            (OUTAGE, "denominator"): "trucks in the fleet",
            (OUTAGE, "source"): "Fleet system",
            (OUTAGE, "confirmed"): "yes",
            (LOTS, "definition"): "Lots that were cleaned.",
        },
    )
    told = office.run("schema", "definitions", "proposed", file)
    assert "4 texts proposed, 1 indicators confirmed." in told
    assert "▲ DEF" not in told
    assert "    was: Bureau of Motor Equipment\n    now: Fleet system" in told
    before = {path: path.read_bytes() for path in (office.folder / "schemas").rglob("*.yaml")}
    assert before == {path: path.read_bytes() for path in (office.folder / "schemas").rglob("*.yaml")}  # only told
    office.run("schema", "definitions", "take", file, "--but", LOTS)
    now = definition(office, OUTAGE)
    assert (now.source, now.numerator, now.denominator) == (
        "Fleet system",
        "trucks out of service",
        "trucks in the fleet",
    )
    assert now.confirmed.by == "DSNY"
    (change,) = now.history
    assert change.was == {"source": "Bureau of Motor Equipment", "numerator": "", "denominator": ""}
    assert change.why == f"as DSNY proposed in {file.name}"
    assert not definition(office, LOTS).texts
    assert "1 confirmed in two years" in office.run("schema", "definitions", "list", "DSNY")
    again = office.run("schema", "definitions", "proposed", file)
    assert again.count("(the office says it so already)") == 3
    office.run("schema", "definitions", "take", file)
    assert definition(office, LOTS).definition == "Lots that were cleaned."
    assert len(definition(office, OUTAGE).history) == 1  # what was taken is not taken again


def test_what_the_rules_say_of_a_proposal_is_told_with_it(office):
    asking(office)
    file = typed(office, blank(office), {(OUTAGE, "definition"): "The median rate, Ã© of trucks."})
    told = office.run("schema", "definitions", "proposed", file)
    assert "▲ DEF-004 Definitions!D" in told
    assert "says average, and its definition says median" in told
    assert "▲ DEF-005 Definitions!D" in told
    assert "DEF-001" not in told


def test_a_text_that_the_office_changed_meanwhile_is_not_lost(office):
    asking(office)
    file = typed(office, blank(office), {(OUTAGE, "source"): "Fleet system", (OUTAGE, "confirmed"): "Yes"})
    office.run("schema", "definitions", "change", OUTAGE, "--source", "Garages", "--why", "they keep it")
    told = office.run("schema", "definitions", "take", file, leaves=4)
    assert f"Left, {OUTAGE}: the office has changed the source since the form was made." in told
    assert (definition(office, OUTAGE).source, definition(office, OUTAGE).confirmed) == ("Garages", None)
    office.run("schema", "definitions", "take", file, "--only", OUTAGE)
    assert definition(office, OUTAGE).source == "Fleet system"
    assert [one.was["source"] for one in definition(office, OUTAGE).history] == ["Bureau of Motor Equipment", "Garages"]


def test_what_a_percentage_was_made_of_is_kept_with_it_and_told(office):
    office.run(
        *("schema", "definitions", "change", OUTAGE, "--numerator", "trucks out", "--denominator", "trucks"),
        *("--why", "a rate"),
    )
    blank(office)
    filled = office.form("DSNY")
    _, submission = submission_of(Desk(office.folder), read_book(filled))
    actual = submission.by_id[OUTAGE].actual.figure
    file = typed(office, filled, {(OUTAGE, "numerator"): float(actual * 20), (OUTAGE, "denominator"): 2000.0})
    office.run("accept", file, "--despite", "as printed")
    said = f"{actual * 20:,.0f} ÷ 2,000"
    assert [said in line for line in office.run("record", "show", OUTAGE).splitlines()].count(True) == 1
    told = office.run("trace", OUTAGE, "--year", "2026")
    assert told.count(f"  made of: {said}") == 1
    assert "▲ made of" not in told
    record, (taken,) = Desk(office.folder).record, Desk(office.folder).record.accepted_submissions(MMR26, "DSNY")
    fact = Fact(OUTAGE, MMR26.submitted_period, FactKind.ACTUAL, actual + 1, "", "Submission!J9")
    part = RateFact(OUTAGE, MMR26.submitted_period, actual * 20, Decimal(2000), "Rates!E5, G5")
    record.accept(
        Acceptance("b" * 64, "DSNY", MMR26, taken.version + 1, "form_v2.xlsx", "form_v2.xlsx", [fact], rates=[part])
    )
    assert f"  ▲ made of: {said}, which makes {submission.by_id[OUTAGE].actual.as_printed}" in office.run(
        "trace", OUTAGE, "--year", "2026"
    )
    office.run("withdraw", "MMR-FY26", "DSNY", "--why", "the wrong file")
    assert "▲ made of" not in office.run("trace", OUTAGE, "--year", "2026")


@pytest.mark.season
def test_a_form_with_a_definition_typed_in_is_no_blank_form_any_more(office):
    asking(office)
    form = blank(office)
    office.run("blank", "DSNY", "--year", "2026", "--due", "2026-09-03", "--into", form.parent)  # laid anew
    typed(office, form, {(LOTS, "owner"): "Lot cleaning unit"}, to := office.folder / "typed.xlsx")
    form.write_bytes(to.read_bytes())
    told = office.run("blank", "DSNY", "--year", "2026", "--due", "2026-09-03", "--into", form.parent, leaves=2)
    assert "is there already, and is no blank form" in told


@pytest.mark.season
def test_what_was_lost_of_the_sheets_is_told_and_the_rest_is_read(office, tmp_path):
    asking(office)
    book = load_workbook(blank(office))
    del book["Definitions"]
    book.save(tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx")
    found = office.found(tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx")
    assert any(one["rule"] == "STR-013" and "Definitions" in one["message"] for one in found)
    told = office.run("schema", "definitions", "proposed", tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx", leaves=2)
    assert "has no sheet Definitions" in told


def test_a_change_that_counts_otherwise_breaks_the_series(office):
    mark = Library(office.folder).schema_hash("DSNY")
    office.run("schema", "definitions", "change", LOTS, "--definition", "Lots cleaned.", "--why", "first")
    assert Library(office.folder).schema_hash("DSNY") == mark
    told = office.run(
        *("schema", "definitions", "change", LOTS, "--counted", "lots cleaned twice count twice", "--why"),
        *("counted by visit", "--counts-from", "FY27"),
    )
    assert "The series breaks there" in told
    assert Library(office.folder).schema_hash("DSNY") != mark
    assert Library(office.folder).chapter("DSNY").by_id[LOTS].indicator.breaks == {"FY27": "counted by visit"}
    assert definition(office, LOTS).history[-1].counts == "FY27"
    assert "counted otherwise from FY27 on" in office.run("schema", "definitions", "show", LOTS)


def test_confirmed_by_the_office_and_void_once_it_says_something_else(office):
    office.run("schema", "definitions", "confirm", "DSNY", "--by", "Jo Doe")
    assert definition(office, OUTAGE).confirmed.by == "Jo Doe"
    office.run("schema", "definitions", "change", OUTAGE, "--lag", "two weeks", "--why", "asked")
    assert definition(office, OUTAGE).confirmed is None
    assert "has no definition yet" in office.run("schema", "definitions", "confirm", LOTS, leaves=2)
    told = office.run("schema", "definitions", "change", OUTAGE, "--lag", "two weeks", "--why", "x", leaves=2)
    assert "says that already" in told


def test_numerator_and_denominator_are_asked_for_and_checked(office):
    office.run(
        *("schema", "definitions", "change", OUTAGE, "--numerator", "trucks out", "--denominator", "trucks"),
        *("--why", "a rate"),
    )
    form = blank(office)
    filled = office.form("DSNY")
    last = {"numerator": 300.0, "denominator": 2000.0}
    file = typed(office, filled, {(OUTAGE, key): number for key, number in last.items()})
    (one,) = [one for one in office.found(file) if one["rule"].startswith("ARI-0")]
    assert (one["rule"], one["indicator"]) == ("ARI-009", OUTAGE)
    assert "300 ÷ 2,000 makes 15" in one["message"]
    assert read_book(form).sheet("Rates") is not None
    file.unlink()
    filled = office.form("DSNY")
    assert [one["rule"] for one in office.found(filled) if one["rule"].startswith("ARI-0")] == ["ARI-010", "ARI-010"]


@pytest.mark.season
def test_parts_carry_the_sheets_and_bring_back_what_was_typed(office):
    asking(office)
    office.run(
        *("schema", "definitions", "change", OUTAGE, "--numerator", "trucks out", "--denominator", "trucks"),
        *("--why", "a rate"),
    )
    form = blank(office)
    office.run("split", form, "--by", "service", "--into", office.folder / "parts")
    parts = sorted((office.folder / "parts").glob("*.xlsx"))
    book = {path: read_book(path) for path in parts}
    mine = next(path for path in parts if book[path].sheet("Rates") is not None)
    typed(office, mine, {(OUTAGE, "numerator"): 12.0, (OUTAGE, "owner"): "Fleet unit"}, to := mine.with_suffix(".tmp"))
    to.replace(mine)
    office.run("gather", *parts, "--of", form, "--to", office.folder / "whole.xlsx")
    told = office.run("schema", "definitions", "proposed", office.folder / "whole.xlsx")
    assert "now: Fleet unit" in told
    _, whole = submission_of(Desk(office.folder), read_book(office.folder / "whole.xlsx"))
    figures = {one.key: one.entered.figure for one in whole.further if one.sheet == "Rates"}
    assert figures == {"numerator": 12, "denominator": None}


def _prompts(form):
    """The input messages of the sheet Submission, as another program reads them."""
    sheet = load_workbook(form)["Submission"]
    return [(one.promptTitle, one.prompt) for one in sheet.data_validations.dataValidation if one.prompt]


def _below(book, sheet):
    return [cell for (row, _), cell in book.sheet(sheet).cells.items() if row > 6]


@pytest.mark.season
def test_every_definition_of_the_sample_stands_in_form_book_and_public_page(tmp_path):
    import csv
    import io

    from docx import Document

    office = Years(tmp_path / "office")
    office.run("schema", "import-definitions", SAMPLE, leaves=4)
    library = Library(office.folder)
    defined = {code: library.definitions(code).definitions for code in library.agencies()}
    codes = [code for code, known in defined.items() if known]
    assert (len(codes), sum(map(len, defined.values()))) == (20, 30)
    office.run("blank", *codes, "--year", "2026", "--due", "2026-09-03", "--into", tmp_path / "forms")
    office.run("schema", "definitions", "book", "--to", tmp_path / "book.docx")
    printed = {one.text for one in Document(str(tmp_path / "book.docx")).paragraphs}
    public = csv.DictReader(io.StringIO(office.run("schema", "definitions", "public")))
    told = {row["id"]: row["description"] for row in public}
    for code in codes:
        slug = library.slug(code).upper()
        form = read_book(tmp_path / "forms" / f"PMR_{slug}_MMR_FY26_v1.xlsx")
        written = {text_in(cell) for cell in form.sheet("Definitions").cells.values()}
        for one in defined[code]:
            assert one.definition in written
            assert one.definition in printed
            assert told[one.id] == one.definition
