"""Commands about an office: init, schema, record."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from pmr_xl.cli import guess_commands, import_commands, options
from pmr_xl.cli.breakdowns import importing
from pmr_xl.cli.definitions.listing import definitions
from pmr_xl.cli.definitions.taking_in import import_definitions
from pmr_xl.cli.publishing.exporting import record_export
from pmr_xl.cli.publishing.ids import open_data_ids
from pmr_xl.cli.words.say import give, say
from pmr_xl.cli.years import agencies, schemas

DUE = "2026-09-03"  # an example of a day on which forms come back, two weeks before the report
SHIPPED_TABLES = ("indicators", "resources", "units_of_appropriation")


@click.command()
@click.argument("folder", type=options.FILE)
def init(folder: Path) -> None:
    """Lay out an office folder that the office owns and edits."""
    from pmr_xl.office import init_office

    init_office(folder)
    say(f"✓ {folder} is ready.", fg="green")
    here, outbox = options.path_as_typed(folder), options.path_as_typed(folder / "outbox")
    for word, kind in zip(("Next", "then", "then"), SHIPPED_TABLES, strict=True):
        say(f"{word}: pmr --office {here} record import mmr_fy2026_{kind}.csv --year 2026")
    say(f"then: pmr --office {here} blank --all --year 2026 --due {DUE} --into {outbox}")


@click.group()
def schema() -> None:
    """What an indicator is: import tables into schemas, and its life through the years."""


schema.add_command(import_commands.schema_import)
schema.add_command(guess_commands.guesses)
schema.add_command(guess_commands.confirm)
for command in (*schemas.COMMANDS, *agencies.COMMANDS, import_definitions, definitions, open_data_ids):
    schema.add_command(command)


@click.group()
def record() -> None:
    """What was published and accepted."""


record.add_command(import_commands.record_import)
record.add_command(import_commands.record_import_months)
record.add_command(importing.record_import_places)
record.add_command(import_commands.record_findings)
record.add_command(record_export)


@record.command("show")
@click.argument("indicator")
@click.pass_context
def record_show(ctx: click.Context, indicator: str) -> None:
    """Every figure of one indicator, where it came from, and what was decided on it."""
    from pmr_xl.cli.words.show import show_history
    from pmr_xl.desk.records import decided_on, history

    desk = options.reading_desk_of(ctx)
    show_history(history(desk, indicator), decided_on(desk, indicator), desk.record.left_open_on(indicator))
    if looks := [one for one in desk.record.assessments() if one.indicator == indicator]:
        from pmr_xl.cli.reliability.words import show_looks

        show_looks(looks)
    if corrected := desk.record.corrections_on(indicator):
        from pmr_xl.cli.chores.words import show_corrections

        show_corrections(corrected)
    for one in desk.record.commitments():
        if one.now.indicator == indicator:
            from pmr_xl.cli.commitments.words import sentence_of

            say(f"  agreed: {sentence_of(one.now, desk.today)}")


@record.command("check")
@click.pass_context
def record_check(ctx: click.Context) -> None:
    """Look through the whole record, the originals it keeps, and its daily copies."""
    from pmr_xl.cli.words.safekeeping import show_check
    from pmr_xl.desk.safekeeping.whole import check, file_of

    desk = options.desk_of(ctx)
    file_of(desk.settings.record)
    ctx.exit(show_check(check(desk.office)))


@record.command("restore")
@click.argument("copy", required=False, default="")
@click.option("--dry-run", is_flag=True, help="Only say what would come back, and what came later.")
@click.pass_context
def record_restore(ctx: click.Context, copy: str, dry_run: bool) -> None:
    """Bring a copy of the record back: the newest whole one, or COPY, a day (2026-09-30) or a file.

    The record that is there is kept aside. What was accepted after the copy was made is listed, to be accepted again.
    """
    from pmr_xl.cli.words.safekeeping import show_restored
    from pmr_xl.desk.safekeeping.restoring import restore
    from pmr_xl.desk.safekeeping.whole import file_of

    desk = options.desk_of(ctx)
    file_of(desk.settings.record)
    show_restored(restore(desk.office, copy, dry_run=dry_run), dry_run=dry_run)


@record.command("copy")
@click.option("--to", "place", required=True, metavar="PLACE", help="postgresql://USER@SERVER/DATABASE, or a new file.")
@click.pass_context
def record_copy(ctx: click.Context, place: str) -> None:
    """Copy the whole record to a server's empty database, or from there to a file; the office goes on with its own."""
    from pmr_xl.cli.words.moving import show_copied
    from pmr_xl.desk.moving import copy_record

    show_copied(copy_record(options.desk_of(ctx), place))


@record.command("grants")
@click.option("--read", default="pmr_read", show_default=True, metavar="ROLE", help="Role that may read the record.")
@click.option("--write", default="pmr_write", show_default=True, metavar="ROLE", help="Role that may write it, too.")
def record_grants(read: str, write: str) -> None:
    """Print the script by which the owner of a server's record gives others the right to read or to write it."""
    from pmr_xl.record.server.moving import grants

    give(grants(read, write))


@record.command("unlock")
@click.pass_context
def record_unlock(ctx: click.Context) -> None:
    """Take away a lock that a program left behind when it died. Ask its holder first."""
    from pmr_xl.desk.safekeeping.whole import file_of, record_as_it_is

    desk = options.desk_of(ctx)
    file_of(desk.settings.record)
    record_of_it = record_as_it_is(desk.office)
    locked = record_of_it.locked
    holder = record_of_it.break_lock()
    told = f"The lock of {holder} is gone." if holder else "A lock that named nobody is gone."
    say(told if locked else "The record is not locked.")


@click.group()
def office() -> None:
    """The office folder: bring it forward after an update of the program."""


@office.command("upgrade")
@click.option("--dry-run", is_flag=True, help="Only say what there is to do.")
@click.pass_context
def office_upgrade(ctx: click.Context, dry_run: bool) -> None:
    """Bring settings, JSON Schemas and record of an earlier program forward; a copy is made beforehand."""
    from pmr_xl.cli.words.upgrade import show_upgrade
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.upgrade import upgrade

    with closing(Desk(ctx.find_root().params.get("office"))) as desk:
        show_upgrade(upgrade(desk, dry_run=dry_run), dry_run=dry_run)


COMMANDS = (init, schema, record, office)
