"""What several commands ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition

FILE = click.Path(path_type=Path)
Function = TypeVar("Function", bound=Callable[..., Any])
FIRST_YEAR, LAST_YEAR = 2003, 2099

into = click.option("--into", type=FILE, default=Path("pmr-out"), show_default=True, help="Folder to write into.")
files = click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE…")
agencies = click.argument("agencies", nargs=-1, metavar="[AGENCY…]")
all_agencies = click.option("--all", "everybody", is_flag=True, help="Every agency this office has a schema for.")


def report_and_year(command: Function) -> Function:
    """``--report mmr|pmmr --year 2026``."""
    year = click.option(
        "--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), default=2026, show_default=True, help="Fiscal year."
    )
    report = click.option(
        "--report", type=click.Choice(["mmr", "pmmr"]), default="mmr", show_default=True, help="Which report."
    )
    return report(year(command))


def desk_of(ctx: click.Context) -> Desk:
    """The office this command is for: --office, PMR_OFFICE, the folder one stands in, or the built-in one."""
    from pmr_xl.desk.desk import Desk

    return Desk(ctx.find_root().params.get("office"))


def table_at(path: Path) -> Path:
    """The published table that was named: the file, else the one of that bare name that comes with the program."""
    if path.exists() or path.parent != Path():
        return path
    from pmr_xl.library import built_in_office

    shipped = built_in_office() / "schemas" / "published" / path.name
    return shipped if shipped.is_file() else path


def edition_of(report: str, year: int) -> Edition:
    """The edition two options name."""
    from pmr_xl.model.fiscal import Edition, Report

    return Edition(Report(report), year)


def chosen(desk: Desk, named: Sequence[str], *, everybody: bool) -> list[str]:
    """The agencies asked for. Raises UsageError where none is named."""
    if everybody:
        return list(desk.library.agencies())
    if not named:
        raise click.UsageError("Name at least one agency (DSNY NYPD …), or say --all.")
    return list(dict.fromkeys(named))
