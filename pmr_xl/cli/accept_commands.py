"""Commands about accepting: accept a submission into the record, take an acceptance back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.words.faults import for_each_file

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from pmr_xl.desk.desk import Desk


@click.command()
@options.files
@click.option("--by", default="", help="Who accepts (else the name you are logged in with).")
@click.option("--despite", default="", metavar="WHY", help="Why it is accepted though queries are open; it is kept.")
@click.option("--dry-run", is_flag=True, help="Show what accepting means; the record is left as it is.")
@click.option(
    "--receipt", is_flag=True, help="Write a receipt too, and a sheet to print; signed where the office signs."
)
@click.option("--into", type=options.FILE, help="Folder for the receipts (else the outbox).")
@click.pass_context
def accept(
    ctx: click.Context,
    files: tuple[Path, ...],
    by: str,
    despite: str,
    into: Path | None,
    *,
    dry_run: bool,
    receipt: bool,
) -> None:
    """Accept submissions: shows what that changes, then does it.

    Refused while an error is open, or while a decision Return or Hold stands; with open queries it wants --despite.
    """
    from pmr_xl.cli.words.accepting import show_accepted, show_accepting
    from pmr_xl.cli.words.editions import show_if_released
    from pmr_xl.desk.acceptance.accept import take
    from pmr_xl.desk.acceptance.preview import preview_acceptance
    from pmr_xl.desk.tables.since_release import figures_stand

    desk = options.reading_desk_of(ctx)
    signs = _signing(desk) if receipt else None  # before anything is accepted: a key that is gone is told first

    def one(path: Path) -> int:
        told = preview_acceptance(desk, path)
        show_accepting(told)
        if not dry_run:
            before = figures_stand(desk)
            show_accepted(done := take(desk, told, by, despite))
            if not done.accepted.again:
                show_if_released(desk, before, done.accepted.edition)
        if receipt and not dry_run:
            from pmr_xl.cli.words.receipts import give_receipt

            give_receipt(desk, told.result, options.folder_of(desk, into), signs)
        return told.exit_code if dry_run else 0

    ctx.exit(for_each_file(files, one))


def _signing(desk: Desk) -> Ed25519PrivateKey | None:
    from pmr_xl.desk.receipts.giving import signing_key

    return signing_key(desk)


@click.command()
@click.argument("edition")
@click.argument("agency")
@click.option("--why", required=True, help="Why it is taken back; the record keeps it.")
@click.option("--by", default="", help="Who takes it back (else the name you are logged in with).")
@click.pass_context
def withdraw(ctx: click.Context, edition: str, agency: str, why: str, by: str) -> None:
    """Take the latest acceptance of an agency's EDITION (MMR-FY26) back, whole.

    Nothing is deleted; its figures count no more, and the version before counts again. The same file or another, of
    any version, can be accepted afterwards.
    """
    from pmr_xl.cli.words.accepting import show_withdrawn
    from pmr_xl.cli.words.editions import show_if_released
    from pmr_xl.desk.acceptance.withdraw import withdraw as take_back
    from pmr_xl.desk.tables.since_release import figures_stand

    desk = options.desk_of(ctx)
    named = names.edition_named(desk, edition)
    (code,) = names.agency_codes(desk, [agency], named)
    before = figures_stand(desk)
    show_withdrawn(take_back(desk, named, code, why, by))
    show_if_released(desk, before, named)


COMMANDS = (accept, withdraw)
