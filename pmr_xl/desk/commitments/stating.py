"""State a commitment, or a step of one: what is said is understood or told, and nothing is taken half."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pmr_xl.desk.commitments.fields import commitment_of_fields, find_commitment, restate_commitment, same
from pmr_xl.model.commitments.commitment import Commitment, CommitmentKind, Followed, free_codes
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


def agree(
    desk: Desk,
    what: str,
    agency: str = "",
    due: date | None = None,
    *,
    indicator: str = "",
    owner: str = "",
    kind: CommitmentKind = CommitmentKind.ACTION,
    origin: str = "",
    edition: str = "",
    who: str = "",
) -> Commitment:
    """Add one commitment, as other rooms of the desk do: from a meeting, an audit, a statement of reliability.

    The same words of the same ``origin`` for the same agency and indicator are not added again: the one that is there
    is returned.

    Raises:
        Fault: nothing is said, or agency or indicator is unknown.
    """
    told = {
        "what": what, "agency": agency, "due": "" if due is None else due.isoformat(), "indicator": indicator,
        "owner": owner, "kind": kind.value, "edition": edition,
    }  # fmt: skip
    new = commitment_of_fields(desk, told, [])._replace(origin=origin, who=who)
    found: list[Commitment] = []

    def weigh(known: Sequence[Followed]) -> list[Commitment]:
        alike = [one.now for one in known if origin and _identity(one.steps[0]) == _identity(new)]
        found[:] = alike
        return [] if alike else [new._replace(code=next(free_codes(known)))]

    kept = desk.record.commit(weigh)
    return kept[0] if kept else found[0]


def _identity(one: Commitment) -> tuple[str, ...]:
    return one.origin, one.agency, one.indicator, one.what


def add(desk: Desk, told: Mapping[str, str], who: str = "") -> Commitment:
    """Add one that somebody typed; ``told``: its fields by name, as text.

    Raises:
        Fault: as :func:`commitment_of_fields`.
    """

    def weigh(known: Sequence[Followed]) -> list[Commitment]:
        return [commitment_of_fields(desk, told, known)._replace(code=next(free_codes(known)), who=who)]

    return desk.record.commit(weigh)[0]


def update(desk: Desk, code: str, told: Mapping[str, str], who: str = "") -> tuple[Commitment, Commitment]:
    """Take a step with one: ``told`` are the fields that change, as text (``-`` empties one), and why.

    Returns:
        As it was and as it is.

    Raises:
        Fault: there is no such code, nothing changes, or as :func:`commitment_of_fields`.
    """
    before: list[Commitment] = []

    def weigh(known: Sequence[Followed]) -> list[Commitment]:
        before[:] = [find_commitment(known, code).now]
        step = restate_commitment(desk, before[0], told, known)._replace(who=who)
        if same(before[0], step) and not step.why:
            raise Fault(f"{before[0].code} says so already; nothing was changed.", "“pmr commitment show” tells it.")
        return [step]

    (now,) = desk.record.commit(weigh)
    return before[0], now
