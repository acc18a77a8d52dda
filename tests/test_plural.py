"""How many of what, in words: one place says the word for one and for several."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmr_xl.model.display.plural import plural

PACKAGE = Path(__file__).parents[1] / "pmr_xl"


@pytest.mark.parametrize(
    ("number", "said", "told"),
    [
        (0, ("day",), "days"),
        (1, ("day",), "day"),
        (2, ("day",), "days"),
        (1, ("query",), "query"),
        (0, ("query",), "queries"),
        (45, ("agency",), "agencies"),
        (1, ("cell differs", "cells differ"), "cell differs"),
        (1_234, ("cell differs", "cells differ"), "cells differ"),
    ],
)
def test_the_word_for_one_and_for_several(number, said, told):
    assert plural(number, *said) == told
