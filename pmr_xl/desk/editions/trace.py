"""Where one printed figure comes from: file, cell, version, words, decision, and the origin of its target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmr_xl.model.fact import FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.record import Stated


def trace(desk: Desk, indicator: str, edition: Edition) -> tuple[str, ...]:
    """Everything that is known of an indicator's figure in an edition, a line each.

    Raises:
        Fault: the record has no figure of it that the edition prints.
    """
    from pmr_xl.desk.records import history

    stated = history(desk, indicator)
    library = desk.library_of(edition)
    owner = library.owner(indicator)
    line = None if owner is None else library.chapter(owner.code).by_id.get(indicator)
    own = edition.submitted
    figures = [one for one in stated if one.kind is FactKind.ACTUAL and one.period == own]
    if not figures:
        raise Fault(
            f"The record has no figure of “{indicator}” for {own.label}.", f"“pmr record show {indicator}” lists all."
        )
    told = [f"{line.indicator.name if line else indicator} ({indicator}), {edition.title}"]
    told += [text for one in figures for text in _stated(desk, one)]
    if owner is not None:
        said = desk.record.explanations(edition, owner.code).get(indicator)
        if said is not None and (said.text or said.reason):
            told.append(f"  explained: {' · '.join(filter(None, (said.reason, said.text)))}")
        for decision in (one for one in desk.record.decisions_on(indicator) if one.edition == edition):
            note = f": {decision.note}" if decision.note else ""
            told.append(f"  decided: {decision.decision}{note}, by {decision.who} on {decision.at[:10]}")
        for other in desk.record.corrections(edition, owner.code):
            if other.indicator == indicator:
                told.append(
                    f"  corrected: {other.place}, {other.sent} → {other.corrected}, by {other.said_by}: {other.why}"
                )
    year = edition.target_years[0]
    for one in stated:
        if one.kind is FactKind.TARGET and one.period == year and one.in_force:
            told.append(f"target {one.period.label}: {one.printed or one.figure}")
            told += list(_source(desk, one))
    return tuple(told)


def _stated(desk: Desk, one: Stated) -> Iterator[str]:
    mark = "✓" if one.in_force else "–"
    yield f"{mark} {one.period.label}: {one.printed or one.figure}" + (
        "" if one.in_force else " (not in force any more)"
    )
    yield from _source(desk, one)


def _source(desk: Desk, one: Stated) -> Iterator[str]:
    version = f", version {one.version}" if one.version is not None else ""
    program = f", with pmr_xl {one.program}" if one.program else ""
    yield f"  from: {one.file}{version}, {one.place}, stated for {one.edition.title}"
    yield f"  SHA-256 {one.sha256}"
    yield f"  taken in by {one.who} on {one.at[:10]}{program}"
    for kept in desk.record.accepted(one.edition):
        if kept.sha256 == one.sha256:
            yield f"  kept as {kept.original}"
    if one.reason:
        yield f"  because: {one.reason}"
    if one.withdrawn:
        yield f"  {one.withdrawn}"
