"""Forms that move into a form of today's schema: every figure, reason and text arrives, counted; and undone."""

from __future__ import annotations

import json
import re

import openpyxl
import pytest
from season_played import write
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.form import submission_of
from pmr_xl.forms.submission_form.plan import FIRST_BELOW, RESTATEMENT_COLUMNS, RESTATEMENTS, SHEETS, Restate
from pmr_xl.model.book.places import a1
from pmr_xl.model.entry import Ask
from pmr_xl.web import bridge

OPEN = (Ask.ACTUAL, Ask.REASON, Ask.NEXT_TARGET, Ask.EXPLANATION)
SECOND_GOAL = "      - goal: Enforce Sanitation regulations."
SPLIT = "dsny-salt-used-tons"
NEW_GOAL = """      - goal: A new goal in between.
        indicators:
          - id: dsny-lidded-containers-installed
            name: Lidded containers installed
"""


def said(office, path):
    """What is typed in a form, by indicator and column; its restatements, and its certification."""
    _, submission = submission_of(Desk(office.folder), read_book(path))
    rows = {
        (entry.line.id, key): entry[key].text for entry in submission.entries for key in OPEN if not entry[key].empty
    }
    restated = {
        (row.line.id, f"{row.period.code} {key}"): row.entered[key].text
        for row in submission.restatements
        if row.line is not None and row.period is not None
        for key in (Restate.NEW, Restate.REASON, Restate.EXPLANATION)
    }
    return rows | restated | {("", key): one.text for key, one in submission.certification.items()}


def worded(office, form):
    """The form with words beside its first and last figures and those two restated, as an agency types them."""
    _, submission = submission_of(Desk(office.folder), read_book(form))
    sheet = f"xl/worksheets/sheet{SHEETS.index(RESTATEMENTS) + 1}.xml"
    typed = {"xl/worksheets/sheet3.xml": {}, sheet: {}}
    for row, entry in enumerate((submission.entries[0], submission.entries[-1]), start=FIRST_BELOW):
        typed["xl/worksheets/sheet3.xml"][entry[Ask.EXPLANATION].where.address] = f"Counted by hand: {entry.line.id}."
        told = {Restate.ID: entry.line.id, Restate.YEAR: "FY25", Restate.NEW: 1234.5, Restate.REASON: "Late data"}
        told[Restate.EXPLANATION] = f"35 came in late in {entry.line.id}."
        for key, value in told.items():
            typed[sheet][a1(row, KEYS.index(key) + 1)] = value
    aside = form.with_suffix(".aside")
    form.rename(aside)
    write(aside, form, typed)
    aside.unlink()
    return form


KEYS = [column.key for column in RESTATEMENT_COLUMNS]
GONE = {"dsny-miles-highway-cleaned", "dsny-litter-baskets-serviced"}


def changed_in_ten_ways(office):
    """Between goals one more; added, renamed, retired, moved; another unit, direction and mark; split; a break."""
    office.edit(
        (SECOND_GOAL, NEW_GOAL + SECOND_GOAL),
        ("name: Needles removed", "name: Syringes removed"),
        (
            "name: Litter baskets serviced (000)\n            unit: thousands\n            decimals: 1",
            "name: Litter baskets serviced",
        ),
        (
            "name: Graffiti service requests received",
            "name: Graffiti service requests received\n            equity: true",
        ),
        (
            "name: Graffiti service requests closed",
            "name: Graffiti service requests closed\n            desired_direction: up",
        ),
        ("name: Lots cleaned citywide", "name: Lots cleaned citywide\n            breaks: {FY25: counted by parcel}"),
    )
    office.retire("dsny-miles-highway-cleaned")
    lines = office.taken_out("dsny-distance-targeted-neighborhood-taskforce")
    office.put(SECOND_GOAL + "\n        id: dsny-1b\n        indicators:\n", lines)
    office.run("schema", "split", SPLIT, "--into", "Salt used on streets", "--into", "Salt used on paths")
    for one in Desk(office.folder).library.agencies().values():
        if one.code != "DSNY":
            text = office.schema(one.slug).read_text(encoding="utf-8")
            name = re.search(r"^ *name: ([A-Za-z ]+)$", text, re.MULTILINE)[1]
            text = text.replace(f"name: {name}\n", f"name: {name} of today\n", 1)
            office.schema(one.slug).write_text(text, encoding="utf-8")


