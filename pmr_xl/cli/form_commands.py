"""Commands about forms and submissions: blank, validate, unmark, repair, review, decide, accept, assemble, demo."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pmr_xl.cli import options

MOST_SHOWN = 12


@click.command()
@options.agencies
@options.all_agencies
@options.report_and_year
@options.into
@click.pass_context
def blank(ctx: click.Context, agencies: tuple[str, ...], everybody: bool, report: str, year: int, into: Path) -> None:
    """Write blank forms: one macro-free workbook an agency."""
    from pmr_xl.cli.show import progress_bar
    from pmr_xl.desk.blank import blank as write_blanks

    desk = options.desk_of(ctx)
    named = options.chosen(desk, agencies, everybody=everybody)
    with progress_bar("Blank forms") as progress:
        written = write_blanks(desk, named, options.edition_of(report, year), into, progress)
    for path in written:
        click.echo(path)
    click.secho(f"✓ {len(written)} blank form{'s' if len(written) != 1 else ''} in {into}", fg="green")


@click.command()
@options.files
@click.option("--into", type=options.FILE, help="Folder for the review copies (else beside each file).")
@click.option("--no-copy", is_flag=True, help="Write no review copy.")
@click.option("--json", "json_to", metavar="FILE|-", help="Write the findings as JSON; - is standard output.")
@click.option("--all", "show_all", is_flag=True, help=f"Show every finding, not the first {MOST_SHOWN}.")
@click.pass_context
def validate(
    ctx: click.Context, files: tuple[Path, ...], into: Path | None, no_copy: bool, json_to: str | None, show_all: bool
) -> None:
    """Judge submissions; findings go on their cells in a copy.

    Leaves with 0 clean, 1 queries only, 2 errors, 3 unreadable: the worst of all files.
    """
    from pmr_xl.desk.validate import judge_file
    from pmr_xl.desk.validate import validate as validate_file

    desk = options.desk_of(ctx)
    results = [judge_file(desk, path) if no_copy else validate_file(desk, path, into) for path in files]
    if json_to is not None:
        told = [result.as_dict() for result in results]
        text = json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False, indent=2) + "\n"
        if json_to == "-":
            click.echo(text, nl=False)
        else:
            from pmr_xl.desk.writing import write_text

            write_text(Path(json_to), text)
    if json_to != "-":
        from pmr_xl.cli.show import show_validation

        for result in results:
            show_validation(result, most=10_000 if show_all else MOST_SHOWN)
    ctx.exit(max(result.exit_code for result in results))


@click.command()
@click.argument("file", type=options.FILE)
@click.option("--apply", "make", is_flag=True, help="Make the repairs in a copy; without it they are only shown.")
@click.option("--undo", "take_back", is_flag=True, help="FILE is a repaired copy: write it as it was before.")
@click.option("--to", type=options.FILE, help="Where to write (else beside the file).")
@click.pass_context
def repair(ctx: click.Context, file: Path, make: bool, take_back: bool, to: Path | None) -> None:
    """Show safe repairs; make them in a copy; take them back."""
    from pmr_xl.cli.show import show_repairs
    from pmr_xl.desk import repair as room

    if take_back:
        click.echo(room.undo(file, to))
    elif make:
        show_repairs(room.repair(options.desk_of(ctx), file, to))
    else:
        show_repairs(room.preview(options.desk_of(ctx), file)[1])


@click.command()
@options.files
@options.into
@click.pass_context
def review(ctx: click.Context, files: tuple[Path, ...], into: Path) -> None:
    """Write variance sheets: one workbook a submission."""
    from pmr_xl.cli.show import progress_bar
    from pmr_xl.desk.review import review as write_reviews

    with progress_bar("Variance sheets") as progress:
        written = write_reviews(options.desk_of(ctx), files, into, progress)
    for path in written:
        click.echo(path)


@click.command()
@options.files
@click.pass_context
def decide(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Take decisions made on variance sheets into the record."""
    from pmr_xl.desk.decide import decide as take

    desk = options.desk_of(ctx)
    for path in files:
        stand, new = take(desk, path)
        click.echo(f"{path.name}: {stand} decision{'' if stand == 1 else 's'}, {new} new to the record")


