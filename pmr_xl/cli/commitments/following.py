"""Commands that state commitments and follow them: list, show, add, update, from-exceptions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.board.showing import edition, edition_asked, tell_skipped
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.commitments.group import commitment, given_fields, said_of_one
from pmr_xl.cli.words.say import give, say
from pmr_xl.model.display.plural import plural


@commitment.command("list")
@options.agencies
@click.option("--overdue", is_flag=True, help="Only those whose day has passed.")
@click.option("--done", is_flag=True, help="Those too that nothing is left to do of.")
@click.option("--mine", is_flag=True, help="Only of the agencies whose analyst or backup you are.")
@click.option("--under", default="", metavar="CODE", help="Only what stands under a goal or initiative.")
@click.option("--edition", default="", metavar="EDITION", help="Only what was agreed in that report's course.")
@options.csv_option("Write them as CSV; - is standard output.")
@options.json_option("Write them as JSON, with their history; - as with --csv.")
@click.pass_context
def commitment_list(
    ctx: click.Context,
    agencies: tuple[str, ...],
    under: str,
    edition: str,
    csv_to: str | None,
    json_to: str | None,
    *,
    overdue: bool,
    done: bool,
    mine: bool,
) -> None:
    """List commitments, overdue first, of all agencies where none is named.

    Leaves with 1 where something is overdue.
    """
    from pmr_xl.cli.commitments.words import show_list
    from pmr_xl.desk.board.portfolios import agencies_of
    from pmr_xl.desk.commitments.listing import commitments, csv_of, json_of
    from pmr_xl.desk.writing import write_text

    desk = options.reading_desk_of(ctx)
    named = [*agencies, *(agencies_of(desk, desk.me) if mine else ())]
    told = commitments(desk, named, done=done, overdue=overdue, under=under, edition=edition)
    if "-" in (csv_to, json_to):
        give(csv_of(told) if csv_to == "-" else json_of(told))
    else:
        show_list(told)
    if csv_to not in (None, "-"):
        write_text(Path(csv_to), csv_of(told, mark=desk.settings.csv_byte_order_mark))
        say(f"  {csv_to}")
    if json_to not in (None, "-"):
        write_text(Path(json_to), json_of(told))
        say(f"  {json_to}")
    ctx.exit(Leaves.QUERIES if told.overdue else Leaves.CLEAN)


@commitment.command("show")
@click.argument("code", metavar="CODE")
@click.pass_context
def commitment_show(ctx: click.Context, code: str) -> None:
    """Tell one commitment with its history: what each step changed, who took it, when and why."""
    from pmr_xl.cli.commitments.words import show_one
    from pmr_xl.desk.commitments.fields import find_commitment
    from pmr_xl.desk.commitments.listing import names_of

    desk = options.reading_desk_of(ctx)
    found = find_commitment(desk.record.commitments(), code)
    show_one(found, names_of(desk, [found]), desk.today)


@commitment.command("add")
@click.argument("what")
@said_of_one
@click.pass_context
def commitment_add(ctx: click.Context, /, what: str, by: str, **said: str | None) -> None:
    """Add a commitment: WHAT is to be done, in words. It gets a code (C-0007) that stays its own."""
    from pmr_xl.cli.commitments.words import sentence_of
    from pmr_xl.desk.commitments.stating import add

    desk = options.reading_desk_of(ctx)
    say(f"✓ {sentence_of(add(desk, given_fields({**said, 'what': what}), by), desk.today)}", fg="green")


@commitment.command("update")
@click.argument("code", metavar="CODE")
@click.option("--what", metavar="TEXT", help="What is to be done, in other words.")
@said_of_one
@click.pass_context
def commitment_update(ctx: click.Context, /, code: str, by: str, **said: str | None) -> None:
    """Take a step with a commitment: another status, day, owner, evidence. - empties a field.

    What was before stays in its history. It is implemented with evidence, and closed with a figure or for a reason.
    """
    from pmr_xl.cli.commitments.words import sentence_of, steps_between
    from pmr_xl.desk.commitments.stating import update

    if not (told := given_fields(said)):
        raise click.UsageError("Say what changes: --status, --due, --evidence …; “pmr commitment show” tells it.")
    desk = options.reading_desk_of(ctx)
    was, now = update(desk, code, told, by)
    say(f"✓ {sentence_of(now, desk.today)}", fg="green")
    for line in steps_between(was, now):
        say(f"  {line}")


@commitment.command("from-exceptions")
@options.agencies
@edition
@click.option("--level", default="Senior staff", metavar="WHO", help="Of the exceptions that are for them.")
@click.option("--due", metavar="DAY", callback=options.day_named, help="By when an answer is wanted (2026-10-30).")
@click.option("--by", default="", metavar="WHO", help="Who asks (else the name you are logged in with).")
@click.pass_context
def commitment_from_exceptions(
    ctx: click.Context, agencies: tuple[str, ...], edition: str | None, level: str, due: date | None, by: str
) -> None:
    """Add a corrective action for each exception of a level, of all agencies where none is named.

    An indicator that has one open gets no second. Return and Hold, on whichever sheet, make one by themselves.
    Leaves with 4 where a file stands for no agency.
    """
    from pmr_xl.cli.commitments.words import sentence_of
    from pmr_xl.desk.board.acting import from_exceptions

    desk = options.reading_desk_of(ctx)
    made, skipped = from_exceptions(desk, edition_asked(desk, edition), level, due, agencies, by)
    for one in made:
        say(f"  {sentence_of(one, desk.today)}")
    say(f"✓ {len(made)} corrective {plural(len(made), 'action')} added.", fg="green")
    ctx.exit(tell_skipped(skipped))