def all_arrives(office, codes):
    """Forms of these agencies filled, the schemas changed in ten ways, all migrated: the forms, and what is told."""
    office.history()
    forms = [worded(office, form) for form in office.forms(codes)]
    assert len(forms) == len(codes)
    typed = {form: said(office, form) for form in forms}
    assert all(sum("35 came in late" in text for text in told.values()) == 2 for told in typed.values())
    changed_in_ten_ways(office)
    before = {form: form.read_bytes() for form in forms}
    done = office.run("migrate", *forms)
    assert {form: form.read_bytes() for form in forms} == before
    counted = dict.fromkeys(("figures", "reasons and explanations", "restatements"), 0)
    for form in forms:
        kept = {at: text for at, text in typed[form].items() if at[0] not in GONE | {SPLIT}}
        arrived = said(office, form.with_name(form.name.replace("_v1", "_v2")))
        assert {at: text for at, text in arrived.items() if at in kept} == kept
        counted["figures"] += sum(at[1] in (Ask.ACTUAL, Ask.NEXT_TARGET) for at in kept if at[0])
        counted["reasons and explanations"] += sum(at[1] in (Ask.REASON, Ask.EXPLANATION) for at in kept if at[0])
        counted["restatements"] += sum(at[1].endswith(f" {Restate.NEW}") for at in kept)
    for what, number in counted.items():
        assert sum(map(int, re.findall(rf"(\d+) {what}", done))) == number > 0, what
    return forms, done


def all_is_undone(office, forms):
    """Every migrated form taken away again."""
    after = [form.with_name(form.name.replace("_v1", "_v2")) for form in forms]
    office.run("migrate", "--undo", *after)
    assert not [form for form in after if form.exists()]


@pytest.mark.season
def test_forty_five_forms_and_ten_changes_of_the_schemas(tmp_path):
    office = Years(tmp_path / "office")
    codes = list(Desk(office.folder).library.agencies())
    forms, _ = all_arrives(office, codes)
    assert len(forms) == 45
    assert sum(len(said(office, form)) for form in forms) > 4000
    all_is_undone(office, forms)


@pytest.mark.both_engines
def test_three_forms_and_ten_changes_of_the_schemas(tmp_path):
    office = Years(tmp_path / "office", only=("DSNY", "DPR", "LPC"))
    forms, done = all_arrives(office, ["DSNY", "DPR", "LPC"])
    (form,) = [form for form in forms if "_DSNY_" in form.name]
    new = form.with_name(form.name.replace("_v1", "_v2"))
    assert "Lidded containers installed (dsny-lidded-containers-installed)" in done
    assert "Salt used on streets (dsny-salt-used-streets)" in done
    assert re.search(
        r"Miles of highway cleaned \(dsny-miles-highway-cleaned\), FY26 actual: “\d+” is not asked for", done
    )
    assert re.search(
        r"\(dsny-litter-baskets-serviced\), FY26 actual: “[\d.,]+” is in .*, and .* is asked for now", done
    )
    assert re.search(rf"\({SPLIT}\), FY26 actual: “\d+” is not asked for", done)
    found = office.found(new)
    assert {one["indicator"] for one in found if one["rule"] == "MIS-001"} <= {
        "dsny-lidded-containers-installed",
        "dsny-litter-baskets-serviced",
        "dsny-salt-used-streets",
        "dsny-salt-used-paths",
    }
    assert not [one for one in found if one["rule"].startswith(("IDN", "STR"))]
    all_is_undone(office, forms)
    office.run("migrate", form, "--into", office.folder / "elsewhere")
    again = office.folder / "elsewhere" / new.name
    content = again.read_bytes()
    again.write_bytes(content + b"\0")
    assert "somebody has worked on it" in office.run("migrate", "--undo", again, leaves=2)


@pytest.mark.both_engines
def test_validate_and_accept_offer_it(tmp_path):
    office = Years.begun(tmp_path / "office", only=("DSNY",))
    form = office.form("DSNY")
    schema = office.schema("dsny")
    name = re.search(r" name: (.*)", schema.read_text(encoding="utf-8"))[1]
    office.edit((f" name: {name}\n", f" name: {name} now\n"), slug="dsny")
    for command in (("validate", form, "--no-copy"), ("accept", form, "--dry-run")):
        assert "pmr migrate" in office.run(*command, leaves=None)
    assert "nothing to migrate" in _second(office, form)


def _second(office, form):
    office.run("migrate", form)
    return office.run("migrate", form.with_name(form.name.replace("_v1", "_v2")))


