"""What a layout program is given, through the command: tagged text, charts, the contents of the book."""

from __future__ import annotations

import csv
import io
import re

import pytest
import yaml
from at_least_one import at_least_one
from click.testing import CliRunner
from docx import Document
from docx.oxml import parse_xml
from openpyxl import load_workbook

from pmr_xl.cli import main
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.commands import pmr

AGENCIES = ("DSNY", "FDNY", "CCRB")
PLAIN = re.compile(r"\\([\\<>])")


def ask(*words):
    return CliRunner().invoke(pmr, [str(word) for word in words])


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """The folder of three agencies' tagged texts, charts and contents, and what was said."""
    into = tmp_path_factory.mktemp("layout")
    told = ask("layout", *AGENCIES, "--report", "mmr", "--year", "2026", "--into", into)
    assert told.exit_code == 4, "the built-in office has no figures of the year itself"
    assert "Not in the record are figures of MMR Fiscal 2026: " in told.output
    return into, told.output


def tables_of(path):
    """The words of every table in a tagged text: rows of cells without their tags."""
    text = path.read_bytes()[2:].decode("utf-16-le")
    found = []
    for table in re.findall(r"<TableStart:.*?<TableEnd:>", text, re.DOTALL):
        rows = re.findall(r"<RowStart:.*?>>(.*?)<RowEnd:>", table, re.DOTALL)
        found.append([[worded(cell) for cell in re.findall(r"<CellStart:1,1>(.*?)<CellEnd:>", row)] for row in rows])
    return found


def worded(tagged):
    without = re.sub(r"<FootnoteStart:>.*?<FootnoteEnd:>", "", tagged).replace("<0x000A>", "\n")
    return PLAIN.sub(r"\1", re.sub(r"(?<!\\)<[^>]*>", "", without))


def test_the_tagged_text_says_what_the_word_document_says(given, tmp_path):
    into, _ = given
    asked = ("assemble", "DSNY", "--report", "mmr", "--year", "2026", "--word", "--into", tmp_path)
    assert ask(*asked).exit_code == 4, "the built-in office has no figures of the year itself"
    (path,) = tmp_path.glob("*.docx")
    written = [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(str(path)).tables]
    (tagged,) = into.glob("*DSNY*_indesign.txt")
    assert tables_of(tagged) == written
    assert len(written) > 5


def test_a_tagged_text_begins_as_the_program_wants_it_and_counts_its_rows(given):
    for path in at_least_one(given[0].glob("*_indesign.txt")):
        raw = path.read_bytes()
        assert raw[:2] == b"\xff\xfe"
        text = raw[2:].decode("utf-16-le")
        assert text.startswith("<UNICODE-WIN>\r\n<Version:")
        for rows, columns, table in re.findall(r"<TableStart:(\d+),(\d+):1:0<.*?>>(.*?)<TableEnd:>", text, re.DOTALL):
            assert table.count("<RowStart:") == int(rows)
            assert table.count("<ColStart:") == int(columns)
            assert table.count("<CellStart:") == int(rows) * int(columns)


def test_every_chart_is_whole_and_named_by_its_indicator(given):
    folder = given[0] / "charts"
    names = {path.stem for path in folder.glob("*.svg")}
    assert "dsny-tons-refuse-disposed" in names
    assert len(names) > 90
    for path in at_least_one(folder.glob("*.svg")):
        drawn = parse_xml(path.read_bytes())
        assert drawn.find("{http://www.w3.org/2000/svg}title").text


def test_the_contents_count_pages_in_the_order_of_the_report(given):
    into, told = given
    with (into / "PMR_MMR_FY26_CCRB_DSNY_FDNY_contents.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["Agency"] for row in rows] == ["CCRB", "DSNY", "FDNY"], "the report's order, not that of asking"
    pages = [int(row["Pages (estimate)"]) for row in rows]
    firsts = [int(row["First page (estimate)"]) for row in rows]
    assert firsts == [1, 1 + pages[0], 1 + pages[0] + pages[1]]
    assert f"3 chapters, about {sum(pages)} pages of tables." in told
    sheet = load_workbook(into / "PMR_MMR_FY26_CCRB_DSNY_FDNY_contents.xlsx").worksheets[0]
    assert [sheet.cell(6 + at, 2).value for at in range(3)] == ["CCRB", "DSNY", "FDNY"]
    assert [sheet.cell(6 + at, 5).value for at in range(3)] == pages, "numbers, not words"
    assert {sheet.cell(5 + at, 5).alignment.horizontal for at in range(4)} == {"right"}


def office_with(tmp_path, styles):
    folder = tmp_path / "office"
    assert ask("init", folder).exit_code == 0
    settings = folder / "settings.yaml"
    told = settings.read_text(encoding="utf-8")
    settings.write_text(f"{told}\n{yaml.safe_dump({'layout_styles': styles})}", encoding="utf-8")
    return folder


def test_styles_have_the_names_that_the_layout_has_for_them(tmp_path):
    office = office_with(tmp_path, {"PMR Figure": "MMR_Table<Figure>", "PMR Table": "MMR_Table"})
    told = ask("--office", office, "layout", "CCRB", "--report", "mmr", "--year", "2026", "--into", tmp_path / "out")
    assert told.exit_code == 4, told.output
    (path,) = (tmp_path / "out").glob("*_indesign.txt")
    text = path.read_bytes()[2:].decode("utf-16-le")
    assert r"<ParaStyle:MMR_Table\<Figure\>>" in text
    assert "<TableStyle:MMR_Table>" in text
    assert "<ParaStyle:PMR Figure>" not in text
    assert "<ParaStyle:PMR Name>" in text


def test_a_style_that_there_is_not_is_told_and_nothing_is_written(tmp_path, capsys):
    office = office_with(tmp_path, {"PMR Figur": "Figures"})
    asked = ["--office", office, "layout", "CCRB", "--report", "mmr", "--year", "2026", "--into", tmp_path / "out"]
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in asked])
    assert left.value.code == Leaves.ERRORS
    said = " ".join(capsys.readouterr().err.split())
    assert "there is no style “PMR Figur” in the tables" in said
    assert "PMR Figure Heading" in said
    assert not list((tmp_path / "out").glob("*"))


def test_a_month_has_no_chapters(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["layout", "311", "--report", "cpr", "--year", "2026", "--month", "nov", "--into", str(tmp_path)])
    assert "has no chapters" in capsys.readouterr().err


def test_what_looks_like_a_tag_stays_words():
    from pmr_xl.forms.paper.manuscript import Manuscript, TextLook, Words
    from pmr_xl.forms.paper.pages import Style
    from pmr_xl.forms.report_tables.tagged import tagged_text

    made = Manuscript("", "", "", {"PMR Name": TextLook(Style())}, [Words("a <b> \\ c", "PMR Name")])
    assert tagged_text(made, {}).split("\r\n")[2] == r"<ParaStyle:PMR Name>a \<b\> \\ c"
    assert io.StringIO(tagged_text(made, {})).readline() == "<UNICODE-WIN>\r\n"
