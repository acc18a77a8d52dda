"""A clock that stands: the day of who sits at the desk, and the moments that the record notes, are one story's own."""

from __future__ import annotations

from datetime import UTC, datetime, time

from pmr_xl.desk.desk import Desk
from pmr_xl.record import entries


def stand_at(monkeypatch, moment) -> None:
    """Have it be that moment, or nine o'clock of that day, until the test ends or another is said."""
    at = moment if isinstance(moment, datetime) else datetime.combine(moment, time(9), UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return at.astimezone(tz)

    monkeypatch.setattr(entries, "datetime", Clock)
    monkeypatch.setattr(Desk, "today", property(lambda _desk: at.date()))
