"""Commands about receipts: receipt, verify, signing-key."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.words.faults import for_each_file
from pmr_xl.cli.words.say import say


@click.command()
@options.files
@click.option(
    "--into", type=options.FILE, help="Folder for the receipts (else beside each file; of the inbox, the outbox)."
)
@click.pass_context
def receipt(ctx: click.Context, files: tuple[Path, ...], into: Path | None) -> None:
    """Write a receipt of each FILE: what was checked, found, answered and accepted, for the agency to keep.

    A small file for programs, and a sheet to print.
    It is not signed; “pmr accept --receipt” signs, where the office does.
    """
    from pmr_xl.desk.receipts.giving import folder_beside, give
    from pmr_xl.desk.validate import judge_file

    desk = options.desk_of(ctx)

    def one(path: Path) -> int:
        told, sheet, _ = give(desk, judge_file(desk, path), into or folder_beside(desk, path))
        say(f"✓ {told}\n  {sheet}")
        return 0

    ctx.exit(for_each_file(files, one))


@click.command()
@click.argument("receipt_file", type=options.FILE, metavar="RECEIPT")
@click.argument("file", type=options.FILE)
@click.option(
    "--key", default="", metavar="FINGERPRINT|FILE", help="The office's fingerprint or public key, got from elsewhere."
)
@click.pass_context
def verify(ctx: click.Context, receipt_file: Path, file: Path, key: str) -> None:
    """Compare FILE with its RECEIPT, offline, and say what that proves and what not."""
    from pmr_xl.cli.words.receipts import leaves_with, verified_lines
    from pmr_xl.desk.receipts.verifying import verify_receipt

    told = verify_receipt(receipt_file, file, key)
    for line in verified_lines(file.name, told):
        say(line)
    ctx.exit(leaves_with(told))


@click.command("signing-key")
@click.argument("file", type=options.FILE)
@click.pass_context
def signing_key(ctx: click.Context, file: Path) -> None:
    """Make the pair of keys with which receipts of what is accepted are signed: FILE and, to be given away, FILE.pub.

    FILE stands outside the office folder, where only those who accept can read it.
    """
    from pmr_xl.desk.receipts.keys import make_keys, public_beside

    desk = options.desk_of(ctx)
    desk.office.must_be_own("The office that comes with the program accepts nothing, so it signs nothing.")
    told = make_keys(file, office=desk.folder)
    say(f"✓ {file}: the private key. Whoever has it can sign as this office.")
    say(f"  {public_beside(file)}: the public key, for whoever verifies receipts.")
    say(f"  Fingerprint: {told}")
    say("  Publish it where agencies look it up, such as the office's web page: not in a form, nor beside a receipt.")
    say(f"  From now on receipts are signed once settings.yaml says:  signing_key: {file.resolve().as_posix()}")


COMMANDS = (receipt, verify, signing_key)
