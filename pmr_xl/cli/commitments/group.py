"""The group of commands about commitments, and what several of them ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


@click.group()
def commitment() -> None:
    """Commitments, corrective actions, audit recommendations: who owes what by when, and what became of it."""


def said_of_one(command: Function) -> Function:
    """The fields of a commitment, as options; left out: as they are."""
    options = (
        click.option("--agency", metavar="AGENCY", help="Who answers for it (else the indicator's agency)."),
        click.option("--partners", metavar="AGENCIES", help="Agencies that take part, with commas."),
        click.option("--owner", metavar="WHO", help="The person or unit there."),
        click.option("--indicator", metavar="ID", help="The indicator that it sticks to."),
        click.option("--kind", metavar="KIND", help="commitment, corrective action, audit recommendation, goal …"),
        click.option("--reference", metavar="NUMBER", help="Its number elsewhere, such as that of an audit."),
        click.option("--parent", metavar="CODE", help="What it is a part of (C-0003)."),
        click.option("--due", metavar="DAY", help="By when: 2026-09-30, “June 2027”."),
        click.option("--status", metavar="STATUS", help="open, partly implemented, implemented, not accepted, closed."),
        click.option("--evidence", metavar="TEXT", help="What shows it: a document, a figure."),
        click.option("--figure", metavar="FIGURE", help="The figure with which it is closed, as the report prints it."),
        click.option("--edition", metavar="EDITION", help="The report in whose course it was agreed: MMR-FY26."),
        click.option("--why", metavar="TEXT", help="The reason of this step; the record keeps it."),
        click.option("--by", default="", metavar="WHO", help="Who says so (else the name you are logged in with)."),
    )
    for one in reversed(options):
        command = one(command)
    return command


def given_fields(said: dict[str, str | None]) -> dict[str, str]:
    """The fields that were named."""
    return {name: text for name, text in said.items() if text is not None}
