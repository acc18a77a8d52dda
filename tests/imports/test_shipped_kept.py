"""The figures that come with the program are read once and kept: never stale, never half, the same either way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pmr_xl.imports import published
from pmr_xl.imports.shipped import Shipped
from pmr_xl.model.fiscal import Edition
from pmr_xl.office import Library, built_in_office

FORM = built_in_office() / "workbooks" / "submissions" / "PMR_FDNY_MMR_FY26_v1.xlsx"
TABLES = 5  # that come with the program
EDITION = Edition.parse("MMR-FY26")


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("PMR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def library(tmp_path) -> Library:
    """The shipped schemas and tables in a folder of their own, where they may be changed."""
    shutil.copytree(built_in_office() / "schemas", tmp_path / "office" / "schemas")
    return Library(tmp_path / "office")


@pytest.fixture
def tables_read(monkeypatch):
    """How many tables were read, not taken from what is kept."""
    seen, read = [], published.read_table

    def counted(path, *more):
        seen.append(path.name)
        return read(path, *more)

    monkeypatch.setattr(published, "read_table", counted)
    return lambda: len(seen)


def known(library: Library, *agencies: str):
    chapters = [library.chapter(code) for code in agencies]
    ids = [*(line.id for one in chapters for line in one.lines), *(row.id for one in chapters for row in one.resources)]
    return Shipped(library).record(chapters).past(ids, EDITION, beyond=True)


def judged(cache: Path) -> list[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "pmr_xl", "validate", str(FORM), "--no-copy", "--json", "-"]
    surroundings = {**os.environ, "PMR_CACHE": str(cache), "PMR_OFFICE": str(built_in_office())}
    return [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=surroundings)
        for _ in range(2)
    ]


@pytest.mark.parametrize("agencies", [("DSNY",), ("HRA",), ("FDNY", "DSNY")])
def test_what_is_kept_says_the_same_as_what_was_read(library, tables_read, agencies):
    read, again = known(library, *agencies), known(library, *agencies)
    assert tables_read() == TABLES
    assert len(read.actuals) > 20
    assert (read.actuals, read.targets, read.once) == (again.actuals, again.targets, again.once)


def test_agencies_are_kept_apart_and_an_order_is_none(library):
    assert not known(library, "DSNY").actuals.keys() & known(library, "FDNY").actuals.keys()
    assert known(library, "DSNY", "FDNY").actuals == known(library, "FDNY", "DSNY").actuals


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda was: was[:-9], lambda was: was[:200] + b"?" + was[201:]])
def test_what_is_damaged_is_made_anew(library, cache, tables_read, spoil):
    before = known(library, "DSNY")
    kept = list(cache.glob("*.bin"))
    assert len(kept) == 1
    kept[0].write_bytes(spoil(kept[0].read_bytes()))
    assert known(library, "DSNY").actuals == before.actuals
    assert tables_read() == 2 * TABLES
    assert known(library, "DSNY").actuals == before.actuals
    assert tables_read() == 2 * TABLES


def test_a_figure_that_was_changed_in_a_table_is_known_at_once(library):
    path = library.office.published_folder / "mmr_fy2026_resources.csv"
    was, before = path.stat(), known(library, "DSNY")
    told = path.read_bytes()
    assert told.count(b'"8,170"') == 1
    path.write_bytes(told.replace(b'"8,170"', b'"8,171"'))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))  # as large and as old as before
    assert path.stat().st_size == was.st_size
    changed = {
        name: figures for name, figures in known(library, "DSNY").actuals.items() if figures != before.actuals[name]
    }
    assert list(changed) == ["dsny-resource-personnel-uniformed"]


def test_another_schema_makes_it_anew(library, tables_read):
    known(library, "DSNY")
    page = library.schema_path("DSNY")
    page.write_text(page.read_text(encoding="utf-8") + "# seen\n", encoding="utf-8")
    known(Library(library.office.folder), "DSNY")
    assert tables_read() == 2 * TABLES


def test_two_commands_that_make_it_at_once_say_the_same(cache):
    together = [one.communicate()[0] for one in judged(cache)]
    afterwards = [one.communicate()[0] for one in judged(cache)]
    assert len(json.loads(together[0])["findings"]) > 3
    assert len({*together, *afterwards}) == 1
    assert len(list(cache.glob("*.bin"))) == 1
    assert not list(cache.glob(".*"))


def test_where_nothing_can_be_kept_it_is_read_each_time(library, cache, tables_read):
    cache.write_text("", encoding="utf-8")  # a file where the folder would be
    assert known(library, "DSNY").actuals == known(library, "DSNY").actuals
    assert tables_read() == 2 * TABLES
