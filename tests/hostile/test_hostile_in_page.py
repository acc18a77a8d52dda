"""What is done to a form is told in the page of an office as by its command line: every hostile row, byte for byte."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from example import CHAPTER, MMR, PAST
from filled_form import OTHER
from page_runtime import asked, content, needs_runtime
from told import all_hostile

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import as_json, validate
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.office import Library
from pmr_xl.office.guard import plain
from pmr_xl.record import Source

pytestmark = needs_runtime
STAMP = "0123abcd"  # of the forms of these tests
SETTINGS = """near: 0.10
portfolios:
  - analyst: Ana Diaz
    agencies: [DOX]
shortest_explanation: 20
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office of its own with the two agencies of the examples, and what was published of them."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "schemas" / "indicators").mkdir(parents=True)
    agencies = [{"code": one.agency, "name": one.name, "slug": one.agency.lower()} for one in (CHAPTER, OTHER)]
    (folder / "schemas" / "agencies.yaml").write_text(yaml.safe_dump({"agencies": agencies}))
    (folder / "settings.yaml").write_text(SETTINGS)
    for chapter in (CHAPTER, OTHER):
        told = {key: value for key, value in plain(chapter).items() if key != "name"}
        path = folder / "schemas" / "indicators" / f"{chapter.agency.lower()}.yaml"
        text = yaml.safe_dump(told, sort_keys=False, allow_unicode=True).replace("id: dox-", f"id: {path.stem}-")
        path.write_text(text, encoding="utf-8")
        Library(folder).history.keep(path.stem, chapter, STAMP)
    facts = [
        Fact(name, period, kind, figure)
        for kind, table in ((FactKind.ACTUAL, PAST.actuals), (FactKind.TARGET, PAST.targets))
        for name, figures in table.items()
        for period, figure in figures.items()
    ]
    Desk(folder).record.publish(facts, Source("table.csv", "0" * 64, replace(MMR, year=MMR.year - 1)))
    return folder


@pytest.mark.parametrize("every", [10, pytest.param(1, marks=pytest.mark.season)], ids=["some", "all"])
def test_every_hostile_row_is_told_in_the_page_byte_for_byte(office, tmp_path, every):
    """Every tenth row every day; all of them with the season."""
    rows, made = all_hostile()[::every], []
    for number, item in enumerate(rows):
        (room := tmp_path / f"{number}").mkdir()
        made.append(item.make(room))
    assert len(made) > 150 / every
    here = []
    for number, path in enumerate(made):
        (alone := tmp_path / f"alone-{number}").mkdir()
        desk = Desk(office)  # a command's own
        here.append(validate(desk, Path(shutil.copy(path, alone / path.name))))
    there = asked([["check", path.name, path] for path in made], tmp_path, office)
    differ = []
    for item, ours, theirs in zip(rows, here, there, strict=False):
        same = theirs.get("json") == as_json([ours.as_dict()], alone=True)
        review = None if ours.review is None else ours.review.read_bytes()
        copy = content(theirs["review"]) if theirs.get("review") else None
        if not same or review != copy:
            differ.append((item.done, "findings" if not same else "review copy"))
    assert not differ
    assert sum(one.submission is not None for one in here) > 100 / every


def test_what_is_the_office_s_alone_is_not_in_its_page(office):
    from page_runtime import parts

    packed = b"".join(read(parts(office) / "program.zip.pack").values())
    assert b'"shortest_explanation": 20' in packed
    assert b"Ana Diaz" not in packed


def read(archive):
    from gzip import decompress
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(decompress(archive.read_bytes()))) as whole:
        return {name: whole.read(name) for name in whole.namelist() if not name.startswith("core/pmr_xl/rules/")}
