"""How the record's tables came to be, step by step: each step is a function with a number, the format it leads to.

A record of any earlier format is brought forward through them when it is opened, in memory; on disk it is of the new
format from its next change on. A new record goes the same way from nothing, so both are laid out alike. A step is
never changed once it is out: what is to be otherwise is the next step.
"""

from __future__ import annotations

from collections.abc import Callable

from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.migrations.m0001_first_tables import first_tables
from pmr_xl.record.migrations.m0002_names_and_versions import names_and_versions
from pmr_xl.record.migrations.m0003_withdrawals_and_targets import withdrawals_and_targets
from pmr_xl.record.migrations.m0004_findings_of_imports import findings_of_imports
from pmr_xl.record.migrations.m0005_days_and_corrections import days_and_corrections
from pmr_xl.record.migrations.m0006_indexes import indexes
from pmr_xl.record.migrations.m0007_approved_with_the_rest import approved_with_the_rest
from pmr_xl.record.migrations.m0008_accounts import accounts
from pmr_xl.record.migrations.m0009_editions import editions

Migration = Callable[[Connection], None]
MIGRATIONS: dict[int, Migration] = {
    1: first_tables,
    2: names_and_versions,
    3: withdrawals_and_targets,
    4: findings_of_imports,
    5: days_and_corrections,
    6: indexes,
    7: approved_with_the_rest,
    8: accounts,
    9: editions,
}
FORMAT = max(MIGRATIONS)  # what this program writes


def bring_forward(connection: Connection) -> tuple[int, ...]:
    """Take every step that a record has not taken; returns their numbers, none where it is of this program's format."""
    steps = tuple(number for number in sorted(MIGRATIONS) if number > connection.step)
    for number in steps:
        MIGRATIONS[number](connection)
        connection.step = number
    return steps
