"""Looks at figures and samples, in and out of the record. Each is a line of its own; none is ever changed."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pmr_xl.model.reliability.assessment import Assessment, ReliabilityClass, in_force
from pmr_xl.model.reliability.sampling import DrawnIndicator, ReliabilitySample, StratumDrawn
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import now

_COLUMNS = ", ".join(Assessment._fields)
_VERDICT = Assessment._fields.index("verdict")


def assessments(connection: Connection, year: str = "") -> list[Assessment]:
    """Every look, or those at figures of one fiscal year, in the order in which they were noted."""
    which, values = ("WHERE year = ? ", (year,)) if year else ("", ())
    found = connection.execute(f"SELECT {_COLUMNS} FROM reliability {which}ORDER BY no", values)  # noqa: S608 - our own words
    return [_read(list(line)) for line in found]


def keep(connection: Connection, looks: Iterable[Assessment]) -> list[Assessment]:
    """Add looks; who and when are noted where they do not say. What the last one said already is not said again."""
    asked, added = list(looks), []
    last = in_force([one for year in {look.year for look in asked} for one in assessments(connection, year)])
    for one in asked:
        made = one._replace(who=one.who or connection.user, at=one.at or now(), noted_by=connection.user)
        before = last.get((made.indicator, made.year))
        if before is None or before.content != made.content:
            added.append(made)
            last[made.indicator, made.year] = made
    connection.executemany(
        f"INSERT INTO reliability ({_COLUMNS}) VALUES ({', '.join('?' * len(Assessment._fields))})",  # noqa: S608 - our own column names
        [tuple(str(value) for value in one) for one in added],
    )
    return added


def samples(connection: Connection) -> list[ReliabilitySample]:
    """Every sample, in the order in which they were drawn."""
    found = connection.execute(
        "SELECT code, year, seed, asked, drawn, strata, who, at FROM reliability_samples ORDER BY no"
    )
    return [
        ReliabilitySample(
            *(code, year, seed, asked),
            drawn=tuple(DrawnIndicator(one[0], one[1], one[2], tuple(one[3])) for one in json.loads(drawn)),
            strata=tuple(StratumDrawn(one[0], one[1], one[2]) for one in json.loads(strata)),
            who=who,
            at=at,
        )
        for code, year, seed, asked, drawn, strata, who, at in found
    ]


def keep_sample(connection: Connection, drawn: ReliabilitySample) -> ReliabilitySample:
    """Add a sample under the next free code."""
    ((many,),) = connection.execute("SELECT count(*) FROM reliability_samples").fetchall()
    made = drawn._replace(code=f"S-{int(many) + 1:04}", who=drawn.who or connection.user, at=drawn.at or now())
    connection.execute(
        "INSERT INTO reliability_samples (code, year, seed, asked, drawn, strata, who, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(made.code, made.year, made.seed, made.asked, json.dumps(made.drawn), json.dumps(made.strata)),
            *(made.who, made.at),
        ),
    )
    return made


def _read(line: list[object]) -> Assessment:
    line[_VERDICT] = ReliabilityClass(str(line[_VERDICT]))
    return Assessment(*line)  # type: ignore[arg-type]  # as the table has it
