"""Commands about forms and submissions: demo, blank, validate, repair, remove-marks, compare."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmr_xl.cli import options
from pmr_xl.cli.words.faults import for_each_file
from pmr_xl.cli.words.say import give, say
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.validate import Validation

MOST_SHOWN = 12
_LINE = 120  # signs of a text that a terminal is shown


@click.command()
@options.agencies
@options.all_agencies
@options.report_and_year
@click.option(
    "--due",
    metavar="DAY",
    callback=options.day_named,
    help="Day on which the forms come back, such as 2026-08-14 (else forms_due in schemas/calendar.yaml).",
)
@options.into
@click.pass_context
def blank(
    ctx: click.Context,
    agencies: tuple[str, ...],
    everybody: bool,
    report: str | None,
    year: int | None,
    month: str | None,
    due: date | None,
    into: Path | None,
) -> None:
    """Write blank forms: one macro-free workbook an agency.

    Each says by which day it comes back: an agency's own (pmr extend), else --due, else the office's forms_due.
    """
    from pmr_xl.cli import names
    from pmr_xl.cli.words.show import progress_bar
    from pmr_xl.desk.blank import blank as write_blanks
    from pmr_xl.desk.blank import nothing_asked

    desk = options.reading_desk_of(ctx)
    into = options.folder_of(desk, into)
    edition = names.edition_of(desk, report, year, month)
    named = names.chosen_agencies(desk, agencies, everybody=everybody, edition=edition)
    due = due or options.day_asked(desk, edition)
    left_out = nothing_asked(desk, named, edition) if everybody else {}
    with progress_bar("Blank forms") as progress:
        written = write_blanks(desk, [one for one in named if one not in left_out], edition, into, progress, due)
    for line in (*map(str, written), *(fault.message for fault in left_out.values())):
        say(line)
    say(f"✓ {len(written)} blank form{'s' if len(written) != 1 else ''} in {into}", fg="green")
    names.tell_early(edition, due)


@click.command()
@options.files_or_inbox
@click.option(
    "--into", type=options.FILE, help="Folder for the review copies (else beside each file; of the inbox, the outbox)."
)
@click.option("--no-copy", is_flag=True, help="Write no review copy.")
@options.json_option("Write the findings as JSON; - is standard output.")
@click.option("--all", "show_all", is_flag=True, help=f"Show every finding, not the first {MOST_SHOWN}.")
@click.option("--receipt", "with_receipt", is_flag=True, help="Write a receipt of each file too, and a sheet to print.")
@click.pass_context
def validate(
    ctx: click.Context,
    files: tuple[Path, ...],
    into: Path | None,
    no_copy: bool,
    json_to: str | None,
    show_all: bool,
    with_receipt: bool,
) -> None:
    """Check submissions; findings go on their cells in a copy.

    With no file named: every submission in the office's inbox. Of several files each gets one line; --all shows all.
    Leaves with 0 clean, 1 queries only, 2 errors, 3 unreadable: the worst of all files.
    """
    from pmr_xl.cli.words.show import show_validation
    from pmr_xl.cli.words.triage import inbox_of, show_line, show_missing
    from pmr_xl.desk.distinct_outputs import require_distinct_outputs
    from pmr_xl.desk.received.answers import review_path
    from pmr_xl.desk.state import submission_standing
    from pmr_xl.desk.validate import as_json, judge_file
    from pmr_xl.desk.validate import validate as validate_file

    desk, results, told, standings = options.reading_desk_of(ctx), [], [], []
    whole_inbox = not files
    if whole_inbox:
        files, into = inbox_of(desk), into or desk.office.outbox
    brief = (len(files) > 1 or whole_inbox) and not show_all
    _must_overwrite_none(json_to, files)
    if not no_copy:
        require_distinct_outputs(files, lambda path: review_path(path, into))

    def one(path: Path) -> int:
        result = judge_file(desk, path) if no_copy else validate_file(desk, path, into)
        told.extend([] if json_to is None else [result.as_dict()])  # at once: what was read of hundreds is not kept
        results.extend([result] if with_receipt else [])
        standings.append(submission_standing(desk, result))
        if json_to != "-" and brief:
            show_line(result, standings[-1])
        elif json_to != "-":
            show_validation(result, most=10_000 if show_all else MOST_SHOWN)
        return result.exit_code

    worst = for_each_file(files, one)
    if whole_inbox and json_to != "-":
        show_missing(desk, standings)
    if json_to is not None:
        text = as_json(told, alone=ctx.meta.get(options.NAMED) == 1)
        if json_to == "-":
            give(text)
        else:
            from pmr_xl.desk.writing import write_text

            write_text(Path(json_to), text)
    ctx.exit(max(worst, _receipts(desk, results, into, aside=json_to == "-") if with_receipt else 0))


def _must_overwrite_none(json_to: str | None, files: Iterable[Path]) -> None:
    """Refuse to write the findings in a submission's place. Raises UsageError."""
    there = json_to is not None and Path(json_to).exists()
    if there and any(path.exists() and path.samefile(str(json_to)) for path in files):
        raise click.UsageError(f"--json {json_to} would overwrite a submission. Name another file for the findings.")


