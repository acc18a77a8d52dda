"""pmr reliability sample, read."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import names, options
from pmr_xl.cli.codes import Leaves
from pmr_xl.cli.reliability.group import reliability
from pmr_xl.cli.words.say import say

_SIZE = 25


@reliability.command("sample")
@options.agencies
@click.option("--year", "named", required=True, metavar="FY26", help="Whose figures: the fiscal year.")
@click.option("--size", type=click.IntRange(1, 2000), default=_SIZE, show_default=True, help="How many indicators.")
@click.option("--months", type=click.IntRange(0, 12), default=0, help="How many months of each, where there are some.")
@click.option("--seed", default="", metavar="TEXT", help="What it is drawn by; a new one where left out.")
@click.option("--by", default="agency,criticality,unit", show_default=True, help="By what it is stratified.")
@click.option("--critical", is_flag=True, help="Only critical indicators.")
@options.into
@click.pass_context
def sample(
    ctx: click.Context,
    /,
    agencies: tuple[str, ...],
    named: str,
    size: int,
    months: int,
    seed: str,
    by: str,
    into: Path | None,
    *,
    critical: bool,
) -> None:
    """Draw a stratified random sample of figures, and write the worksheet on which they are recomputed from source.

    The record keeps the sample with its seed; the same seed draws the same again.
    """
    from pmr_xl.desk.reliability.sampling import draw_sample

    desk = options.desk_of(ctx)
    strata = [one.strip() for one in by.split(",") if one.strip()]
    year, folder = names.fiscal_year_named(named), options.folder_of(desk, into)
    kept, path = draw_sample(desk, agencies, year, size, folder, seed=seed, by=strata, months=months, critical=critical)
    say(f"✓ Sample {kept.code}: {kept.asked}; seed {kept.seed}.")
    say(f"  {len(kept.strata)} strata, {sum(len(one.months) for one in kept.drawn)} months")
    say(f"  {path}")


@reliability.command("read")
@options.sheets
@click.option("--by", default="", metavar="NAME", help="Who looked; else whoever is named on the sheet.")
@click.pass_context
def read(ctx: click.Context, files: tuple[Path, ...], by: str) -> None:
    """Take what was found on worksheets into the record. Again, it changes nothing."""
    from pmr_xl.desk.reliability.sampling import read_sample

    desk, left = options.desk_of(ctx), 0
    for path in files:
        told = read_sample(desk, path, by)
        say(f"{path.name}: {len(told.looks)} looks noted, {told.same} as before, {told.empty} not filled in.")
        for one in told.looks:
            followed = f"  {one.commitment}: {one.action}" if one.commitment else ""
            say(f"  {one.verdict.sign} {one.indicator}: {one.verdict.value}{followed}")
        not_taken = (f"{where}: {fault.message} {fault.remedy}" for where, fault in told.left)
        for text in (*told.not_understood, *not_taken):
            say(f"Left out, {text}")
        for text in told.strange:
            say(text)
        left += len(told.not_understood) + len(told.left)
    ctx.exit(Leaves.LEFT_OUT if left else Leaves.CLEAN)
