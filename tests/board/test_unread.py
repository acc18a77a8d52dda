"""A form that came and cannot be read, or cannot be read just now: nobody is said to have sent nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import docx
import pytest
from years_played import Years

NAME = "PMR_LPC_MMR_FY26_v1.xlsx"


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    office = Years.begun(tmp_path_factory.mktemp("unread") / "office", only=("DSNY", "LPC"))
    office.form("DSNY")
    return office


@pytest.fixture
def office(played, tmp_path):
    return played.copy(tmp_path / "office")


def came(office, content=b"", name=NAME):
    path = office.folder / "inbox" / name
    path.write_bytes(content)
    return path


def letter(office, *options, leaves=4):
    into = office.folder / "out"
    told = office.run("letters", "LPC", "--edition", "MMR-FY26", "--into", into, *options, leaves=leaves)
    path = into / "PMR_LPC_MMR-FY26_letter.txt"
    return told, " ".join(path.read_text(encoding="utf-8").split()) if path.is_file() else ""


def test_its_agency_is_written_what_is_wrong_with_it_and_not_that_it_is_awaited(office):
    assert "is not here yet" in letter(office, leaves=0)[1]
    came(office)
    told, said = letter(office)
    assert f"▲ {NAME}: cannot be read (“{NAME}” is empty (0 bytes).)" in told
    assert "is not here yet" not in said
    assert f"“{NAME}” is empty (0 bytes)." in said
    assert "PMR_LPC_MMR_FY26_v2.xlsx" in said, "the name of its next version"
    told = office.run("letters", "LPC", "--edition", "MMR-FY26", "--csv", "-", leaves=4)
    row, *_ = csv.DictReader(io.StringIO(told))
    assert (row["agency"], row["asks"], row["rule"], row["file"]) == ("LPC", "correct", "FIL-001", NAME)


def test_a_later_version_that_cannot_be_read_goes_before_one_that_can(office):
    office.form("LPC")
    came(office, b"%PDF-1.4", "PMR_LPC_MMR_FY26_v2.xlsx")
    assert "“PMR_LPC_MMR_FY26_v2.xlsx” is a PDF file" in letter(office)[1]
    (office.folder / "inbox" / "PMR_LPC_MMR_FY26_v2.xlsx").replace(office.folder / "inbox" / "other.xlsx")
    assert "PDF" not in letter(office)[1], "what is named as nobody's is nobody's"


def test_briefs_worksheets_and_actions_tell_what_they_are_without(office):
    came(office)
    told = office.run("brief", "LPC", "--edition", "MMR-FY26", "--into", office.folder / "out", leaves=4)
    assert f"▲ {NAME}: cannot be read" in told
    words = "\n".join(one.text for one in docx.Document(office.folder / "out" / "PMR_LPC_brief.docx").paragraphs)
    assert f"{NAME} is received, and cannot be read." in words
    assert f"▲ {NAME}" in office.run("targets", "DSNY", "--edition", "MMR-FY26", leaves=4)
    assert f"▲ {NAME}" in office.run("commitment", "from-exceptions", "--edition", "MMR-FY26", leaves=4)


def test_one_that_is_open_elsewhere_stops_nothing_and_asks_its_agency_for_nothing(office, monkeypatch):
    locked = came(office, b"PK\x03\x04 open in Excel").resolve()
    for way in ("open", "read_bytes"):
        real = getattr(Path, way)

        def refuse(path, *arguments, real=real, **how):
            if path.resolve() == locked:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, *arguments, **how)

        monkeypatch.setattr(Path, way, refuse)
    told, said = letter(office)
    assert "may not be read from here" in told
    assert said == "", "no letter: what is wrong with it is ours"
    assert f"{NAME} is left out: “{NAME}” may not be read from here" in office.run("promised", leaves=4)
    assert "may not be read from here" in office.run("rules", "stats", leaves=4)
