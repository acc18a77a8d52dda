"""How the command line tells what became of lists, parts and corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pmr_xl.desk.chores.filling import Filled

_MOST = 12  # lines of one kind


def show_filled(done: Filled) -> None:
    """What needs an eye, line by line; then what it came to, and where form and page are."""
    from pmr_xl.forms.submission_form.listed.list_sheet import summary

    told = [one for one in done.told.cells if one.outcome.left_out]
    for one in told[:_MOST]:
        beside = f" (the form says {one.stood})" if one.stood else ""
        name = one.said if one.line is None else one.line.indicator.name
        click.echo(f"  {one.outcome.sign} row {one.row}, {name}: {one.listed or 'empty'}{beside}: {one.outcome.value}")
        if one.why:
            click.echo(f"      {one.why}")
    if len(told) > _MOST:
        click.echo(f"  … and {len(told) - _MOST} more on the page.")
    click.echo(f"{summary(done.told)}.")
    if done.form is None:
        click.echo("Nothing was put into the form, so no copy was written.")
    else:
        click.secho(f"✓ {done.form}", fg="green")
    click.echo(f"  What matched and what did not: {done.page}")
