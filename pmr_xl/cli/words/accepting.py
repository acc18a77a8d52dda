"""How the command line shows what accepting means, what was accepted, and what was taken back."""

from __future__ import annotations

from collections.abc import Iterable

import click

from pmr_xl.cli.words.show import tally
from pmr_xl.desk.acceptance.preview import AcceptedTarget, Accepting, Changed
from pmr_xl.desk.review.standing import StandingDecision
from pmr_xl.record import Accepted, Withdrawn

_MOST = 12  # lines of one kind


def show_accepting(told: Accepting) -> None:
    """What a file is, what is open on it, what was decided, and what the record would learn."""
    submission = told.submission
    click.secho(told.path.name, bold=True, nl=False)
    of = f"{submission.chapter.agency} · {submission.edition.title} · version {told.version}"
    click.echo(f"   {of} · {len(submission.entries)} indicators")
    if told.again is not None:
        return
    click.echo(f"  {tally(told.result.findings)}")
    _listed(f"▲ {one.rule}  {one.place}  {one.indicator}: {one.message}" for one in told.queries)
    _listed(_decided(one) for one in told.decided if one.decision.decision not in ("", "Accept"))
    counted = (
        (told.new, "new figure"),
        (len(told.changed), "figure changed"),
        (len(told.restated), "figure restated"),
        (len(told.targets), "target changed"),
    )
    click.echo(
        f"  In the record: {' · '.join(_many(count, what) for count, what in counted if count) or 'nothing new'}"
    )
    _listed(_figure(one) for one in (*told.changed, *told.restated))
    _listed(_target(one) for one in told.targets)


def show_accepted(taken: Accepted) -> None:
    """The receipt."""
    already = " already" if taken.again else ""
    click.secho(
        f"✓ {taken.file} is in the record{already}: {taken.agency} {taken.edition.title}, version {taken.version}, "
        f"by {taken.who} on {taken.at[:10]}. SHA-256 {taken.sha256}",
        fg="green",
    )
    if taken.despite:
        click.echo(f"  Accepted despite open queries: {taken.despite}")
    for sentence in taken.told:
        click.echo(f"  {sentence}")


def show_withdrawn(gone: Withdrawn) -> None:
    """What was taken back, and what counts now."""
    one = gone.acceptance
    click.secho(
        f"✓ {one.agency} {one.edition.title}, version {one.version} ({one.file}), "
        f"is withdrawn by {gone.who}: {gone.why}",
        fg="green",
    )
    click.echo(f"  {_many(gone.figures, 'figure')} of it count no more; nothing is deleted (“pmr record show ID”).")
    if gone.before is None:
        click.echo(f"  Nothing of {one.agency} is accepted for {one.edition.title} now.")
    else:
        click.echo(f"  Version {gone.before.version} ({gone.before.file}) counts again.")
    for sentence in gone.told:
        click.echo(f"  {sentence}")


def _listed(lines: Iterable[str]) -> None:
    lines = list(lines)
    for line in lines[:_MOST]:
        click.echo(f"    {line}")
    if len(lines) > _MOST:
        click.echo(f"    … and {len(lines) - _MOST} more.")


def _many(count: int, what: str) -> str:
    noun, _, rest = what.partition(" ") if not what.startswith("new") else (what, "", "")
    return f"{count:,} {noun}{'' if count == 1 else 's'}{f' {rest}' if rest else ''}"


def _decided(one: StandingDecision) -> str:
    said = one.decision
    sign, rest = (
        ("✕", "") if one.blocks else ("●", "" if one.holds else "; it was on another figure and stands no more")
    )
    note = f": {said.said[1]}" if said.said[1] else ""
    return f"{sign} {said.decision} by {said.who} on {said.at[:10]}, {said.indicator}{note}{rest}"


def _figure(one: Changed) -> str:
    show = one.line.indicator.measure.show
    why = f" ({one.reason})" if one.reason else ""
    return f"{one.line.indicator.name}, {one.period.label}: {show(one.old)} → {show(one.new)}{why}"


def _target(one: AcceptedTarget) -> str:
    show = one.line.indicator.target_measure.show
    by = f" ({one.by}; asked for was {show(one.old)})" if one.by else ""
    old = "none yet" if one.old is None else show(one.old)
    return f"{one.line.indicator.name}, target {one.year.label}: {old} → {show(one.new)}{by}"
