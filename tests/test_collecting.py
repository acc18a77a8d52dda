"""Work that keeps the garbage collector out: it looks at nothing of it afterwards, and garbage still goes."""

import gc
import sys
from itertools import count
from weakref import ref

import pytest

from pmr_xl.model.quick import collecting
from pmr_xl.model.quick.collecting import SELDOM, without_collecting


class Knot:
    """Something that holds itself, as garbage does."""

    def __init__(self):
        self.itself = self


def test_what_was_made_meanwhile_is_not_looked_at_for_being_new():
    with without_collecting():
        made = Knot()
    young = {id(one) for generation in (0, 1) for one in gc.get_objects(generation)}
    assert id(made) not in young
    assert gc.isenabled()


def test_a_knot_made_meanwhile_goes_at_the_next_look():
    with without_collecting():
        knot = ref(Knot())
    gc.collect()
    assert knot() is None


@pytest.fixture
def looked_just_now(monkeypatch):
    monkeypatch.setattr(collecting, "_left", [sys.getallocatedblocks()])
    monkeypatch.setattr(collecting, "_stretches", count(1))


@pytest.mark.usefixtures("looked_just_now")
def test_who_does_nothing_else_does_not_pile_up_garbage():
    some = sys.getallocatedblocks() // SELDOM  # of each stretch: together as much again as is there
    knots = []
    for _ in range(SELDOM):
        with without_collecting():
            knot = Knot()
            knot.held = [object() for _ in range(some)]
            knots.append(ref(knot))
            del knot
    assert not any(knot() for knot in knots)


@pytest.mark.usefixtures("looked_just_now")
def test_where_nothing_was_left_behind_nothing_is_looked_at():
    knot = ref(Knot())
    for _ in range(3 * SELDOM):
        with without_collecting():
            pass
    assert knot() is not None


def test_what_somebody_else_put_away_stays_there():
    gc.freeze()
    try:
        away = gc.get_freeze_count()
        with without_collecting():
            Knot()
        assert gc.get_freeze_count() > away // 2 > 0  # a few of them end by themselves
    finally:
        gc.unfreeze()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with without_collecting():
            Knot()
        assert not gc.isenabled()
    finally:
        gc.enable()
