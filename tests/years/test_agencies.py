"""New, renamed and merged agencies by commands: history follows, each is told once, and no agency is blamed for it."""

from __future__ import annotations

import re

import pytest
from kept_on import kept
from season_played import write
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.form import submission_of

PMMR = ("--report", "pmmr", "--year", "2027", "--due", "2027-01-08")
NEEDLES = "dsny-needles-removed"
MERGED = "The agency ‘Landmarks Preservation Commission’ was merged into ‘Department of Parks & Recreation’"
OF_THE_SCHEMA = re.compile(r"IDN|STR|REV-001|TGT-004")


@pytest.fixture(scope="module", params=["file", pytest.param("server", marks=pytest.mark.season)])
def office(request, tmp_path_factory):
    """DSNY is called DCS after its first form was accepted, LPC goes into DPR, and ABC is new."""
    one = Years(tmp_path_factory.mktemp("agencies") / "office", only=("DSNY", "DPR", "LPC"))
    kept(one.folder, request.param, request)
    one.history()
    for code in ("DSNY", "DPR", "LPC"):
        one.run("accept", one.form(code), "--despite", "as printed")
    one.run("edition", "release", "MMR-FY26", "--by", "A. Chief")
    one.run("edition", "open", "PMMR-FY27", "--due", "2027-01-08", "--no-forms")
    one.early = {code: one.filled(code, *PMMR) for code in ("DSNY", "LPC", "DPR")}
    one.run("extend", "DSNY", "2027-01-15", "--edition", "PMMR-FY27", "--why", "a flood", leaves=None)
    one.run("accept", one.early["DSNY"], "--despite", "the story goes on", "--by", "A. Chief")
    for code in ("DSNY", "LPC"):
        one.run("commitment", "add", f"{code} looks at its counts", "--agency", code, "--due", "2027-03-01")
    one.told = (
        one.run("schema", "agency", "rename", "DSNY", "Department of Clean Streets", "--code", "DCS"),
        one.run("schema", "agency", "merge", "LPC", "--into", "DPR"),
        one.run("schema", "agency", "new", "ABC", "Agency of Better Cities", "--after", "DCS"),
        one.run("schema", "add", "ABC", "Cities bettered", "--to", "abc-performance-indicators"),
    )
    corrected = one.folder / "inbox" / "PMR_DSNY_PMMR_FY27_v2.xlsx"
    _, one.submission = submission_of(Desk(one.folder), read_book(one.early["DSNY"]))
    needles = one.submission.by_id[NEEDLES]
    typed = {needles.actual.where.address: 9.0, needles["reason"].where.address: ""}
    write(one.early["DSNY"], corrected, {"xl/worksheets/sheet3.xml": typed})
    one.taken = one.run("accept", corrected, "--despite", "counted again")
    return one


def test_each_command_says_what_follows(office):
    said = "".join(office.told)
    assert "DSNY is DCS, “Department of Clean Streets”, now." in said
    assert "pmr migrate FORM --onto FORM" in said
    assert "The next report announces it once" in said
    roll = (office.folder / "schemas" / "agencies.yaml").read_text(encoding="utf-8")
    assert "    formerly: [DSNY]\n    slug: dsny\n  - code: ABC\n" in roll
    assert "    merged: [{code: LPC, slug: lpc}]\n" in roll
    assert "code: LPC\n" not in roll


def test_forms_under_the_old_code_are_read_and_nobody_is_blamed(office):
    for code in ("DSNY", "LPC", "DPR"):
        found = office.found(office.early[code])
        blamed = [one for one in found if OF_THE_SCHEMA.match(one["rule"]) and one["for"] == "agency"]
        assert blamed == [], code
        assert not [one for one in found if one["severity"] == "error"], code
    assert office.submission.chapter.agency == "DCS"
    assert "in the record" in office.taken


