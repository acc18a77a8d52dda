"""Commands about Excel: build the workbooks, install the add-in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmr_xl.cli import options
from pmr_xl.cli.words.say import say

if TYPE_CHECKING:
    from pmr_xl.excel.installing.addin import InstallReport


@click.command()
@click.option("--into", type=options.FILE, help="Folder to write into (else the project's workbooks/).")
@click.option("--check", is_flag=True, help="Write nothing; say whether what is there is what the source gives.")
def build(into: Path | None, check: bool) -> None:
    """Build the macro workbooks from macros/."""
    from pmr_xl.build.workbooks import FOLDER
    from pmr_xl.excel.doors import build as build_workbooks

    for path in build_workbooks(into or FOLDER, check=check):
        say(f"✓ {path} {'is what the source gives' if check else ''}".rstrip())


@click.group()
def addin() -> None:
    """The Excel add-in on this computer."""


_ALL_USERS = click.option("--all-users", is_flag=True, help="For everybody on this computer; as an administrator.")


@addin.command("install")
@_ALL_USERS
@click.pass_context
def addin_install(ctx: click.Context, *, all_users: bool) -> None:
    """Put the add-in where Excel trusts it, and write its settings."""
    from pmr_xl.excel.installing import addin as room

    _tell(ctx, room.install(ctx.find_root().params.get("office"), everyone=all_users))


@addin.command("remove")
@_ALL_USERS
@click.pass_context
def addin_remove(ctx: click.Context, *, all_users: bool) -> None:
    """Take the add-in away again."""
    from pmr_xl.excel.installing import addin as room

    _tell(ctx, room.remove(everyone=all_users))


@addin.command("status")
@click.pass_context
def addin_status(ctx: click.Context) -> None:
    """Say whether the add-in is in place and of this version."""
    from pmr_xl.excel.installing import addin as room

    _tell(ctx, room.status())


@addin.command("keys")
@click.argument("wanted", nargs=-1, metavar="[BUTTON=KEY…]")
def addin_keys(wanted: tuple[str, ...]) -> None:
    """Say which keys press buttons, or set some: next_finding=Ctrl+Shift+J; with nothing behind the = it has none."""
    from pmr_xl.excel.installing import keys as room

    now = room.set_keys(wanted) if wanted else room.keys()
    say("\n".join(f"{key}  {button}" for button, key in sorted(now.items())) or "No keys are set.")
    if wanted:
        say("They count when Excel is opened next.")


@addin.command("doctor")
@click.pass_context
def addin_doctor(ctx: click.Context) -> None:
    """Look at everything that can be wrong with it, and say what to do for each."""
    from pmr_xl.excel.installing import doctor as room

    _tell(ctx, room.doctor())


def _tell(ctx: click.Context, report: InstallReport) -> None:
    say(report.text)
    ctx.exit(0 if report.ok else 2)


@click.command()
@click.option("--windows", is_flag=True, required=True, help="For 64-bit Windows, the one system there is it for.")
@click.option("--into", type=options.FILE, required=True, help="The folder to make; it is not there yet, or empty.")
@click.option("--python", "archive", type=options.FILE, required=True,
              help="The ZIP that IT downloaded: python.org, “Windows embeddable package (64-bit)”.")  # fmt: skip
@click.option("--sha256", default="", help="Its SHA-256 as python.org states it, for a release PMR does not know.")
@click.option("--wheels", type=options.FILE, help="A folder of wheels for win_amd64, where pip has no way to an index.")
@click.pass_context
def bundle(ctx: click.Context, *, windows: bool, into: Path, archive: Path, sha256: str, wheels: Path | None) -> None:  # noqa: ARG001 - said so that the system is named
    """Make a portable folder: Python, PMR, add-in; from a share or a stick, without rights."""
    from pmr_xl.excel.installing.bundle.portable import bundle as make

    office = ctx.find_root().params.get("office")
    made = make(into, archive, sha256=sha256, brought=wheels, office="" if office is None else str(office))
    for what, size in made.contents:
        say(f"{size / 1e6:8.1f} MB  {what}")
    say(f"{made.size / 1e6:8.1f} MB  altogether in {made.folder}; READ_ME_FIRST.txt says how it is used.")


COMMANDS: tuple[click.Command, ...] = (build, addin, bundle)
