"""The page that checks a form without any installation: web."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.words.say import say

_MILLION = 1_000_000


@click.command()
@click.option("--into", type=options.FILE, required=True, help="Folder to write into.")
@click.option(
    "--runtime", type=options.FILE, metavar="TGZ", help="The npm package “pyodide” as a file; left out, it is fetched."
)
@click.pass_context
def web(ctx: click.Context, into: Path, runtime: Path | None) -> None:
    """Make the page with which agencies check a form in a browser, without installing anything.

    One file that opens from a share or an e-mail, and the same as a folder for a web host. Workbooks dropped on it stay
    on their computer. It carries this office's schemas, settings, calendar and published figures.
    """
    from pmr_xl.web.making import make_pages

    made = make_pages(options.desk_of(ctx), into, runtime)
    say(f"{made.single}  {made.single_bytes / _MILLION:.1f} MB")
    say(f"{made.site}  {made.site_bytes / _MILLION:.1f} MB")
    say(f"✓ Give agencies {made.single.name}, or put {made.site.name} on a web host; README.txt says how.", fg="green")


COMMANDS = (web,)