@click.command()
@options.files
@click.option("--by", default="", help="Who accepts (else the name you are logged in with).")
@click.pass_context
def accept(ctx: click.Context, files: tuple[Path, ...], by: str) -> None:
    """Accept submissions; refused while an error is open."""
    from pmr_xl.desk.accept import accept as accept_file

    desk = options.desk_of(ctx)
    for path in files:
        taken = accept_file(desk, path, by)
        click.secho(
            f"✓ {taken.file} is in the record: {taken.agency} {taken.edition.title}, version {taken.version}, "
            f"by {taken.who} on {taken.at[:10]}. SHA-256 {taken.sha256}",
            fg="green",
        )


@click.command()
@options.agencies
@options.all_agencies
@options.report_and_year
@options.into
@click.option(
    "--profile",
    type=click.Choice(["working", "published"]),
    default="working",
    show_default=True,
    help="Working: filters and frozen headings. Published: plain and accessible.",
)
@click.option("--csv", "with_csv", is_flag=True, help="Write the open-data and clean CSV files too.")
@click.pass_context
def assemble(
    ctx: click.Context,
    agencies: tuple[str, ...],
    everybody: bool,
    report: str,
    year: int,
    into: Path,
    profile: str,
    with_csv: bool,
) -> None:
    """Assemble the report's tables: one workbook a chapter."""
    from pmr_xl.cli.show import progress_bar
    from pmr_xl.desk.assemble import assemble as write_tables

    desk = options.desk_of(ctx)
    named = options.chosen(desk, agencies, everybody=everybody)
    with progress_bar("Tables") as progress:
        written = write_tables(
            desk, named, options.edition_of(report, year), into, progress, profile=profile, with_csv=with_csv
        )
    for path in written:
        click.echo(path)


@click.command()
@click.argument("file", type=options.FILE)
@click.argument("earlier", type=options.FILE, required=False)
@options.into
@click.pass_context
def compare(ctx: click.Context, file: Path, earlier: Path | None, into: Path) -> None:
    """List what changed since the version before.

    The version before is found beside the file and in the inbox, or named.
    """
    from pmr_xl.desk.compare import compare as write_changes
    from pmr_xl.desk.compare import earlier_version

    desk = options.desk_of(ctx)
    before = earlier or earlier_version(file.name, [file.parent, desk.office.inbox])
    result = write_changes(desk, file, before, into)
    for change in result.changes.changes:
        place = f"{change.where!s:<18} {change.indicator[:40]:<40} {change.column}"
        click.echo(f"  {place}: {change.before or '(empty)'} → {change.now or '(empty)'}")
    click.echo(
        f"{result.count} cell{' differs' if result.count == 1 else 's differ'} from {before.name}: {result.path}"
    )


@click.command()
@click.argument("file", type=options.FILE)
@click.option("--to", type=options.FILE, help="Where to write it (else beside the review copy).")
def unmark(file: Path, to: Path | None) -> None:
    """Take our marks out of a review copy.

    Every part of the original comes back byte for byte.
    """
    from pmr_xl.desk.validate import unmark as take_out

    click.echo(take_out(file, to))


@click.command()
@click.option("--into", type=options.FILE, default=Path("pmr-demo"), show_default=True, help="Folder to make.")
def demo(into: Path) -> None:
    """Go the whole way once, on real City figures.

    Blank forms, filled ones, findings, variance sheets and tables, in a folder of their own.
    """
    from pmr_xl.cli.show import progress_bar
    from pmr_xl.desk.demo import demo as run

    with progress_bar("Demo") as progress:
        told = run(into, progress)
    click.echo(told.text)


COMMANDS = (demo, blank, validate, repair, unmark, compare, review, decide, accept, assemble)
