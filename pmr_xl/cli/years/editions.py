"""Commands about editions: list, show, open, release, verify, changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.codes import Leaves

_COUNTED = ("agencies", "tables", "rows", "figures")


@click.group()
def edition() -> None:
    """Editions of the report: opened, released, published, verified."""


@edition.command("list")
@click.pass_context
def edition_list(ctx: click.Context) -> None:
    """Every edition this office knows, and where it stands. Leaves with 4 where what one goes by is gone."""
    from pmr_xl.cli.words.editions import show_editions
    from pmr_xl.desk.editions.listing import editions

    found = editions(options.desk_of(ctx))
    show_editions(found)
    ctx.exit(Leaves.LEFT_OUT if any(one.fault for one in found) else Leaves.CLEAN)


@edition.command("show")
@click.argument("code", metavar="EDITION")
@click.pass_context
def edition_show(ctx: click.Context, code: str) -> None:
    """What became of an EDITION and what went out of it: when, by whom, and what was let through for which reason."""
    from pmr_xl.cli.words.publications import show_edition
    from pmr_xl.desk.editions.listing import editions
    from pmr_xl.desk.publishing.noting import edition_shown

    desk = options.reading_desk_of(ctx)
    named = names.edition_named(desk, code)
    shown = edition_shown(desk, named)
    show_edition(shown, next((one for one in editions(desk) if one.edition == named), None))


@edition.command("open")
@click.argument("code", metavar="EDITION")
@click.option("--due", metavar="DAY", callback=options.day_named, help="Day its forms come back; kept in the calendar.")
@click.option("--by", "who", default="", help="Who opens it (else the name you are logged in with).")
@click.option("--into", type=options.FILE, help="Folder for its blank forms (else the outbox).")
@click.option("--no-forms", is_flag=True, help="Make no blank forms yet.")
@click.pass_context
def edition_open(
    ctx: click.Context, code: str, due: date | None, who: str, into: Path | None, *, no_forms: bool
) -> None:
    """Open an EDITION (MMR-FY27): the roll-over from the one before.

    Says what of the edition before is incomplete, keeps the schemas that go with it, writes calendar and settings, and
    makes the blank forms. Of a report that was out before the office began: pmr record import TABLE --released.
    """
    from pmr_xl.cli.words.editions import show_opened
    from pmr_xl.cli.words.show import progress_bar
    from pmr_xl.desk.editions.opening import open_edition

    named = names.edition_named(desk := options.desk_of(ctx), code)
    outbox = None if no_forms else into or desk.office.outbox
    with progress_bar("Blank forms") as progress:
        told = open_edition(desk, named, who=who, due=due, into=outbox, progress=progress)
    names.tell_early(named, due)
    show_opened(told)


@edition.command("release")
@click.argument("code", metavar="EDITION")
@click.option("--by", "who", required=True, help="Who releases it.")
@click.option("--why", default="", help="Of an edition that is released: why it is revised.")
@options.despite
@click.option("--expect", multiple=True, metavar="rows=2361", help=f"What must be counted: {', '.join(_COUNTED)}.")
@click.option("--profile", type=click.Choice(["working", "published"]), default="working", show_default=True)
@click.option("--word", "with_word", is_flag=True, help="Release Word documents too.")
@click.pass_context
def edition_release(
    ctx: click.Context,
    /,
    code: str,
    who: str,
    why: str,
    despite: tuple[str, ...],
    expect: tuple[str, ...],
    **how: object,
) -> None:
    """Release an EDITION: its files pass the gates, and are kept with all they were made of.

    Afterwards “pmr assemble” hands out these files as they are. A later correction is a revision, for a reason (--why).
    """
    from pmr_xl.cli.words.editions import show_released
    from pmr_xl.cli.words.show import progress_bar
    from pmr_xl.desk.editions.release import release

    named = names.edition_named(desk := options.desk_of(ctx), code)
    let_through, expected = names.reasons(desk, despite), _counts(expect)
    with progress_bar("Tables") as progress:
        told = release(
            *(desk, named),
            who=who,
            why=why,
            despite=let_through,
            expected=expected,
            progress=progress,
            **how,  # type: ignore[arg-type]  # profile and with_word, as their options are declared
        )
    show_released(told)


@edition.command("verify")
@click.argument("code", metavar="EDITION")
@click.option("--recompute", is_flag=True, help="Make every file anew from what was frozen, and compare.")
@click.pass_context
def edition_verify(ctx: click.Context, code: str, *, recompute: bool) -> None:
    """Verify that a released EDITION is as it was released; names the file, part, byte, cell or line that is not."""
    from pmr_xl.cli.words.editions import show_verified
    from pmr_xl.desk.editions.verify import verify

    named = names.edition_named(desk := options.desk_of(ctx), code)
    told = verify(desk, named, recompute=recompute)
    show_verified(told)
    ctx.exit(Leaves.ERRORS if any(one.ills or one.anew or one.not_made for one in told) else Leaves.CLEAN)


@edition.command("changes")
@click.argument("before", metavar="BEFORE")
@click.argument("now", metavar="NOW")
@click.pass_context
def edition_changes(ctx: click.Context, before: str, now: str) -> None:
    """What the schemas of edition NOW say otherwise than those of BEFORE (MMR-FY26 MMR-FY27), each change once."""
    from pmr_xl.cli.words.editions import show_changes
    from pmr_xl.desk.released.changes import between

    desk = options.desk_of(ctx)
    old, new = names.edition_named(desk, before), names.edition_named(desk, now)
    show_changes(between(desk, old, new), old, new)


def _counts(said: tuple[str, ...]) -> dict[str, int]:
    told = names.pairs(said, "--expect rows=2361")
    for what, number in told.items():
        if what not in _COUNTED or not number.isdecimal():
            raise click.UsageError(f"“{what}={number}” is no count: {', '.join(f'{one}=NUMBER' for one in _COUNTED)}.")
    return {what: int(number) for what, number in told.items()}


COMMANDS = (edition,)
