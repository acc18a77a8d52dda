"""``pmr schema open-data-ids``: ids of the City's open data for indicators that have none."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.words.say import say

_MOST = 10  # lines of a kind on the screen; the file has them all


@click.command("open-data-ids")
@click.argument("table", type=options.FILE)
@click.option("--sheet", default="", metavar="NAME", help="Of a workbook: the sheet that holds the table.")
@options.csv_option("Write those without an id, with the reason, to a CSV to fill in.", "--gaps", here=False)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and leave the schemas as they are.")
@click.pass_context
def open_data_ids(ctx: click.Context, table: Path, sheet: str, gaps: str | None, *, dry_run: bool) -> None:
    """Find open-data ids in TABLE, an official list or the gaps filled in, by name and by figures.

    What has an id keeps it. Leaves with 4 where indicators are left without one.
    """
    from pmr_xl.desk.publishing.open_data_ids import find_ids
    from pmr_xl.desk.writing import csv_text, write_text

    done = find_ids(options.desk_of(ctx), table, sheet=sheet, dry_run=dry_run)
    counted: dict[str, int] = {}
    for one in done.found:
        counted[one.how.value] = counted.get(one.how.value, 0) + 1
    whole = done.known + len(done.found) + len(done.missing)
    told = "".join(f", {count:,} {how}" for how, count in counted.items())
    say(f"{done.known + len(done.found):,} of {whole:,} indicators have an id: {done.known:,} before{told}")
    reasons: dict[str, int] = {}
    for lost in done.missing:
        reason = lost.why.partition(":")[0]
        reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in sorted(reasons.items(), key=lambda pair: -pair[1])[:_MOST]:
        say(f"▲ {count:,} without: {reason}", err=True)
    for path in done.files:
        say(path)
    if gaps is not None:
        rows = [(one.agency, one.indicator, one.name, "", one.why) for one in done.missing]
        write_text(Path(gaps), csv_text([("agency", "indicator_id", "indicator", "id", "why"), *rows], mark=True))
        say(gaps)
    ctx.exit(Leaves.LEFT_OUT if done.missing else Leaves.CLEAN)


COMMANDS = (open_data_ids,)
