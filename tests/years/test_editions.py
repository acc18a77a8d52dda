"""Editions by the command line: released, verified, revised; the next one opened, its changes told once."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
import subprocess
import sys

import pytest
from season_played import write
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.form import submission_of
from pmr_xl.forms.submission_form.plan import HEADING_ROW
from pmr_xl.model.fault import NoRecord
from pmr_xl.record import Record

pytestmark = pytest.mark.both_engines


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """An office of three agencies of which MMR-FY26 is accepted and released."""
    office = Years.begun(tmp_path_factory.mktemp("years") / "office", only=("DSNY", "DPR", "LPC"))
    for code in ("DSNY", "DPR", "LPC"):
        office.run("accept", office.form(code), "--despite", "as printed")
    office.run("edition", "release", "MMR-FY26", "--by", "A. Chief")
    return office


@pytest.fixture
def office(released, tmp_path):
    return released.copy(tmp_path / "office")


def kept(office, revision=0):
    return office.folder / "editions" / "MMR-FY26" / f"r{revision}"


def test_a_release_wants_everything_there_or_let_through_by_name(tmp_path):
    office = Years.begun(tmp_path / "new", only=("DSNY", "DPR"))
    office.run("accept", office.form("DSNY"), "--despite", "as printed")
    told = office.run("edition", "release", "MMR-FY26", "--by", "A. Chief", leaves=2)
    assert re.search(r"DPR: \d+ of \d+ indicators have no figure", told)
    office.run(
        "edition",
        "release",
        "MMR-FY26",
        "--by",
        "A. Chief",
        "--despite",
        "DPR=late",
        "--expect",
        "agencies=3",
        leaves=2,
    )
    told = office.run(
        "edition", "release", "MMR-FY26", "--by", "A. Chief", "--despite", "DPR=late", "--expect", "agencies=2"
    )
    assert "let through: late" in told
    assert "released" in office.run("edition", "list")


def test_what_the_record_refuses_to_note_is_not_released_and_can_be_released_again(office, monkeypatch):
    def refused(*_):
        raise NoRecord("The record is being written by ben.", "Try again in a minute.")

    with monkeypatch.context() as busy:
        busy.setattr(Record, "note_edition", refused)
        again = ("edition", "release", "MMR-FY26", "--by", "A. Chief", "--why", "counted again")
        office.run("accept", office.corrected("DSNY", {"dsny-needles-removed": 13131.0}), "--despite", "again")
        assert "being written by ben" in office.run(*again, leaves=2)
    assert not kept(office, 1).exists()
    shutil.copytree(kept(office), kept(office, 1))  # as one that was killed leaves it
    assert "the record knows of no such release" in office.run(*again, leaves=2)
    shutil.rmtree(kept(office, 1))
    office.run(*again)
    assert (kept(office, 1) / "files").is_dir()


def test_the_released_files_are_handed_out_as_they_were_whatever_the_schemas_say_now(office):
    office.run("assemble", "DSNY", "--year", "2026", "--into", office.folder / "first", "--text")
    office.edit(("name: Needles removed", "name: Syringes removed"))
    office.retire("dsny-miles-highway-cleaned")
    office.run("assemble", "DSNY", "--year", "2026", "--into", office.folder / "again", "--text")
    for name in ("PMR_DSNY_MMR_FY26_tables.xlsx", "PMR_DSNY_MMR_FY26_tables.txt"):
        assert (office.folder / "again" / name).read_bytes() == (kept(office) / "files" / name).read_bytes()
    office.run("assemble", "DSNY", "--year", "2026", "--into", office.folder / "word", "--word")
    assert (office.folder / "word" / "PMR_DSNY_MMR_FY26_tables.docx").is_file()
    office.run("edition", "verify", "MMR-FY26", "--recompute")


def test_verify_names_a_byte_a_cell_a_line_and_what_is_gone(office):
    assert "✓ MMR Fiscal 2026" in office.run("edition", "verify", "MMR-FY26")
    folder = kept(office)
    book = folder / "files" / "PMR_DPR_MMR_FY26_tables.xlsx"
    content = bytearray(book.read_bytes())
    content[5000] ^= 1
    book.write_bytes(content)
    other = folder / "files" / "PMR_DSNY_MMR_FY26_tables.xlsx"
    _retype(other)
    schema = folder / "office" / "schemas" / "indicators" / "lpc.yaml"
    lines = schema.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if " name: " in line)
    lines[at] = lines[at].replace("name: ", "name: Not ")
    schema.write_text("".join(lines), encoding="utf-8")
    text = folder / "files" / "PMR_LPC_MMR_FY26_tables.txt"
    text.unlink()
    told = office.run("edition", "verify", "MMR-FY26", leaves=2)
    assert "files/PMR_DPR_MMR_FY26_tables.xlsx, byte 5,000 of " in told
    assert re.search(r"files/PMR_DSNY_MMR_FY26_tables.xlsx, Tables![A-Z]+\d+: .* → 77777", told)
    assert f"office/schemas/indicators/lpc.yaml, line {at + 1}: “name: Not" in told
    assert "files/PMR_LPC_MMR_FY26_tables.txt is gone" in told


def _retype(path):
    """Type another figure into the first number of the tables, as somebody would who knows the format."""
    import zipfile

    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = "xl/worksheets/sheet1.xml"
    new, count = re.subn(
        rb"(<c r=\"[B-Z]+\d+\"(?: s=\"\d+\")?><v>)[^<]+(</v></c>)", rb"\g<1>77777\g<2>", parts[name], count=1
    )
    assert count == 1
    parts[name] = new
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for one, data in parts.items():
            target.writestr(one, data)


def test_a_later_correction_has_a_reason_and_becomes_a_numbered_revision(office):
    late = office.corrected("DSNY", {"dsny-needles-removed": 13131.0})
    told = office.run("accept", late, leaves=2)
    assert "was released on" in told
    office.run("accept", late, "--despite", "counted again")
    assert "corrected since its release" in office.run("edition", "list")
    office.run("assemble", "DSNY", "--year", "2026", "--into", office.folder / "still")
    name = "PMR_DSNY_MMR_FY26_tables.xlsx"
    assert (office.folder / "still" / name).read_bytes() == (kept(office) / "files" / name).read_bytes()
    assert "revision" in office.run("edition", "release", "MMR-FY26", "--by", "A. Chief", leaves=2)
    told = office.run("edition", "release", "MMR-FY26", "--by", "A. Chief", "--why", "needles counted again")
    changed = [line.partition(", ")[2] for line in told.splitlines() if " → " in line]
    assert changed == [
        "Tables!G9: 64136 → 13131",
        "Tables!J9: Up → Down",
        "Indicators data!M7: 64,136 → 13,131",
        "Indicators data!P7: Up → Down",
        "Indicators data!W7: 64136 → 13131",
    ]
    assert (kept(office, 1) / "files" / name).is_file()
    office.run("edition", "verify", "MMR-FY26", "--recompute")
    office.run("edition", "release", "MMR-FY26", "--by", "A. Chief", "--why", "again", leaves=2)


def test_the_next_edition_tells_each_change_once_and_the_old_one_stays(office):
    before = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (kept(office) / "files").iterdir()}
    settings = office.folder / "settings.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nasking: [MMR-FY26]\n", encoding="utf-8")
    told = office.run("edition", "open", "MMR-FY27", "--due", "2027-09-03", "--no-forms")
    assert "asking: [MMR-FY26, MMR-FY27]" in told
    office.edit(
        ("name: Needles removed", "name: Syringes removed"),
        ("      - goal: Enforce Sanitation regulations.", NEW_GOAL + "      - goal: Enforce Sanitation regulations."),
    )
    office.retire("dsny-miles-highway-cleaned")
    told = office.run("edition", "changes", "MMR-FY26", "MMR-FY27")
    assert [line.split("  ")[1].partition(":")[0] for line in told.splitlines()] == ["renamed", "added", "retired"]
    office.run("assemble", "DSNY", "--year", "2027", "--into", office.folder / "next", leaves=4)
    book = read_book(office.folder / "next" / "PMR_DSNY_MMR_FY27_tables.xlsx")
    page = next(sheet for sheet in book.sheets if "oteworthy" in sheet.name)
    said = [str(cell.value) for cell in page.cells.values() if cell.column == 2 and "indicator" in str(cell.value)]
    assert said == [
        "Goal 1a: The indicator ‘Needles removed’ was renamed to ‘Syringes removed’.",
        "Goal 1b: The indicator ‘Lidded containers installed’ was added.",
        "The indicator ‘Miles of highway cleaned’ was removed.",
    ]
    assert before == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (kept(office) / "files").iterdir()
    }
    late = office.corrected("DSNY", {"dsny-needles-removed": 13131.0})
    assert not [one for one in office.found(late) if one["rule"] in ("IDN-006", "STR-005", "IDN-010", "IDN-003")]


def test_what_figures_are_printed_and_added_up_by_is_announced_once(tmp_path):
    """Decimals, of targets too, and how months become a year; not that somebody says it who never had."""
    office = Years.begun(tmp_path / "office", only=("DSNY",))
    baskets, needles, miles, graffiti = (
        f"name: {name}\n"
        for name in (
            *("Litter baskets serviced (000)", "Needles removed"),
            *("Miles of highway cleaned", "Graffiti service requests received"),
        )
    )
    office.edit((baskets, baskets + SUM))
    office.run("accept", office.form(), "--despite", "as printed")
    office.run("edition", "release", "MMR-FY26", "--by", "A. Chief")
    office.run("edition", "open", "MMR-FY27", "--due", "2027-09-03", "--no-forms")
    office.edit(
        (baskets + SUM, baskets + SUM.replace("sum", "average")),
        (needles, needles + SUM),
        (miles, f"{miles}            decimals: 1\n"),
        (graffiti, f"{graffiti}            target: {{decimals: 2}}\n"),
    )
    told = office.run("edition", "changes", "MMR-FY26", "MMR-FY27").splitlines()
    assert [re.sub(r" \(dsny-[^)]+\)", "", line.split("  ")[1]) for line in told] == [
        "aggregation: Needles removed: the sum of the months",
        "aggregation: Litter baskets serviced (000): the sum of the months → the average of the months",
        "decimals: Miles of highway cleaned: 0 → 1",
        "decimals: Graffiti service requests received: 0 → 0, in targets 2",
    ]
    office.run("assemble", "DSNY", "--year", "2027", "--into", office.folder / "next", leaves=4)
    page = read_book(office.folder / "next" / "PMR_DSNY_MMR_FY27_tables.xlsx").sheet("Noteworthy changes")
    said = [str(cell.value) for cell in page.cells.values() if cell.column == 2 and "indicator" in str(cell.value)]
    about = "of the indicator ‘"
    assert [one.partition(": ")[2] for one in said] == [
        f"The year {about}Litter baskets serviced (000)’ is the average of the months; it was the sum of the months.",
        f"The printed decimals {about}Miles of highway cleaned’ were changed from 0 to 1.",
        f"The printed decimals {about}Graffiti service requests received’ were changed from 0 to 0, in targets 2.",
    ]


SUM = "            aggregation: sum\n"
NEW_GOAL = """      - goal: A new goal in between.
        indicators:
          - id: dsny-lidded-containers-installed
            name: Lidded containers installed
