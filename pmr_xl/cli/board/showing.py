"""The command that shows the whole office: board."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import give, say
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pmr_xl.desk.board.board import Board, BoardRow
    from pmr_xl.desk.board.latest import SkippedFile
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition

_COLOURS = {"✕": "red", "?": "red", "▲": "yellow", "↩": "yellow", "○": None, "–": None}
_MOST = 12  # agencies that a sentence names

edition = click.option("--edition", metavar="EDITION", help="MMR-FY26. Left out: what the office asks for.")


def edition_asked(desk: Desk, code: str | None) -> Edition:
    """The edition named, else the one the office asks for. Raises UsageError where there are several, or none."""
    return names.edition_of(desk, None, None) if code is None else names.edition_named(desk, code)


def tell_skipped(skipped: Iterable[SkippedFile]) -> Leaves:
    """Say which files stand for no agency, and why: what was written is without them. Returns what to leave with."""
    from pmr_xl.words.board.rows import skipped_line

    told = [skipped_line(one) for one in skipped]
    for sentence in told:
        say(f"▲ {sentence}", err=True)
    return Leaves.LEFT_OUT if told else Leaves.CLEAN


@click.command()
@edition
@click.option("--mine", is_flag=True, help="Only the agencies whose analyst or backup you are.")
@click.option("--of", "of", default="", metavar="NAME", help="Only those of an analyst or backup.")
@click.option("--sheet", type=options.FILE, metavar="FILE.xlsx", help="Write it as a workbook too.")
@options.csv_option("Write it as CSV; - is standard output.")
@options.json_option("Write it as JSON; - is standard output.")
@click.pass_context
def board(
    ctx: click.Context,
    edition: str | None,
    of: str,
    sheet: Path | None,
    csv_to: str | None,
    json_to: str | None,
    *,
    mine: bool,
) -> None:
    """Show every agency of an edition: state, version, due, days late, what is open, who decided last, whose it is.

    All of it is computed, from the files in the inbox, what is found in them, and what was decided.
    Leaves with 4 where a file stands for no agency.
    """
    from pmr_xl.desk.board.board import board as whole
    from pmr_xl.words.board.giving import csv_of, json_of, write_csv, write_json, write_sheet

    desk = options.reading_desk_of(ctx)
    told = whole(desk, edition_asked(desk, edition), mine=of or (desk.me if mine else ""))
    if "-" in (csv_to, json_to):
        give(csv_of(told) if csv_to == "-" else json_of(told))
    else:
        show_board(told)
    if csv_to not in (None, "-"):
        say(f"  {write_csv(told, Path(csv_to), mark=desk.settings.csv_byte_order_mark)}")
    if json_to not in (None, "-"):
        say(f"  {write_json(told, Path(json_to))}")
    if sheet is not None:
        say(f"  {write_sheet(told, sheet)}")
    ctx.exit(tell_skipped(told.skipped))


def show_board(told: Board) -> None:
    """One line an agency, the most pressing first; then sums, what lies with each analyst, who is in no portfolio."""
    from pmr_xl.words.board.giving import sums_of

    wide = max((len(row.agency) for row in told.rows), default=0)
    for row in told.rows:
        _line(row, wide)
    many = f"{len(told.rows)} {plural(len(told.rows), 'agency')}"
    say(f"{told.edition.title}, {many}: {sums_of(told)}", bold=True)
    loads = told.loads
    for name, rows in loads.items() if len(loads) > 1 else ():
        from pmr_xl.words.board.rows import load_of

        load = load_of(rows)
        counts = (
            f"{load['agencies']:>3} {plural(load['agencies'], 'agency')}",
            f"{load['accepted']} accepted",
            f"{load['errors']} {plural(load['errors'], 'error')}",
            f"{load['queries']} {plural(load['queries'], 'query')}",
            f"{load['late']} late",
        )
        say(f"  {name or '(in no portfolio)':<24} {', '.join(counts)}")
    if told.nobodys and len(loads) == 1:
        more = f" and {len(told.nobodys) - _MOST} more" if len(told.nobodys) > _MOST else ""
        say(f"▲ In no portfolio: {', '.join(told.nobodys[:_MOST])}{more}", err=True)


def _line(row: BoardRow, wide: int) -> None:
    from pmr_xl.words.board.rows import notes_of

    one, last = row.standing, row.last
    version = f"v{one.version}" if one.version else ""
    counts = ", ".join(
        f"{count} {word if count == 1 else words}"
        for count, word, words in (
            (one.errors, "error", "errors"), (one.queries, "query", "queries"),
            (one.explained, "explained", "explained"), (one.promised, "promised", "promised"),
            (row.decided, "decided", "decided"),
        )
        if count
    )  # fmt: skip
    late = f"{one.days_late} {plural(one.days_late, 'day')} late" if one.days_late else ""
    due = "" if one.due is None else f"due {one.due.isoformat()}"
    decided = "" if last is None else f"{last.what} by {last.who} on {last.at[:10]}"
    whose = "" if row.portfolio is None else row.portfolio.analyst
    say(f"{row.agency:<{wide}}  {version:<4} ", nl=False, bold=True)
    say(f"{one.state.icon_and_word:<22} ", nl=False, fg=_COLOURS.get(one.state.sign, "green"))
    overdue = f"✕ {row.overdue} {plural(row.overdue, 'commitment')} overdue" if row.overdue else ""
    say(" · ".join(filter(None, (counts, due, late, overdue, decided, whose, *notes_of(row)))))


COMMANDS = (board,)
