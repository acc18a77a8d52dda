"""What a released edition prints and the record has otherwise by now: by submissions to it, and by all else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from pmr_xl.desk.released.handing_out import ChangedSince, changed_since, going_out
from pmr_xl.desk.tables.provenance import PLANNED, Origins
from pmr_xl.mmr.heads import budget_heads, heads
from pmr_xl.model.fact import FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.past import Past
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.record import Milestone
from pmr_xl.record.order import rank

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms.report_tables.provenance_page import ProvenanceRow
    from pmr_xl.office import Agency
    from pmr_xl.record.queries.touched import FiguresStand, Touched

Causes: TypeAlias = dict[tuple[FactKind, Period], list["Touched"]]
_MOST = 3  # figures of one cause that are told


class PrintedOtherwise(NamedTuple):
    """A figure that a released edition prints and the record has otherwise by now.

    Attributes:
        agency: its code in that edition; ``name``: the row's; ``label``: of the column (``FY26 target``).
        was, now: as they are printed; ``was`` is empty where the release has none there, ``now`` where none is left.
        cause: what changed it.
    """

    agency: str
    name: str
    label: str
    was: str
    now: str
    cause: Touched


class ReleaseOvertaken(NamedTuple):
    """A released edition and the figures that it prints otherwise than they are; ``fault``: why nobody can say."""

    edition: Edition
    figures: tuple[PrintedOtherwise, ...] = ()
    fault: Fault | None = None


def figures_stand(desk: Desk) -> FiguresStand | None:
    """How far the record's figures go now, as :func:`printed_otherwise` takes it; None where there is no record."""
    return None if desk.office.built_in else desk.record.figures_stand()


def changes_since_release(desk: Desk, edition: Edition) -> tuple[ChangedSince, ...]:
    """All that was changed since a released edition's release and is in no revision yet; nothing of one that is not.

    Submissions to it first; then figures that others than its own submissions changed.
    """
    grouped: dict[tuple[str, str], list[PrintedOtherwise]] = {}
    for one in printed_otherwise(desk, edition):
        if one.cause.version is None or one.cause.edition != edition:
            grouped.setdefault((one.agency, _cause(one.cause)), []).append(one)
    figures = (ChangedSince(agency, f"{agency}: {_shown(found)} ({by})") for (agency, by), found in grouped.items())
    return (*changed_since(desk, edition), *figures)


def releases_overtaken(desk: Desk, after: FiguresStand | None) -> Iterator[ReleaseOvertaken]:
    """The released editions that print a figure otherwise than the record has it since it stood so."""
    if after is None or not desk.record.touched_after(after):
        return
    released = {one.edition for one in desk.record.edition_events() if one.what is Milestone.RELEASED}
    for edition in sorted(released, key=rank):
        try:
            own = desk.with_its_report(edition)
            if found := printed_otherwise(desk, own, after):
                yield ReleaseOvertaken(own, found)
        except Fault as fault:  # what was changed is changed: that one release cannot be compared is told
            yield ReleaseOvertaken(edition, fault=fault)


def printed_otherwise(desk: Desk, edition: Edition, after: FiguresStand | None = None) -> tuple[PrintedOtherwise, ...]:
    """The figures that a released edition prints and the record has otherwise by now; none where it is not released.

    Args:
        after: only those that were changed since the record stood so (:func:`figures_stand`); all where None.
    """
    still = going_out(desk, edition)
    if still is desk:
        return ()
    with desk.one_state(), still.one_state():
        touched = desk.record.touched_after(after or still.record.figures_stand())
        causes: dict[str, Causes] = {}
        for one in touched:
            causes.setdefault(one.indicator, {}).setdefault((one.kind, one.period), []).append(one)
        return tuple(_differing(desk, still, edition, causes)) if causes else ()


def _differing(desk: Desk, still: Desk, edition: Edition, causes: Mapping[str, Causes]) -> Iterator[PrintedOtherwise]:
    split = (key.partition(":") for key in _columns(edition))
    parts = [Period.parse(code) for kind, _, code in split if kind == "actual"]
    then, now = (one.record.past(causes, edition, beyond=True, parts=parts) for one in (still, desk))
    library = still.library_of(edition)
    for indicator, places in causes.items():
        if (owner := library.owner(indicator)) is None:
            continue
        name, keys = printed_columns(still, owner, indicator, edition)
        touched = {key: place for key in keys if (place := _place(key)) is not None and place in places}
        if not name or not _may_differ(indicator, touched, then, now):
            continue
        rows = (Origins(one, owner.code, edition).of(indicator, name, touched) for one in (still, desk))
        was, told = ({row.key: row for row in found} for found in rows)
        for key, place in touched.items():
            old, new = was.get(key), told.get(key)
            printed, figure = ("" if row is None else row.figure for row in (old, new))
            if printed != figure:
                label = f"{place[1].label}{'' if place[0] is FactKind.ACTUAL else ' target'}"
                yield PrintedOtherwise(owner.code, name, label, printed, figure, _cause_of(places[place], old, new))


def _place(key: str) -> tuple[FactKind, Period] | None:
    """What a column prints, by its key; None of one that is worked out."""
    kind, _, code = key.partition(":")
    return (FactKind.ACTUAL if kind == "actual" else FactKind.TARGET, Period.parse(code)) if code else None


def _cause_of(causes: Sequence[Touched], old: ProvenanceRow | None, new: ProvenanceRow | None) -> Touched:
    """What made one figure of the other: the source of the new one, else that of the old one went, else the last."""
    for row, gone in ((new, False), (old, True)):
        for one in reversed(causes):
            if row is not None and (one.sha256, one.withdrawn) == (row.sha256, gone):
                return one
    return causes[-1]


def _may_differ(indicator: str, touched: Mapping[str, tuple[FactKind, Period]], then: Past, now: Past) -> bool:
    """Whether one of a row's printed figures is another one: asked of all at once before each is looked up."""
    for key, (kind, period) in touched.items():
        if key.startswith(PLANNED):
            return True  # as another report planned it
        old, new = ((one.actual if kind is FactKind.ACTUAL else one.target)(indicator, period) for one in (then, now))
        if old != new:
            return True
    return False


def _shown(found: list[PrintedOtherwise]) -> str:
    told = (f"{one.name}, {one.label}: {one.was or 'nothing'} → {one.now or 'nothing'}" for one in found[:_MOST])
    return f"{'; '.join(told)}{f'; and {len(found) - _MOST} more' if len(found) > _MOST else ''}"


def _cause(one: Touched) -> str:
    what = f"{one.edition.code} version {one.version}" if one.version is not None else f"{one.file}, {one.edition.code}"
    return f"{what}{' is withdrawn' if one.withdrawn else ''}, {one.at[:10]}, by {one.who}"


def printed_columns(desk: Desk, owner: Agency | None, indicator: str, edition: Edition) -> tuple[str, list[str]]:
    """What a row is called (empty where no table prints it), and the keys of the columns that its table prints."""
    keys = _columns(edition)
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


def _columns(edition: Edition) -> list[str]:
    """The keys of the columns of a table of indicators."""
    if edition.monthly:
        return [f"actual:{period.code}" for period in (edition.submitted_period, edition.to_date) if period is not None]
    return [head.key for head in heads(edition)]
