"""Keeping Python's garbage collector out of a stretch of work that makes thousands of values and no cycles."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

SELDOM = 512  # stretches between two looks at everything: who does nothing else would keep its garbage for good
_MORE = 1.5  # times as much as was left by the last look: below that there is little that could be garbage
_stretches = count(1)
_left = [0]  # blocks of memory


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the collector out: it would look at every cell again and again. What is no cycle goes as it always does.

    What was made meanwhile is handed to the collector as old, unlooked at: else it would look at all of it at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_freeze_count() == 0:  # what somebody else has put away stays there
                gc.freeze()
                gc.unfreeze()
            gc.enable()
            if next(_stretches) % SELDOM == 0 and sys.getallocatedblocks() >= _left[0] * _MORE:
                gc.collect()  # takes 0.3 s beside 45 agencies' figures, so not where nothing was left behind
                _left[0] = sys.getallocatedblocks()