def test_the_record_of_before_is_the_renamed_agency_s_own(office):
    assert "1 of 3 agencies accepted" in office.run("edition", "list")
    board = office.run("board", "--edition", "PMMR-FY27", leaves=None)
    assert re.search(r"DCS.*accepted", board), board
    assert "DSNY" not in board
    taken = office.run("withdraw", "PMMR-FY27", "DCS", "--why", "the wrong file")
    assert "✓ DCS PMMR Fiscal 2027, version 2" in taken
    assert "Version 1 (PMR_DSNY_PMMR_FY27_v1.xlsx) counts again" in taken
    told = office.run("trace", NEEDLES, "--year", "2026")
    assert "✓ FY26: 64,136" in told
    office.run(
        "blank", "DCS", "--report", "mmr", "--year", "2027", "--due", "2027-09-03", "--into", office.folder / "new"
    )
    _, form = submission_of(Desk(office.folder), read_book(office.folder / "new" / "PMR_DSNY_MMR_FY27_v1.xlsx"))
    assert form.by_id[NEEDLES]["FY26"].as_printed == "64,136"


def test_commitments_are_those_of_the_agency_that_answers_today(office):
    assert "DSNY looks at its counts" in office.run("commitment", "list", "DCS", leaves=None)
    assert "LPC looks at its counts" in office.run("commitment", "list", "DPR", leaves=None)


def test_a_merged_agency_s_form_goes_into_the_other_s(office):
    alone = office.run("accept", office.early["LPC"], "--despite", "the story goes on", leaves=2)
    assert "LPC is a part of DPR now" in alone
    told = office.run("migrate", office.early["LPC"], "--onto", office.early["DPR"])
    assert re.search(r"✓ PMR_LPC_PMMR_FY27_v1.xlsx → .*PMR_DPR_PMMR_FY27_v2.xlsx", told)
    second = office.early["DPR"].with_name("PMR_DPR_PMMR_FY27_v2.xlsx")
    figures = {code: said(office, path) for code, path in {**office.early, "both": second}.items()}
    assert figures["both"] == figures["DPR"] | figures["LPC"]
    assert len(figures["LPC"]) > 10
    assert "says “" in office.run("migrate", office.early["LPC"], "--onto", changed(office, second), leaves=2)
    office.run("accept", second, "--despite", "the story goes on")


def said(office, path):
    """Figures that an agency typed, by indicator."""
    _, submission = submission_of(Desk(office.folder), read_book(path))
    return {entry.line.id: entry.actual.text for entry in submission.entries if not entry.actual.empty}


def changed(office, path):
    """The form with another figure of what came from LPC."""
    _, submission = submission_of(Desk(office.folder), read_book(path))
    entry = next(one for one in submission.entries if one.line.id.startswith("lpc-") and not one.actual.empty)
    to = path.with_name("PMR_DPR_PMMR_FY27_v3.xlsx")
    write(path, to, {"xl/worksheets/sheet3.xml": {entry.actual.where.address: 7.0}})
    return to


def tables(office):
    """The folder with the next report's tables, made once."""
    folder = office.folder / "tables"
    if not folder.exists():
        office.run("assemble", "--all", "--report", "pmmr", "--year", "2027", "--into", folder, leaves=4)
    return folder


def test_the_next_report_names_each_once_and_the_last_stays_as_it_was(office):
    told = office.run("edition", "changes", "MMR-FY26", "PMMR-FY27").splitlines()
    assert sorted(line.split("  ")[1].partition(":")[0] for line in told) == [
        "agency merged", "agency renamed", "new agency",
    ]  # fmt: skip
    sentences = []
    for path in sorted(tables(office).glob("*_tables.xlsx")):
        page = next((sheet for sheet in read_book(path).sheets if "oteworthy" in sheet.name), None)
        sentences += (
            [] if page is None else [str(one.value) for one in page.cells.values() if one.column == 2 and one.row > 4]
        )
    assert sorted(one for one in sentences if "revised" not in one) == [
        "The agency ‘Department of Sanitation (DSNY)’ was renamed to ‘Department of Clean Streets (DCS)’.",
        f"{MERGED}; its indicators are printed here.",
        "The chapter of ‘Agency of Better Cities’ was added.",
    ]
    kept_files = office.folder / "editions" / "MMR-FY26" / "r0" / "files"
    office.run("assemble", "--all", "--year", "2026", "--into", office.folder / "again")
    office.run("assemble", "DCS", "LPC", "--year", "2026", "--into", office.folder / "some")
    for folder, names in (("again", ("DSNY", "DPR", "LPC")), ("some", ("DSNY", "LPC"))):
        for name in names:
            file = f"PMR_{name}_MMR_FY26_tables.xlsx"
            assert (office.folder / folder / file).read_bytes() == (kept_files / file).read_bytes()
    assert "the same parts, cells and lines" in office.run("edition", "verify", "MMR-FY26", "--recompute")