"""


def test_an_edition_closed_by_the_next_is_printed_by_its_own_schemas(tmp_path):
    office = Years.begun(tmp_path / "office", only=("DSNY",))
    office.run("accept", office.form(), "--despite", "as printed")
    office.run("assemble", "DSNY", "--year", "2026", "--into", office.folder / "first")
    told = office.run("edition", "open", "PMMR-FY27", "--due", "2027-01-08")
    assert "MMR Fiscal 2026 goes by the schemas as they are today" in told
    assert (office.folder / "outbox" / "PMR_DSNY_PMMR_FY27_v1.xlsx").is_file()
    office.edit(("name: Needles removed", "name: Syringes removed"))
    office.run("assemble", "DSNY", "--year", "2026", "--into", office.folder / "again")
    name = "PMR_DSNY_MMR_FY26_tables.xlsx"
    assert (office.folder / "again" / name).read_bytes() == (office.folder / "first" / name).read_bytes()


def test_a_new_office_begins_with_the_report_that_is_out(tmp_path):
    office = Years(tmp_path / "office", only=("DSNY", "DPR", "DOC"))
    for kind in ("indicators", "resources", "units_of_appropriation"):
        office.run("record", "import", office.table(kind), "--year", "2026", "--released", leaves=None)
    told = office.run("edition", "open", "MMR-FY27", "--due", "2027-09-03")
    assert "is incomplete" not in told.replace("resources", "")
    form = read_book(office.folder / "outbox" / "PMR_DOC_MMR_FY27_v1.xlsx").sheet("Submission")
    headings = {str(cell.value): cell.column for cell in form.cells.values() if cell.row == HEADING_ROW}
    rows = [row for row in range(3, 200) if (cell := form.at(row, 1)) is not None and cell.value]
    last = [form.at(row, headings["FY26"]) for row in rows]
    assert rows
    assert all(cell is not None and cell.value not in (None, "") for cell in last)
    office.edit(("name: Needles removed", "name: Syringes removed"))
    assert "renamed" in office.run("edition", "changes", "MMR-FY26", "MMR-FY27")


def test_a_new_id_under_the_old_name_is_noticed(office):
    office.edit(("id: dsny-needles-removed", "id: dsny-needles-gone"))
    told = office.run("edition", "open", "MMR-FY27", "--due", "2027-09-03", leaves=2)
    assert "pmr schema rename dsny-needles-gone --id dsny-needles-removed" in told


def test_a_blank_form_never_begins_a_history_anew_in_silence(office):
    office.edit(("id: dsny-needles-removed", "id: dsny-needles-gone"))
    told = office.run("blank", "DSNY", "--year", "2027", "--due", "2027-09-03", leaves=2)
    assert "An id never changes" in told
    office.run("schema", "rename", "dsny-needles-gone", "--id", "dsny-needles-removed")
    office.run("blank", "DSNY", "--year", "2027", "--due", "2027-09-03", "--into", office.folder / "forms")


def test_what_is_added_before_the_first_release_is_announced(tmp_path):
    office = Years.begun(tmp_path / "office", only=("DSNY",))
    office.run("schema", "add", "DSNY", "Lidded containers installed", "--to", "dsny-1b")
    form = office.filled("DSNY", "--year", "2026", "--due", "2026-09-03")
    _, submission = submission_of(Desk(office.folder), read_book(form))
    where = submission.by_id["dsny-lidded-containers-installed"].actual.where
    reason = submission.by_id["dsny-lidded-containers-installed"]["reason"].where
    place = [sheet.name for sheet in submission.book.sheets].index(where.sheet) + 1
    again = form.with_name(form.name.replace("_v1", "_v2"))
    write(form, again, {f"xl/worksheets/sheet{place}.xml": {where.address: 12.0, reason.address: ""}})
    office.run("accept", again, "--despite", "as printed")
    office.run("assemble", "DSNY", "--year", "2026", "--into", office.folder / "tables")
    book = read_book(office.folder / "tables" / "PMR_DSNY_MMR_FY26_tables.xlsx")
    said = [str(cell.value) for sheet in book.sheets for cell in sheet.cells.values() if "was added" in str(cell.value)]
    assert said == ["Goal 1b: The indicator ‘Lidded containers installed’ was added."]


@pytest.mark.of_a_file
def test_a_record_from_before_there_were_editions_lists_what_it_knows(office):
    with sqlite3.connect(office.folder / "record.sqlite") as connection:
        connection.execute("DROP TRIGGER editions_remain")
        connection.execute("DELETE FROM editions")
    assert "3 of 3 agencies accepted" in office.run("edition", "list")


def test_an_edition_whose_forms_have_no_day_is_not_opened_by_half(office):
    before = state_of_folder(office)
    assert "No day is named" in office.run("edition", "open", "PMMR-FY27", leaves=2)
    assert state_of_folder(office) == before
    assert "PMMR-FY27" not in office.run("edition", "list")
    assert "PMMR Fiscal 2027 is open." in office.run("edition", "open", "PMMR-FY27", "--due", "2026-12-10")


def test_where_forms_cannot_be_made_it_is_told_that_the_edition_is_open(office):
    taken = office.folder / "outbox" / "PMR_LPC_PMMR_FY27_v1.xlsx"
    taken.write_bytes(office.form("LPC").read_bytes())
    told = office.run("edition", "open", "PMMR-FY27", "--due", "2026-12-10", leaves=2)
    assert "PMMR Fiscal 2027 is open, and its forms are not made: " in told
    assert "“pmr blank --all --report pmmr --year 2027” makes them." in told
    taken.unlink()
    office.run("blank", "--all", "--report", "pmmr", "--year", "2027", "--into", office.folder / "outbox")
    assert taken.exists()


def state_of_folder(office):
    """Schemas and settings as they are written."""
    paths = sorted((*office.folder.glob("*.yaml"), *(office.folder / "schemas").rglob("*.yaml")))
    return {path: path.read_bytes() for path in paths}


def at_once(office, *commands):
    """Several commands, each in a program of its own and all at one time; what each says and leaves with."""
    program = [sys.executable, "-c", "from pmr_xl.cli import main; main()", "--office", str(office.folder)]
    begun = [subprocess.Popen([*program, *one], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for one in commands]
    return [(one.communicate()[0].decode(), one.returncode) for one in begun]


@pytest.mark.of_a_file
def test_two_who_open_an_edition_at_once_open_it_once(office):
    asked = ("edition", "open", "PMMR-FY27", "--due", "2026-12-10", "--no-forms", "--by")
    told = at_once(office, *((*asked, who) for who in ("A", "B")))
    assert sorted(code for _, code in told) == [0, 2]
    (refused,) = (text for text, code in told if code)
    assert "PMMR Fiscal 2027 is open already." in refused
    assert [line for line in office.run("edition", "show", "PMMR-FY27").splitlines() if "opened by" in line][1:] == []
    assert (office.folder / "schemas" / "calendar.yaml").read_text(encoding="utf-8").count("PMMR-FY27") == 1


@pytest.mark.of_a_file
def test_two_who_release_a_revision_at_once_make_one(office):
    office.run("accept", office.corrected("DSNY", {"dsny-lots-cleaned-citywide": 152}), "--despite", "late")
    asked = ("edition", "release", "MMR-FY26", "--why", "late", "--despite", "all=late", "--by")
    told = at_once(office, *((*asked, who) for who in ("A", "B")))
    assert sorted(code for _, code in told) == [0, 2], told
    (refused,) = (text for text, code in told if code)
    assert "was released by somebody else meanwhile, as r1." in refused or "would change no cell of" in refused
    assert "is as it was released" in office.run("edition", "verify", "MMR-FY26")
    assert sorted(path.name for path in (office.folder / "editions" / "MMR-FY26").iterdir()) == ["r0", "r1"]
