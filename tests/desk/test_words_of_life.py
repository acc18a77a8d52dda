"""What a change of the schemas is has its words at the command line, whichever change it is."""

from typing import get_args

from pmr_xl.cli.words import life
from pmr_xl.desk.life import changes


def test_every_kind_of_change_has_its_words():
    kinds = set(get_args(changes.Change))
    assert len(kinds) > 10
    assert kinds <= set(life._told.registry)
