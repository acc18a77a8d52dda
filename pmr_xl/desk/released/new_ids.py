"""An id never changes: where one seems to have, the history would begin anew, and nobody had said so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pmr_xl.analysis.years.differences import same_but_for_the_id
from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


def refuse_new_ids(desk: Desk, agencies: Iterable[str]) -> None:
    """See that no indicator has got another id: its history would begin anew, and nobody had said so.

    Raises:
        Fault: one seems to have; says how it is put back.
    """
    known = desk.record.indicator_ids()
    for code in agencies:
        last = desk.library.history.last(desk.library.slug(code))
        if last is None:
            continue
        for was, line in same_but_for_the_id([last], [desk.library.chapter(code)]):
            if line.id in known and was.id not in known:
                continue  # it was put back
            path = desk.office.show_path(desk.library.schema_path(code))
            raise Fault(
                f"{path}: “{line.indicator.name}” has the id {line.id}; until now it was {was.id}, and its figures "
                "stand under that. An id never changes.",
                f"Put it back: pmr schema rename {line.id} --id {was.id}. A new indicator needs another name.",
            )
