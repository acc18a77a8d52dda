"""Indicators that two agencies report: the schemas name every pair whose published figures tell."""

import re
import shutil
from itertools import combinations

import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.imports.matching import match
from pmr_xl.model.fault import Fault
from pmr_xl.office import Library, built_in_office, init_office

PUBLISHED = built_in_office() / "schemas" / "published"

ENOUGH = 3  # different figures on which two agencies agree
LONG = 4  # digits of figures that do not meet by chance


def digits(text):
    return len(re.sub(r"\D", "", text))


def test_the_shipped_schemas_name_every_shared_indicator_on_both_sides(shipped, table):
    rows = {}
    for code, printed in table.agencies().items():
        ids = match(table, printed, shipped.chapter(code)).ids
        rows |= {ids[row.number]: (code, row) for row in printed}
    named = {line.id: line.indicator.same_as for chapter in shipped.chapters() for line in chapter.lines}
    pairs = {frozenset((one, other)) for one, other in named.items() if other}
    assert len(pairs) == 11
    assert all(named[other] == one for one, other in named.items() if other), "both sides say so"
    for one, other in map(sorted, pairs):
        same = {rows[one][1][year] for year in table.years if rows[one][1][year] == rows[other][1][year]}
        assert len(same) >= ENOUGH, (one, other)
    for (one, (mine, a)), (other, (theirs, b)) in combinations(rows.items(), 2):
        if mine == theirs or a["FY26"] != b["FY26"] or digits(a["FY26"]) < LONG:
            continue
        same = {a[year] for year in table.years if a[year] == b[year] and digits(a[year]) >= LONG}
        assert len(same) < ENOUGH or frozenset((one, other)) in pairs, (one, other)


def test_a_pair_that_one_side_alone_names_is_refused_with_both_places(office):
    path = office / "schemas" / "indicators" / "nycem.yaml"
    text = path.read_text(encoding="utf-8")
    name = "            name: Notify NYC messages issued\n"
    assert text.count(name) == 1
    path.write_text(text.replace(name, f"{name}            same_as: dsny-needles-removed\n"), encoding="utf-8")
    told = CliRunner().invoke(
        pmr, ["--office", str(office), "blank", "--due", "2026-09-17", "NYCEM", "--year", "2026", "--into", str(office)]
    )
    said = str(told.exception)
    line = text[: text.index(name)].count("\n") + 2
    assert f"schemas/indicators/nycem.yaml, line {line}: “nycem-notify-nyc-messages-issued”" in said
    assert re.search(r"schemas/indicators/dsny.yaml, line \d+: “dsny-needles-removed” does not say so", said)
    other = office / "schemas" / "indicators" / "dsny.yaml"
    said = other.read_text(encoding="utf-8")
    needles = "            name: Needles removed\n"
    for back in ("nycem-incidents", "nycem-notify-nyc-messages-issued"):
        other.write_text(said.replace(needles, f"{needles}            same_as: '{back}' # both\n"), encoding="utf-8")
        if back == "nycem-incidents":
            with pytest.raises(Fault, match="names “nycem-incidents”"):
                Library(office).chapter("NYCEM")
    assert Library(office).chapter("NYCEM").by_id["nycem-notify-nyc-messages-issued"].indicator.same_as


@pytest.mark.parametrize(
    ("named", "told"), [("dsny-needle-removed", "Did you mean “dsny-needles-removed”"), ("xxx-y", "no agency’s ids")]
)
def test_a_pair_with_an_indicator_that_is_not_there_is_refused(office, named, told):
    path = office / "schemas" / "indicators" / "nycem.yaml"
    text = path.read_text(encoding="utf-8")
    name = "            name: Notify NYC messages issued\n"
    path.write_text(text.replace(name, f"{name}            same_as: {named}\n"), encoding="utf-8")
    with pytest.raises(Fault) as fault:
        Library(office).chapter("NYCEM")
    assert told in str(fault.value)


def test_a_pair_is_found_again_after_one_of_it_moved_to_another_agency(office):
    folder = office / "schemas" / "indicators"
    for name, other in (("nycem", "doc"), ("doc", "nycem")):
        path = folder / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        mine, theirs = ("nycem-shared", "dsny-shared") if name == "nycem" else ("dsny-shared", "nycem-shared")
        moved = "" if name == "nycem" else "    moved_from: DSNY\n"
        head = "tables:\n" if "\ntables:\n" in text else ""
        assert head, (name, other)
        entry = f"tables:\n  - table: Shared\n    indicators:\n      - id: {mine}\n        name: Shared\n"
        entry += f"        same_as: {theirs}\n" + moved.replace("    moved", "        moved")
        path.write_text(text.replace("tables:\n", entry, 1), encoding="utf-8")
    library = Library(office)
    assert library.chapter("NYCEM").by_id["nycem-shared"].indicator.same_as == "dsny-shared"
    assert library.chapter("DOC").by_id["dsny-shared"].indicator.same_as == "nycem-shared"


def test_importing_the_report_proposes_pairs_and_changes_no_judgement(tmp_path):
    folder = tmp_path / "office"
    init_office(folder)
    shutil.rmtree(folder / "schemas")
    table = str(PUBLISHED / "mmr_fy2026_indicators.csv")
    (folder / "schemas").mkdir()
    (folder / "schemas" / "agencies.yaml").write_text("agencies: []\n", encoding="utf-8")
    told = CliRunner().invoke(pmr, ["--office", str(folder), "schema", "import", table])
    pairs = re.findall(r"Perhaps one indicator: (\S+) and (\S+) have", told.output)
    assert len(pairs) == 5, told.output
    assert ("dohmh-individuals-contacted-dohmh-co-team", "nypd-individuals-contacted-dohmh-co-team") in pairs
    for one, other in pairs:
        for mine, theirs in ((one, other), (other, one)):
            text = (folder / "schemas" / "indicators" / f"{mine.split('-')[0]}.yaml").read_text(encoding="utf-8")
            place = text.index(f"id: {mine}\n")
            assert f"# proposed, same name and figures: same_as: {theirs}\n" in text[place : place + 300]
    assert not [line for one in Library(folder).chapters() for line in one.lines if line.indicator.same_as]
    again = CliRunner().invoke(pmr, ["--office", str(folder), "schema", "import", table])
    assert "0 new rows, 0 new agencies, 0 files written." in again.output
