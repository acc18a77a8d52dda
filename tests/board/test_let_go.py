"""Many agencies' files are checked one after the other, and none stays in memory for the board or the exceptions."""

from __future__ import annotations

import gc

import pytest
from years_played import Years

from pmr_xl.desk.board import latest
from pmr_xl.desk.board.board import board
from pmr_xl.desk.board.exceptions import exceptions
from pmr_xl.desk.desk import Desk
from pmr_xl.model.book.sheet import Book
from pmr_xl.model.fiscal import Edition

pytestmark = pytest.mark.both_engines

MMR = Edition.parse("MMR-FY26")
SENT = ("DSNY", "DPR", "LPC")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office whose three agencies have all sent a form."""
    begun = Years.begun(tmp_path_factory.mktemp("let_go") / "office", only=SENT)
    for agency in SENT:
        begun.form(agency)
    return begun


@pytest.mark.parametrize("asked", [board, exceptions])
def test_a_file_is_let_go_before_the_next_is_checked(office, asked, monkeypatch):
    checked, there = latest.check_candidate, []

    def counted(desk, path):
        there.append(sum(isinstance(one, Book) for one in gc.get_objects()))
        return checked(desk, path)

    monkeypatch.setattr(latest, "check_candidate", counted)
    found = asked(Desk(office.folder), MMR)
    assert len(there) == len(SENT)
    assert max(there) - there[0] <= 1  # the one before, until the next takes its place
    assert {row.agency for row in found.rows} == set(SENT)
