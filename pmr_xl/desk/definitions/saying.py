"""Definitions changed and confirmed by the office itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.definitions.changing import DefinitionEdit
from pmr_xl.desk.definitions.listing import line_of
from pmr_xl.model.definitions.definition import ConfirmedBy, Definition, DefinitionChange
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Period


class DefinitionSaid(NamedTuple):
    """What was done: the files that were written, ids that it was done to, and whether the series breaks there."""

    files: tuple[Path, ...]
    indicators: tuple[str, ...]
    breaks: bool = False


def change_definition(
    desk: Desk, indicator: str, texts: Mapping[str, str], why: str, counts: Period | None = None
) -> DefinitionSaid:
    """Have an indicator's definition say other texts; the former ones go into its history.

    Args:
        texts: by key; an empty one takes the text out.
        why: what the history says of it.
        counts: the first fiscal year that is counted otherwise: that is marked in the schema as a break too. None where
            only the words change.

    Raises:
        Fault: no schema has the indicator, nothing would change, nobody says why, or this is the built-in office.
    """
    chapter, _ = line_of(desk, indicator)
    edit = DefinitionEdit(desk)
    there = edit.definitions_before(chapter.agency).get(indicator, Definition(indicator))
    differing = {key: text.strip() for key, text in texts.items() if there.texts.get(key, "") != text.strip()}
    if not differing:
        raise Fault(f"The definition of {indicator} says that already; nothing was changed.", "Say another text.")
    if not why.strip():
        raise Fault("A definition is changed for a reason.", "Say it with --why “…”; the history keeps it.")
    was = {key: there.texts.get(key, "") for key in differing}
    change = DefinitionChange(edit.today, edit.me, why.strip(), was, counts.code if counts else "")
    edit.say(chapter.agency, indicator, differing, change if there.texts or counts else None)
    edit.judge()
    files = tuple[Path, ...]()
    if counts is not None:
        from pmr_xl.desk.life.indicators import redefine

        files = redefine(desk, indicator, counts, why).files
    return DefinitionSaid((*edit.write(), *files), (indicator,), counts is not None)


def confirm_definitions(desk: Desk, named: Sequence[str], by: str, but: Collection[str] = ()) -> DefinitionSaid:
    """Note that definitions are right as they are, by whom, today.

    Args:
        named: ids, or codes of agencies: all of that agency's that say something.
        by: who says so; whoever sits at the desk where empty.
        but: ids that are left out.

    Raises:
        Fault: something named is neither, an id has no definition, or this is the built-in office.
    """
    edit = DefinitionEdit(desk)
    done: list[str] = []
    for one in named:
        whole = desk.library.find_agency(one)
        agency = whole.code if whole is not None else line_of(desk, one)[0].agency
        known = edit.definitions_before(agency)
        ids = [name for name in known if name not in but] if whole is not None else [one]
        for name in ids:
            if name not in known or not known[name].texts:
                raise Fault(f"{name} has no definition yet.", "“pmr schema definitions change” gives it one.")
            edit.confirm(agency, name, ConfirmedBy(by or edit.me, edit.today))
            done.append(name)
    return DefinitionSaid(edit.write(), tuple(done))
