"""Text that travels: no name sets off a formula where a table is opened or pasted, and no sign steers a terminal."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import docx
import pytest
from at_least_one import at_least_one
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.cli.words.say import say
from pmr_xl.model.display.signs import as_words, safely_shown

FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"
NAMES = {
    "Ferry trips made": '=HYPERLINK("http://x","trips")',
    "Trips on time (%)": "@SUM(1+1)*cmd|'/c calc'!A0",
    "Slips inspected": "+1+cmd",
    "Spending on slip repairs ($000)": "- of which repairs",
}  # fmt: skip


def ask(office, *arguments):
    done = CliRunner().invoke(pmr, ["--office", str(office), *map(str, arguments)])
    held = arguments[0] == "assemble"  # a decision of this office is Hold
    assert done.exit_code == (4 if held else 0), f"{done.output}{done.exception!r}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The first office, in which names begin as formulas do; its tables in every shape, and what was told."""
    folder = Path(shutil.copytree(FIRST, tmp_path_factory.mktemp("named") / "office"))
    schema = folder / "schemas" / "indicators" / "hfs.yaml"
    text = schema.read_text(encoding="utf-8")
    names = re.findall(r"^\s+name: (.+)$", text, re.MULTILINE)
    wild = list(NAMES.values())
    for name, new in zip(names[: len(wild)], wild, strict=True):
        quoted = new.replace("'", "''")
        text = text.replace(f"name: {name}\n", f"name: '{quoted}'\n", 1)
    schema.write_text(text, encoding="utf-8")
    into = folder / "given"
    told = ask(
        folder, "assemble", "HFS", "--report", "mmr", "--year", 2026, "--into", into, "--csv", "--word", "--text"
    )
    return into, told, wild


def begins_formula(text):
    return re.match(r"\s*[=+\-@]", text) and not re.fullmatch(r"[-+]?[\d.,:%$ ()]+", text)


def test_no_cell_of_a_csv_begins_as_a_formula_does(office):
    into, _, wild = office
    cells = []
    for path in into.glob("*.csv"):
        cells += [cell for row in csv.reader(path.read_text("utf-8-sig").splitlines()) for cell in row]
    assert [cell for cell in cells if begins_formula(cell)] == []
    assert f"'{wild[0]}" in cells
    assert "– of which repairs" in cells


def test_no_cell_of_text_and_word_does(office):
    into, _, wild = office
    (text,) = into.glob("*.txt")
    lines = text.read_bytes().decode("utf-16").splitlines()
    cells = [cell for line in lines for cell in line.split("\t")]
    (document,) = into.glob("*.docx")
    cells += [cell.text for table in docx.Document(str(document)).tables for row in table.rows for cell in row.cells]
    assert [cell for cell in cells if begins_formula(cell)] == ["- of which repairs"] * 2, "as the report prints parts"
    assert cells.count(f"'{wild[0]}") >= 2


def test_it_is_told_which_names_were_quoted(office):
    _, told, wild = office
    for name in at_least_one(wild):
        where = "CSV" if name.startswith("- ") else "CSV, text and Word"
        assert f"HFS: “{name}” begins as a formula does; in {where} it is “{as_words(name)}”." in told


def test_files_for_people_bear_the_mark_and_open_data_do_not(office):
    into, *_ = office
    marked = {
        path.stem.rpartition("_")[2]: path.read_bytes().startswith(b"\xef\xbb\xbf") for path in into.glob("*.csv")
    }
    assert marked == {"data": False, "clean": True, "dictionary": True}


def test_the_mark_is_a_setting(tmp_path):
    folder = Path(shutil.copytree(FIRST, tmp_path / "office"))
    with (folder / "settings.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\ncsv_byte_order_mark: false\n")
    ask(folder, "assemble", "HFS", "--report", "mmr", "--year", 2026, "--into", tmp_path / "given", "--csv")
    paths = list((tmp_path / "given").glob("*.csv"))
    assert len(paths) == 3
    assert not [path for path in paths if path.read_bytes().startswith(b"\xef\xbb\xbf")]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("=1+1", "'=1+1"), ("@x", "'@x"), ("+x", "'+x"), ("-x", "'-x"), ("\t=x", "'\t=x"), (" =x", "' =x"),
        ("＝x", "'＝x"), ("−x", "'−x"), ("- x", "– x"), ("=", "="), ("-", "-"), ("-5", "-5"), ("-5.2%", "-5.2%"),
        ("+1,234", "+1,234"), ("-$1.5", "-$1.5"), ("-1+1", "'-1+1"), ("x=1", "x=1"), ("", ""), ("NA", "NA"),
        ("+65 pp", "+65 pp"), ("+65 ppm", "'+65 ppm"),
    ],
)  # fmt: skip
def test_words_stay_words_and_figures_figures(text, given):
    assert as_words(text) == given
    assert as_words(text, printed=True) == (text if text == "- x" else given)


@pytest.mark.parametrize("text", ["- cmd|'/c calc'!A0", "- 1+1", '- HYPERLINK("x")', "- A1:B2", "- x*2"])
def test_a_dash_and_a_space_do_not_make_a_formula_harmless(text):
    assert as_words(text, printed=True) == text.replace("-", "–", 1)


@pytest.mark.parametrize(
    "sign", ["\x1b]0;x\x07", "\x1b[8m", "\x1b[2J", "\x9b31m", "\u202e", "\u2066", "\r", "\x08", "\ud83d"]
)
def test_no_sign_steers_a_terminal(capsys, sign):
    say(f"a{sign}b", fg="red")
    shown = capsys.readouterr().out
    assert shown.startswith("a")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert safely_shown("one\r\ntwo\tthree") == "one\ntwo\tthree"


def test_our_own_looks_are_kept(capsys):
    say("a \x1b[31mred\x1b[0m b", color=True)
    assert capsys.readouterr().out == "a \x1b[31mred\x1b[0m b\n"


def test_everything_is_said_in_the_one_way():
    import pmr_xl.cli

    room = Path(pmr_xl.cli.__file__).parent
    found = {
        path.name for path in room.rglob("*.py") if re.search(r"click\.s?echo\(|\bprint\(", path.read_text("utf-8"))
    }
    assert found == {"say.py"}, "pmr_xl.cli.words.say is the one that draws what would steer a terminal"
