"""A figure changed after another report printed it: that report is named, with the figure, its cause and the way on."""

from __future__ import annotations

import codecs
import re
import zipfile

import pytest
from years_played import Years

from pmr_xl.books.reading.reader import read_book

pytestmark = pytest.mark.both_engines
CALLS, SPANISH = "311-311-calls", "311-311-spanish-language-calls"
WAIT = "311-average-wait-time-tier-1-calls"
PMMR = ("--report", "pmmr", "--year", "2027")


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The MMR of 311 for 2026 accepted, the PMMR for 2027 released: it prints FY26, as the MMR has it."""
    years = Years.begun(tmp_path_factory.mktemp("elsewhere") / "office", only=("311", "FDNY"))
    years.run("accept", years.form("311"), "--by", "A. Chief", "--despite", "as printed")
    years.run("edition", "open", "PMMR-FY27", "--due", "2027-01-08", "--no-forms")
    form = years.filled("311", *PMMR, "--due", "2027-01-08")
    years.run("accept", form, "--by", "A. Chief", "--despite", "as printed")
    years.run("edition", "release", "PMMR-FY27", "--by", "A. Chief", "--despite", "all=as printed")
    return years


@pytest.fixture
def office(begun, tmp_path):
    return begun.copy(tmp_path / "office")


def in_no_revision(years):
    return [line for line in years.run("edition", "list").splitlines() if "in no revision yet" in line]


def assembled(years, into):
    return years.run("assemble", "311", *PMMR, "--into", into, leaves=None)


def test_nothing_is_told_of_a_release_that_prints_all_as_it_is(office, tmp_path):
    assert in_no_revision(office) == []
    assert "Not in it" not in assembled(office, tmp_path / "tables")
    told = office.run("target", CALLS, "FY29", "17,000", "--why", "x")
    assert "is released" not in told, "no table of it has that year's target"


def test_a_late_version_of_another_report_is_told_with_the_figures_that_it_changes(office, tmp_path):
    later = office.corrected("311", {CALLS: 17_001, SPANISH: 331})
    told = office.run("accept", later, "--by", "B. Boss", "--despite", "late")
    assert "▲ PMMR Fiscal 2027 is released and prints 311 calls (000), FY26, as 16,609, and 1 more otherwise." in told
    assert "pmr edition release PMMR-FY27 --by WHO --why WHY" in told
    assert "MMR Fiscal 2026 is released" not in told
    (line,) = in_no_revision(office)
    assert "PMMR-FY27" in line
    assert "311: 311 calls (000), FY26: 16,609 → 17,001; " in line
    assert "(MMR-FY26 version 2, " in line
    assert "by B. Boss)" in line
    said = assembled(office, tmp_path / "tables")
    assert "Not in it, because PMMR Fiscal 2027 goes out as it was released: 311: 311 calls (000), FY26: 16,609" in said
    assert "Not in it" not in office.run("assemble", "FDNY", *PMMR, "--into", tmp_path / "other", leaves=None)


def test_what_is_taken_back_is_told_and_undoing_it_leaves_nothing_to_tell(office):
    later = office.corrected("311", {CALLS: 17_001})
    office.run("accept", later, "--by", "B. Boss", "--despite", "late")
    told = office.run("withdraw", "MMR-FY26", "311", "--why", "it was the wrong year")
    assert "PMMR Fiscal 2027" not in told, "it prints what counts again"
    assert in_no_revision(office) == []
    told = office.run("withdraw", "MMR-FY26", "311", "--why", "all of it")
    assert "PMMR Fiscal 2027 is released and prints 311 calls (000), FY26, as 16,609" in told
    (line,) = in_no_revision(office)
    assert "16,609 → nothing" in line
    assert "(MMR-FY26 version 1 is withdrawn, " in line


def test_a_correction_by_telephone_that_comes_with_a_version_is_told_too(office):
    later = office.corrected("311", {SPANISH: 331})
    office.run("correct", later, CALLS, "16,690", "--said-by", "Jo Doe", "--why", "two digits were swapped")
    assert "311 calls (000), FY26, as 16,609, and 1 more" in office.run("accept", later, "--despite", "late")
    assert "16,609 → 16,690" in in_no_revision(office)[0]


def test_a_target_set_by_hand_is_told_of_every_release_that_prints_it(office):
    told = office.run("target", CALLS, "FY27", "17,000", "--why", "agreed")
    assert "from the MMR Fiscal 2026 on" in told
    assert "▲ PMMR Fiscal 2027 is released and prints 311 calls (000), FY27 target, as *. It is handed out as" in told
    told = office.run("target", CALLS, "FY27", "18,000", "--why", "agreed", "--edition", "PMMR-FY27")
    assert "▲ PMMR Fiscal 2027 is released, and is handed out as it was until a revision takes this in" in told
    (line,) = in_no_revision(office)
    assert "311: 311 calls (000), FY27 target: * → 18,000 (set by hand, PMMR-FY27, " in line


def test_a_revision_takes_it_in_and_nothing_is_left_to_tell(office, tmp_path):
    office.run("accept", office.corrected("311", {CALLS: 17_001}), "--despite", "late")
    told = office.run("edition", "release", "PMMR-FY27", "--by", "B. Boss", "--why", "FY26", "--despite", "all=known")
    assert "16,609 → 17,001" in told
    assert in_no_revision(office) == []
    assert "Not in it" not in assembled(office, tmp_path / "tables")


@pytest.fixture(scope="module")
def overtaken(begun, tmp_path_factory):
    """The same, after the FY26 that the PMMR printed was corrected."""
    years = begun.copy(tmp_path_factory.mktemp("overtaken") / "office")
    years.run("accept", years.corrected("311", {CALLS: 17_001}), "--despite", "late")
    years.run("target", CALLS, "FY25", "15,000", "--why", "as it was agreed then", "--edition", "MMR-FY26")
    return years


def texts(path):
    """All that a workbook shows, a Word document or a text says."""
    if path.suffix == ".xlsx":
        return "\n".join(str(one.value) for sheet in read_book(path).sheets for one in sheet.cells.values())
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            return re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode("utf-8"))
    content = path.read_bytes()
    return content.decode("utf-16" if content.startswith(codecs.BOM_UTF16_LE) else "utf-8-sig")


COMMANDS = {
    "assemble --text --word --csv": "311",
    "assemble --profile published": "311",
    "layout": "311",
    "publish --site": "",
    "publish --data": "",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_whatever_goes_out_of_the_release_prints_what_was_released(overtaken, tmp_path, command):
    name, *more = command.split()
    into = tmp_path / "out"
    place = ("--into", into) if name != "publish" else (into,)
    overtaken.run(name, *filter(None, [COMMANDS[command]]), *more, *place, *PMMR, leaves=None)
    files = [one for one in into.rglob("*") if one.is_file() and one.suffix not in (".js", ".css", ".woff2")]
    assert files
    said = "\n".join(map(texts, files))
    assert "16609" in said.replace(",", "")
    assert "17001" not in said.replace(",", "")
    assert "15000" not in said.replace(",", ""), "a target that no table prints is posted as it was known too"


REPORT = "title: Calls\nasked_by: us\nsource: a letter\nof: pmmr\nindicators: [311-311-calls]\ncolumns: [actual]\n"


def test_a_report_made_of_a_released_reports_figures_has_them_as_they_were_released(overtaken, tmp_path):
    (overtaken.folder / "schemas" / "reports" / "calls.yaml").write_text(REPORT, encoding="utf-8")
    told = overtaken.run("assemble", "--report", "calls", "--year", "2027", "--into", tmp_path, leaves=None)
    said = "\n".join(map(texts, tmp_path.glob("*.csv")))
    assert "16,609" in said
    assert "17,001" not in said
    assert "Not in it, because PMMR Fiscal 2027 goes out as it was released: 311: 311 calls (000), FY26" in told


def test_a_brief_shows_what_was_released_and_says_what_was_changed_since(overtaken, tmp_path):
    overtaken.run("brief", "311", "--edition", "PMMR-FY27", "--into", tmp_path)
    (document,), (page,) = tmp_path.glob("*.docx"), tmp_path.glob("*.html")
    for path in (document, page):
        said = texts(path)
        assert "Changed since the release, and in no revision yet: 311: 311 calls (000), FY26: 16,609 → 17,001" in said


def test_a_brief_of_a_release_stands_beside_the_target_that_was_released(office, tmp_path):
    office.run("edition", "release", "MMR-FY26", "--by", "A. Chief", "--despite", "all=as printed")
    office.run("target", WAIT, "FY26", "0:40", "--why", "agreed", "--edition", "MMR-FY26")
    office.run("brief", "311", "--edition", "MMR-FY26", "--into", tmp_path)
    said = texts(*tmp_path.glob("*.html"))
    assert "target 0:30" in said
    assert "target 0:40" not in said
    assert "Average wait time (tier 1 calls) (minutes:seconds), FY26 target: 0:30 → 0:40 (set by hand, MMR-FY26" in said


def test_sheets_to_decide_on_show_what_counts_now_and_say_what_the_release_has(overtaken, tmp_path):
    form = overtaken.folder / "inbox" / "PMR_311_PMMR_FY27_v1.xlsx"
    told = overtaken.run("review", form, "--into", tmp_path)
    said = "▲ PMMR Fiscal 2027 is released; what is shown here is as the record has it now, and in the release is not: "
    assert f"{said}311: 311 calls (000), FY26: 16,609 → 17,001" in told
    (sheet,) = tmp_path.glob("*_variances.xlsx")
    assert "17001" in texts(sheet)
    assert said in overtaken.run("exceptions", "--edition", "PMMR-FY27", "--sheet", tmp_path / "all.xlsx", leaves=None)


def test_a_target_is_read_in_the_unit_of_the_report_that_prints_it(office):
    name = "            name: 311 calls (000)\n            unit: "
    office.edit((f"{name}thousands\n", f"{name}number\n            decimals: 1\n"), slug="311")
    asked = ("target", CALLS, "FY27", "17,000.5", "--why", "agreed")
    told = office.run(*asked, leaves=2)
    assert "17,000.5 would be printed as 17,001" in told, "the MMR of 2026, which states it, prints whole thousands"
    assert "the target FY27 is 17,000.5 from the MMR Fiscal 2027 on" in office.run(*asked, "--edition", "MMR-FY27")


def test_a_list_of_changed_cells_says_what_of_it_is_in_no_revision(overtaken):
    released = overtaken.folder / "editions" / "PMMR-FY27" / "r0" / "files"
    told = overtaken.run("changes", "--since", released, leaves=1)
    assert "16,609 → 17,001" in told
    assert "what is shown here is as the record has it now, and in the release is not: 311: 311 calls (000)" in told


def test_what_is_released_is_not_opened(office):
    told = office.run("edition", "open", "PMMR-FY27", "--due", "2027-01-08", leaves=2)
    assert "PMMR Fiscal 2027 is released. " in told


def test_a_target_of_what_was_retired_since_is_set_where_it_is_printed(office):
    office.run("schema", "retire", WAIT)
    asked = ("target", WAIT, "FY26", "0:40", "--why", "agreed")
    told = office.run(*asked, leaves=2)
    assert "is retired: no form asks for it, and no table prints it. A report before" in told
    assert "the target FY26 is 0:40 from the MMR Fiscal 2026 on; it was 0:30." in office.run(
        *asked, "--edition", "MMR-FY26"
    )
    told = office.run("target", "311-average-wait", "FY26", "0:40", "--why", "x", "--edition", "MMR-FY26", leaves=2)
    assert "No schema of MMR Fiscal 2026 has the indicator “311-average-wait”." in told
