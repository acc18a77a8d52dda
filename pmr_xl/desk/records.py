"""What the record says of one indicator."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault
from pmr_xl.record import Decision, Stated

_MOST = 3  # ids that a remedy names


def history(desk: Desk, indicator: str) -> list[Stated]:
    """Every figure ever stated for an indicator, with its source.

    Raises:
        Fault: the record knows no such id; names the nearest.
    """
    found = desk.record.history(indicator)
    if not found:
        near = nearest_ids(desk, indicator, desk.record.indicator_ids())
        raise Fault(
            f"The record has no figure of “{indicator}”.",
            f"Did you mean {' or '.join(near)}?" if near else "“pmr record import” loads a published table.",
        )
    return found


def no_such_indicator(desk: Desk, said: str) -> Fault:
    """That no schema asks for an indicator that somebody named: it is retired, or names the one that may be meant."""
    if any(line.id == said for chapter in desk.library.chapters() for line in chapter.retired_lines):
        return Fault(
            f"{said} is retired: no form asks for it.",
            "Move its entry out of the list “retired:” of its agency's file to have it asked for again.",
        )
    near = nearest_ids(desk, said)
    return Fault(
        f"No schema has an indicator “{said}”.",
        f"Did you mean {' or '.join(near)}?" if near else "“pmr schema places AGENCY” lists ids.",
    )


def nearest_ids(desk: Desk, said: str, known: Collection[str] = ()) -> list[str]:
    """The ids that somebody may have meant, by their letters in any case or by the name as it is printed.

    Args:
        known: ids beside those of the schemas.
    """
    lines = [line for chapter in desk.library.chapters() for line in (*chapter.every_line, *chapter.retired_lines)]
    ids = dict.fromkeys([*(line.id for line in lines), *known])
    plain = " ".join(said.casefold().split())
    named = [line.id for line in lines if " ".join(line.indicator.name.casefold().split()) == plain]
    alike = [one for one in ids if one.casefold() == plain]
    if not plain:
        return []
    return alike or named[:_MOST] or get_close_matches(plain.replace(" ", "-"), ids, 1)


def namesakes(desk: Desk, agency: str, name: str, but: str = "") -> list[str]:
    """The ids of an agency's other indicators that are called so already; ``but``: the one that is meant."""
    plain = " ".join(name.casefold().split())
    chapter = desk.library.chapter(agency)
    called = [(one.id, " ".join(one.indicator.name.casefold().split())) for one in chapter.lines]
    return [found for found, each in called if each == plain and found != but]


def decided_on(desk: Desk, indicator: str) -> list[Decision]:
    """Every decision on an indicator's figures, the oldest first."""
    return desk.record.decisions_on(indicator)