def test_a_range_of_a_renamed_agency_keeps_its_name(office):
    before = read_book(office.folder / "editions" / "MMR-FY26" / "r0" / "files" / "PMR_DSNY_MMR_FY26_tables.xlsx").names
    now = read_book(tables(office) / "PMR_DSNY_PMMR_FY27_tables.xlsx").names
    own = {name for name in before if name.startswith("pmr_DSNY_")}
    assert own
    assert own <= now.keys()


def test_codes_are_never_used_again(office):
    for code in ("DSNY", "LPC", "DPR"):
        assert "or was" in office.run("schema", "agency", "new", code, "Somebody else", leaves=2)
        assert "or was" in office.run("schema", "agency", "rename", "ABC", "--code", code, leaves=2)
    assert "merged into itself" in office.run("schema", "agency", "merge", "ABC", "--into", "ABC", leaves=2)
    assert "is called" in office.run("schema", "agency", "rename", "ABC", leaves=2)


def test_tables_printed_before_are_still_taken_each_row_as_its_own(tmp_path):
    codes = ("DSNY", "DPR", "LPC")
    before, after = Years(tmp_path / "before", only=codes), Years(tmp_path / "after", only=codes)
    ids = [line.id for chapter in Desk(before.folder).library.chapters() for line in chapter.lines]
    after.run("schema", "agency", "rename", "DSNY", "--code", "DCS")
    after.run("schema", "agency", "merge", "LPC", "--into", "DPR")
    before.history()
    told = [
        after.run("record", "import", after.table(kind), "--year", "2026", leaves=None)
        for kind in ("indicators", "resources", "units_of_appropriation")
    ]
    assert "left out" not in told[1], "what LPC had is DPR's now, as what was LPC's"
    stated = [
        {name: [(one.kind, one.period, one.figure) for one in Desk(office.folder).record.history(name)] for name in ids}
        for office in (before, after)
    ]
    assert stated[0] == stated[1]
    assert sum(map(len, stated[0].values())) > 500
    again = after.run("schema", "import", after.table("indicators"), after.table("resources"), "--dry-run", leaves=None)
    assert "0 new rows, 0 new agencies, 0 files to write." in again
    assert "left out" not in again


def test_definitions_go_along(tmp_path):
    office = Years(tmp_path / "office", only=("DSNY", "DPR", "LPC"))
    for code, name in (("DSNY", NEEDLES), ("LPC", "lpc-complaints-investigated")):
        office.run(
            "schema", "definitions", "change", name, "--definition", f"What {code} counts.", "--why", "x", leaves=None
        )
    office.run("schema", "agency", "rename", "DSNY", "--code", "DCS")
    office.run("schema", "agency", "merge", "LPC", "--into", "DPR")
    folder = office.folder / "schemas" / "definitions"
    assert sorted(path.name for path in folder.glob("*.yaml")) == ["dpr.yaml", "dsny.yaml"]
    library = Desk(office.folder).library
    assert library.definitions("DCS").by_id[NEEDLES].definition == "What DSNY counts."
    assert library.definitions("DPR").by_id["lpc-complaints-investigated"].definition == "What LPC counts."


def test_a_code_of_digits_merges_and_the_next_report_opens_after_agencies_came_and_went(tmp_path):
    """The roll of a report that was published before stays as it was; the next one has its own."""
    office = Years(tmp_path / "office", only=("DSNY", "311"))
    office.run("record", "import", office.table("indicators"), "--year", "2026", "--released", leaves=None)
    office.run("schema", "agency", "new", "ABC", "Agency of Better Cities")
    office.run("schema", "agency", "rename", "DSNY", "--code", "DCS")
    told = office.run("schema", "agency", "merge", "311", "--into", "dcs")
    assert "311 is merged into DCS." in told
    roll = (office.folder / "schemas" / "agencies.yaml").read_text(encoding="utf-8")
    assert 'merged: [{code: "311", slug: "311"}]' in roll
    assert "MMR Fiscal 2027 is open." in office.run("edition", "open", "MMR-FY27", "--no-forms")
    assert "MMR-FY27       ○ open · 0 of 2 agencies accepted" in office.run("edition", "list")


