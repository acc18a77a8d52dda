"""A commitment in one line, as letters and briefs tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pmr_xl.model.commitments.commitment import Followed
from pmr_xl.model.display.plural import plural
from pmr_xl.model.fiscal import day_in_words


def lines_of(found: Iterable[Followed], names: Mapping[str, str], today: date) -> tuple[str, ...]:
    """Several of them; ``names``: what indicators are called, by id."""
    return tuple(line_of(one, names, today) for one in found)


def line_of(one: Followed, names: Mapping[str, str], today: date) -> str:
    """``C-0007 Inspect every lot (Lots cleaned citywide): due September 30, 2026, ✕ 12 days overdue; put off once``."""
    now, late = one.now, one.now.days_overdue(today)
    name = names.get(now.indicator, now.indicator) or now.reference
    of = f" ({name})" if name and name not in now.what else ""
    due = "" if now.due is None or now.status.done else f"due {day_in_words(now.due)}, "
    stands = f"✕ {late} {plural(late, 'day')} overdue" if late else now.status.icon_and_word
    done = now.figure or now.evidence or (now.why if now.status.done else "")
    shown = f": {done}" if done else ""
    put_off = {0: "", 1: "; put off once"}.get(one.put_off, f"; put off {one.put_off} times")
    return f"{one.code} {now.what.rstrip('.')}{of}: {due}{stands}{shown}{put_off}"