def test_what_the_preliminary_form_says_is_offered_as_a_draft(tmp_path):
    office = Years(tmp_path / "office", only=("DSNY", "LPC"))
    office.history()
    early = office.filled("LPC", "--report", "pmmr", "--year", "2026", "--due", "2026-01-08")
    _, submission = submission_of(Desk(office.folder), read_book(early))
    first = submission.entries[0]
    restated = {Restate.ID: first.line.id, Restate.YEAR: "FY25", Restate.NEW: 21.0, Restate.REASON: "Late data"}
    restated[Restate.EXPLANATION] = "Two came in late."
    place = [sheet.name for sheet in submission.book.sheets].index(RESTATEMENTS) + 1
    words = "Fewer buildings were looked at while the survey moved."
    typed = {a1(FIRST_BELOW, KEYS.index(key) + 1): value for key, value in restated.items()}
    aside = early.with_name("aside.xlsx")
    early.rename(aside)
    write(
        aside,
        early,
        {
            "xl/worksheets/sheet3.xml": {first[Ask.EXPLANATION].where.address: words},
            f"xl/worksheets/sheet{place}.xml": typed,
        },
    )
    aside.unlink()
    told = office.run("migrate", early, "--report", "mmr", "--due", "2026-09-03")
    assert "Drafts of 1 explanations and 1 restatements" in told
    form = early.with_name("PMR_LPC_MMR_FY26_v1.xlsx")
    book = read_book(form)
    said = {str(cell.value) for cell in book.sheet("Drafts").cells.values()}
    assert {words, "Restatement of FY25", "21.0", "Late data", "Two came in late."} <= said
    assert "Nothing here counts as an answer before it is taken over." in said
    _, whole = submission_of(Desk(office.folder), book)
    assert all(entry[key].empty for entry in whole.entries for key in (Ask.ACTUAL, Ask.EXPLANATION, Ask.REASON))
    assert whole.restatements == ()
    rows = {entry.line.id: entry for entry in whole.entries}
    assert str(rows[first.line.id][Ask.EXPLANATION].where) in said
    found = office.found(form)
    assert {one["rule"] for one in found if one["severity"] == "error"} <= {"MIS-001", "PRV-001"}
    assert not [one for one in found if one["sheet"] == "Drafts" or one["explained"]]
    assert "takes up no words" in office.run("migrate", form, "--report", "mmr", "--due", "2026-09-03", leaves=2)
    assert "takes up no words" in office.run("migrate", early, "--report", "pmmr", leaves=2)
    assert "four things" in office.run("migrate", early, "--report", "mmr", "--undo", leaves=None)
    _drafts_are_taken_over(office, form, first.line.id, words)


def _ticked(form, target, rows):
    """The form with ticks on its sheet Drafts, as Excel saves it."""
    book = openpyxl.load_workbook(form)
    for row in rows:
        book["Drafts"].cell(row, 1).value = "✓ Take over"
    book.save(target)
    return target


def _drafts_are_taken_over(office, form, indicator, words):
    assert "offers no drafts" in office.run("migrate", office.form("DSNY"), "--take", "ticked", leaves=2)
    told = office.run("migrate", form, "--take", "ticked", leaves=4)
    assert "nothing was written" in told
    assert "2 drafts bear no tick" in told
    ticked = _ticked(form, form.with_name("PMR_LPC_MMR_FY26_v2.xlsx"), (6,))
    assert "On Drafts 1 bear a tick and are not in their cells yet" in office.run("validate", ticked, leaves=None)
    told = office.run("migrate", ticked, "--take", "ticked")
    assert "1 explanations and 0 restatements are taken over; 1 drafts bear no tick." in told
    third = form.with_name("PMR_LPC_MMR_FY26_v3.xlsx")
    page = bridge.Bridge(office.folder.parent / "page")
    page._desk = Desk(office.folder)  # its figures lie elsewhere in a page
    given = page.take_over(ticked.name, ticked.read_bytes())
    assert (given["file"]["name"], given["file"]["bytes"]) == (third.name, third.read_bytes()), "the page does the same"
    assert json.loads(page.check(ticked.name, ticked.read_bytes())["view"])["drafts"] is True
    _, said = submission_of(Desk(office.folder), read_book(third))
    assert said.by_id[indicator][Ask.EXPLANATION].text == words
    assert said.restatements == ()
    assert "bear a tick" not in office.run("validate", third, leaves=None)
    told = office.run("migrate", third, "--take", "all")
    assert "0 explanations and 1 restatements are taken over." in told
    _, whole = submission_of(Desk(office.folder), read_book(form.with_name("PMR_LPC_MMR_FY26_v4.xlsx")))
    (row,) = whole.restatements
    assert (row.line.id, row.period.code, row.entered["new"].as_printed) == (indicator, "FY25", "21")
    assert (row.reason, row.explanation) == ("Late data", "Two came in late.")
    assert "offers no drafts that are not taken over yet" in office.run(
        "migrate", form.with_name("PMR_LPC_MMR_FY26_v4.xlsx"), "--take", "all", leaves=2
    )
