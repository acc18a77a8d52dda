"""Somebody who is quicker: what another person does in the moment in which a change of the record is about to begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from pmr_xl.record.file.storage import Storage
from pmr_xl.record.server.storage import ServerStorage


@contextmanager
def somebody_quicker(act: Callable[[], object], before: int = 1) -> Iterator[list[object]]:
    """Have ``act`` done once, by the time the change of that number is about to be begun; gives what came of it."""
    done, left = list[object](), [before]

    def with_somebody(begin):
        def begun(self, *arguments, **named):
            left[0] -= 1
            if left[0] == 0:
                done.append(act())
            return begin(self, *arguments, **named)

        return begun

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Storage, "_changing", with_somebody(Storage._changing))
        patched.setattr(ServerStorage, "taking_over", with_somebody(ServerStorage.taking_over))
        yield done
    assert done, "the change was never begun"
