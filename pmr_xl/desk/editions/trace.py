"""Where an indicator's printed figures come from: what the sheet “Provenance” says of them, and what was before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pmr_xl.desk.released.handing_out import going_out
from pmr_xl.desk.tables.provenance import Origins, stated_as
from pmr_xl.mmr.heads import budget_heads, heads
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms.report_tables.provenance_page import ProvenanceRow
    from pmr_xl.model.schema.chapter import Chapter
    from pmr_xl.office import Agency
    from pmr_xl.record import Stated


def trace(desk: Desk, indicator: str, edition: Edition) -> tuple[str, ...]:
    """Everything that is known of an indicator's figures in an edition, a line each: its own first.

    Of a released edition that is what the release prints; what the record has otherwise by now is told below.

    Raises:
        Fault: the record has no figure of it that the edition prints.
    """
    from pmr_xl.desk.records import history

    still = going_out(desk, edition)
    stated = history(still, indicator)
    library = still.library_of(edition)
    owner = library.owner(indicator)
    chapter = None if owner is None else library.chapter(owner.code)
    agency = "" if owner is None else owner.code
    named, keys = _printed(still, owner, indicator, edition)
    rows = list(Origins(still, agency, edition).of(indicator, named, keys, stated))
    if not rows:
        raise Fault(
            f"The record has no figure of “{indicator}” for {edition.submitted_period.label}.",
            f"“pmr record show {indicator}” lists all.",
        )
    own = f"actual:{edition.submitted_period.code}"
    told = [f"{named or indicator} ({indicator}), {edition.title}"]
    for row in sorted(rows, key=lambda row: row.key != own):
        one = next(one for one in stated if _is(row, one))
        told += [*_lines(still, row, one), *_made_of(chapter, one)]
        told += [text for one in stated if _before(row, one) for text in _source(one)]
    if still is not desk:
        now = Origins(desk, agency, edition).of(indicator, named, keys, history(desk, indicator))
        told += _since(rows, list(now))
    return (*told, *_let_through(desk, agency, edition))


def _since(printed: Iterable[ProvenanceRow], now: Iterable[ProvenanceRow]) -> Iterator[str]:
    """Each figure that the record has otherwise than the release printed it."""
    then = {row.key: row.figure for row in printed}
    for row in now:
        if (was := then.get(row.key)) != row.figure:
            version = f", version {row.version}" if row.version else ""
            yield (
                f"▲ {row.period}: {row.figure} since the release, which prints {was or 'none'}: {row.file}{version}, "
                f"{row.place}, taken in {row.taken}"
            )


def _let_through(desk: Desk, agency: str, edition: Edition) -> Iterator[str]:
    """What went out with this agency's figures although something stood in their way, and why."""
    for one in desk.record.publications(edition):
        for each in one.let_through:
            if each.agency == agency:
                yield f"▲ {one.what.value} of {one.at[:10]}, by {one.who}, let through: {each.told} ({each.why})"


def _printed(desk: Desk, owner: Agency | None, indicator: str, edition: Edition) -> tuple[str, list[str]]:
    """What a row is called, and the keys of the columns that its table prints."""
    if edition.monthly:
        months = (edition.submitted_period, *filter(None, (edition.to_date,)))
        keys = [f"actual:{period.code}" for period in months]
    else:
        keys = [head.key for head in heads(edition)]
    if owner is None:
        return "", keys
    chapter = desk.library_of(edition).chapter(owner.code)
    if (line := chapter.by_id.get(indicator)) is not None:
        return line.indicator.name, keys
    for found, own in (
        (chapter.resources, heads(edition, resources=True)),
        (chapter.appropriations, budget_heads(edition)),
    ):
        if (name := next((one.name for one in found if one.id == indicator), "")) and not edition.monthly:
            return name, [head.key for head in own]
    return "", keys


def _is(row: ProvenanceRow, one: Stated) -> bool:
    """Whether a statement is the one that a row tells."""
    kind = FactKind.ACTUAL if row.key.startswith("actual:") else FactKind.TARGET
    told = (row.file, row.place, row.sha256, row.taken)
    said = (one.file, one.place, one.sha256, f"by {one.who} on {one.at[:10]}")
    return one.kind is kind and row.key.endswith(f":{one.period.code}") and said == told and not one.withdrawn


def _before(row: ProvenanceRow, one: Stated) -> bool:
    """Whether a statement is another one of the same figure, which does not count."""
    kind = FactKind.ACTUAL if row.key.startswith("actual:") else FactKind.TARGET
    return one.kind is kind and row.key.endswith(f":{one.period.code}") and not _is(row, one)


def _lines(desk: Desk, row: ProvenanceRow, one: Stated) -> Iterator[str]:
    version = f", version {row.version}" if row.version else ""
    program = f", with pmr_xl {one.program}" if one.program else ""
    yield f"✓ {row.period}: {row.figure} · {row.stated}"
    yield f"  from: {row.file}{version}, {row.place}, stated for {one.edition.title}"
    yield f"  SHA-256 {row.sha256}"
    yield f"  taken in {row.taken}{program}"
    for kept in desk.record.accepted_submissions(one.edition):
        if kept.sha256 == row.sha256:
            yield f"  kept as {kept.original}"
    said = (
        ("because", row.because),
        ("corrected", row.corrected),
        ("explained", row.explanation),
        ("decided", row.decision),
    )
    yield from (f"  {label}: {text}" for label, text in said if text)


def _made_of(chapter: Chapter | None, one: Stated) -> Iterator[str]:
    """What a percentage was said to be made of, and whether the two make it."""
    if one.numerator is None or one.denominator is None:
        return
    line = None if chapter is None else chapter.by_id.get(one.indicator)
    said = f"{one.numerator:,} ÷ {one.denominator:,}"
    if line is None or not one.denominator:
        yield f"  made of: {said}"
        return
    made, shown = (line.indicator.measure.show(each) for each in (one.numerator / one.denominator * 100, one.figure))
    yield f"  made of: {said}" if made == shown else f"  ▲ made of: {said}, which makes {made}"


def _source(one: Stated) -> Iterator[str]:
    version = f", version {one.version}" if one.version is not None else ""
    figure = f"{one.period.label}{'' if one.kind is FactKind.ACTUAL else ' target'}: {one.printed or one.figure}"
    yield (
        f"– {figure} does not count · {stated_as(one)}: {one.file}{version}, "
        f"{one.place}, stated for {one.edition.title}, taken in by {one.who} on {one.at[:10]}"
    )
    if one.withdrawn:
        yield f"  {one.withdrawn}"
