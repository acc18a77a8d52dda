"""How the record's tables came to be, step by step: each step is a function with a number, the format it leads to.

A record of any earlier format is brought forward through them when it is opened, in memory; on disk it is of the new
format from its next change on. A new record goes the same way from nothing, so both are laid out alike. A step is
never changed once it is out: what is to be otherwise is the next step.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from pmr_xl.record.engine.connection import Connection

Migration = Callable[[Connection], None]
_STEPS = (  # in their order: the first leads to format 1
    "first_tables",
    "names_and_versions",
    "withdrawals_and_targets",
    "findings_of_imports",
    "days_and_corrections",
    "indexes",
    "approved_with_the_rest",
    "accounts",
    "editions",
    "breakdowns",
    "commitments",
    "reliability",
    "only_added",
    "publications",
    "rates",
)


def _taken(module: str, step: str, connection: Connection) -> None:
    """Take a step: its module is loaded for a record that has not taken it, and there are few of those."""
    getattr(import_module(f"{__name__}.{module}"), step)(connection)


MIGRATIONS: dict[int, Migration] = {
    number: partial(_taken, f"m{number:04}_{step}", step) for number, step in enumerate(_STEPS, 1)
}
FORMAT = max(MIGRATIONS)  # what this program writes


def bring_forward(connection: Connection) -> tuple[int, ...]:
    """Take every step that a record has not taken; returns their numbers, none where it is of this program's format."""
    steps = tuple(number for number in sorted(MIGRATIONS) if number > connection.step)
    for number in steps:
        MIGRATIONS[number](connection)
        connection.step = number
    return steps
