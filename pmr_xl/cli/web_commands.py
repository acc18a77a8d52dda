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
@click.option(
    "--pane", metavar="ADDRESS", help="https address where the folder site will stand: makes Excel's task pane too."
)
@click.option(
    "--cloud",
    type=click.Choice(["public", "gcc", "gcc-high", "dod"]),
    default="public",
    show_default=True,
    help="Microsoft's cloud that the pane's Excel belongs to.",
)
@click.pass_context
def web(ctx: click.Context, into: Path, runtime: Path | None, pane: str | None, cloud: str) -> None:
    """Make the page with which agencies check a form in a browser, without installing anything.

    One file that opens from a share or an e-mail, and the same as a folder for a web host. Workbooks dropped on it stay
    on their computer. It carries this office's schemas, settings, calendar and published figures. With --pane it is
    Excel's own task pane too, with a manifest for whoever deploys add-ins.
    """
    from pmr_xl.web.making import MANIFEST, make_pages
    from pmr_xl.web.pane.manifest import pane_at

    asked = None if pane is None else pane_at(pane, cloud)
    made = make_pages(options.desk_of(ctx), into, runtime, asked)
    say(f"{made.single}  {made.single_bytes / _MILLION:.1f} MB")
    say(f"{made.site}  {made.site_bytes / _MILLION:.1f} MB")
    say(f"✓ Give agencies {made.single.name}, or put {made.site.name} on a web host; README.txt says how.", fg="green")
    if asked is not None:
        say(f"✓ Put {made.site.name} at {asked.address} and deploy {MANIFEST}: the pane is in Excel.", fg="green")


COMMANDS = (web,)
