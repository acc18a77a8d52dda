"""With what commands leave: one table for all of them, told in docs/exit-codes.md."""

from __future__ import annotations

from enum import IntEnum


class Leaves(IntEnum):
    """What a command's exit code says. Of several the highest is given, up to ``LEFT_OUT``."""

    CLEAN = 0
    QUERIES = 1  # something to correct or explain
    ERRORS = 2  # something to correct, or a fault: nothing was done
    UNREADABLE = 3
    LEFT_OUT = 4  # done, and something of what was asked for was left out or skipped
    OURS = 70  # a fault of the program's own; the log says the rest
    STOPPED = 130