def test_resources_go_on_with_a_merger_and_their_history_with_them(tmp_path):
    """What was LPC's stands in DPR's tables, told as LPC's; DPR's own rows stay its own, whatever they are called."""
    office = Years.begun(tmp_path / "office", only=("DPR", "LPC", "DSNY"))
    before = {name: Desk(office.folder).record.history(f"{name}-resource-expenditures") for name in ("lpc", "dpr")}
    lpc = [one.id for one in Desk(office.folder).library.chapter("LPC").resources]
    told = office.run("schema", "agency", "merge", "LPC", "--into", "DPR")
    rows = len(lpc)
    assert f"{rows} resources and units of appropriation go on in DPR’s tables with their history, as “LPC: …”." in told
    office.run("assemble", "DPR", "--year", "2026", "--into", tmp_path / "out", leaves=None)
    book = read_book(tmp_path / "out" / "PMR_DPR_MMR_FY26_tables.xlsx")
    printed = {}
    for (row, column), cell in book.sheet("Tables").cells.items():
        if column == 2:
            printed[str(cell.value)] = [
                str(book.sheet("Tables").at(row, at).value) for at in range(3, 9) if book.sheet("Tables").at(row, at)
            ]
    own, taken_up = (next(one for name, one in printed.items() if name.startswith(start)) for start in (
        "Expenditures ($000,000)", "LPC: Expenditures ($000,000)"
    ))  # fmt: skip
    assert own != taken_up
    assert any(any(digit in figure for digit in "123456789") for figure in taken_up)
    again = office.run("record", "import", office.table("resources"), "--year", "2026", leaves=None)
    assert " 0 of them new" in again, "rows of before go to the same ids under the old code"
    after = {name: Desk(office.folder).record.history(f"{name}-resource-expenditures") for name in ("lpc", "dpr")}
    assert after == before
    assert len(before["lpc"]) > 4
    own_rows = [one for one in Desk(office.folder).library.chapter("DPR").resources if not one.merged_from]
    told = office.run("assemble", "DPR", "--year", "2027", "--report", "pmmr", "--into", tmp_path / "next", leaves=None)
    assert f"DPR {len(own_rows)} of {len(own_rows)}. “pmr record import” takes them in" in told, (
        "a row of LPC's may have no figure any more"
    )


def test_resources_may_end_with_a_merger(tmp_path):
    office = Years.begun(tmp_path / "office", only=("DPR", "LPC", "DSNY"))
    told = office.run("schema", "agency", "merge", "LPC", "--into", "DPR", "--resources", "end")
    assert "Resources and units of appropriation of LPC end here" in told
    assert all(not one.merged_from for one in Desk(office.folder).library.chapter("DPR").resources)
    told = office.run("record", "import", office.table("resources"), "--year", "2026", leaves=4)
    assert "Resources and units of appropriation of LPC are left out: it is a part of DPR now." in told


def test_units_of_appropriation_go_on_below_totals_of_their_own(tmp_path):
    office = Years.begun(tmp_path / "office", only=("DPR", "DSNY"))
    office.run("schema", "agency", "merge", "DSNY", "--into", "DPR")
    chapter = Desk(office.folder).library.chapter("DPR")
    taken_up = [one for one in chapter.appropriations if one.merged_from == "DSNY"]
    assert len(taken_up) > 8
    office.run("assemble", "DPR", "--year", "2026", "--into", tmp_path, "--csv", leaves=None)
    book = read_book(tmp_path / "PMR_DPR_MMR_FY26_tables.xlsx")
    names = [str(cell.value) for (_, column), cell in book.sheet("Tables").cells.items() if column == 2]
    assert "DSNY: Agency Total" in [one.strip() for one in names]
    told = office.run("record", "import", office.table("units_of_appropriation"), "--year", "2026", leaves=None)
    assert " 0 of them new" in told
