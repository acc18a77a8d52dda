"""A table of plain texts with a few made of runs, read one by one, is the table that expat reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmr_xl.books.package.opening import Package
from pmr_xl.books.reading import strings

FORMS = sorted((Path(__file__).parents[2] / "workbooks").rglob("*.xlsx"))


def read_both_ways(package: Package, monkeypatch: pytest.MonkeyPatch) -> tuple[strings.Texts, strings.Texts, int]:
    """The table as it is read, as expat reads all of it, and how many texts went to expat the first time."""
    given: list[str] = []
    ended = strings._Listener.end
    monkeypatch.setattr(
        strings._Listener,
        "end",
        lambda self, tag: (given.append(tag) if tag == strings._ITEM else None, ended(self, tag))[1],
    )
    swept, alone = strings.read_strings(package), len(given)
    monkeypatch.setattr(strings, "_swept", lambda *_: None)
    return swept, strings.read_strings(package), alone


def test_the_built_forms_are_read_alike(monkeypatch):
    told = 0
    for path in FORMS:
        with monkeypatch.context() as patched:
            swept, listened, alone = read_both_ways(Package.open(path), patched)
        assert (list(swept), swept.runs) == (list(listened), listened.runs), path.name
        told += 0 < alone < len(swept) / 10
    assert told > 0  # forms whose few texts of runs were read by themselves, and no other