def _receipts(desk: Desk, results: list[Validation], into: Path | None, *, aside: bool) -> int:
    """Write a receipt of each; ``aside``: say so on standard error, because the findings go to standard output."""
    from pmr_xl.cli.words.receipts import give_receipt

    of = {result.path: result for result in results}
    return for_each_file(of, lambda path: give_receipt(desk, of[path], into, aside=aside))


@click.command()
@click.argument("file", type=options.FILE)
@click.option("--apply", "make", is_flag=True, help="Make the repairs in a copy; without it they are only shown.")
@click.option("--undo", "take_back", is_flag=True, help="FILE is a repaired copy: write it as it was before.")
@click.option("--to", type=options.FILE, help="Where to write (else beside the file).")
@click.pass_context
def repair(ctx: click.Context, file: Path, make: bool, take_back: bool, to: Path | None) -> None:
    """Show suggested fixes; make them in a copy; take them back."""
    from pmr_xl.cli.words.show import show_repairs
    from pmr_xl.desk import repair as room

    if take_back and make:
        raise click.UsageError("--apply makes repairs, --undo takes them back; say one of them.")
    if take_back:
        say(room.undo(file, to))
    elif make:
        show_repairs(room.repair(options.desk_of(ctx), file, to))
    else:
        show_repairs(room.preview(options.desk_of(ctx), file)[1])


@click.command()
@click.argument("file", type=options.FILE)
@click.argument("earlier", type=options.FILE, required=False)
@options.into
@click.pass_context
def compare(ctx: click.Context, file: Path, earlier: Path | None, into: Path | None) -> None:
    """List what changed since the version before.

    The version before is found beside the file and in the inbox, or named.
    """
    from pmr_xl.desk.compare import compare as write_changes

    desk = options.reading_desk_of(ctx)
    result = write_changes(desk, file, earlier, options.folder_of(desk, into))
    for change in result.changes.changes:
        place = f"{change.where!s:<18} {change.indicator[:40]:<40} {change.column}"
        say(f"  {place}: {_on_a_line(change.before)} → {_on_a_line(change.now)}")
    cells = f"{result.count} {plural(result.count, 'cell differs', 'cells differ')}"
    say(f"{cells} from {result.earlier.name}: {result.path}")


def _on_a_line(text: str) -> str:
    """What a terminal is shown of a cell's text; the workbook of changes has all of it."""
    return (text if len(text) <= _LINE else f"{text[: _LINE - 1]}…") or "(empty)"


@click.command("remove-marks")
@click.argument("file", type=options.FILE)
@click.option("--to", type=options.FILE, help="Where to write it (else beside the review copy).")
def remove_marks(file: Path, to: Path | None) -> None:
    """Take our marks out of a review copy.

    Every part of the original comes back byte for byte.
    """
    from pmr_xl.desk.validate import unmark as take_out

    say(take_out(file, to))


@click.command()
@click.option("--into", type=options.FILE, default=Path("pmr-demo"), show_default=True, help="Folder to make.")
def demo(into: Path) -> None:
    """Go the whole way once, on real City figures.

    Blank forms, filled ones, findings, variance sheets and tables, in a folder of their own.
    """
    from pmr_xl.cli.words.show import progress_bar
    from pmr_xl.desk.demo.demonstration import demo as run

    with progress_bar("Demo") as progress:
        told = run(into, progress)
    say(told.text)


# The name this command bore first: scripts that say it keep working.
unmark = click.Command(
    "unmark", callback=remove_marks.callback, params=remove_marks.params, help=remove_marks.help, hidden=True
)
COMMANDS = (demo, blank, validate, repair, remove_marks, unmark, compare)
