"""Acceptances, in and out of the record. None is ever deleted: one that is taken back counts no more."""

from __future__ import annotations

from collections.abc import Mapping

from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.entries import add, figure_of, period_of, source_number, text_of
from pmr_xl.record.order import rank
from pmr_xl.record.tables import Acceptance, Accepted, Explained, LeftOpen, Source, Withdrawn

_SUBMISSION = "sha256, agency, edition, version, file, original, who, at, program, despite"


def accepted_submissions(connection: Connection, agency: str | None, edition: Edition) -> list[Accepted]:
    """Accepted submissions of an edition that count, of one agency or of all."""
    found = connection.execute(
        f"SELECT {_SUBMISSION} FROM standing "  # noqa: S608 - our own column names
        "WHERE edition = ? AND (? IS NULL OR agency = ?) ORDER BY agency, version",
        (edition.code, agency, agency),
    )
    return [Accepted(line[0], line[1], edition, *line[3:]) for line in found]


def accepted_as(connection: Connection, sha256: str) -> list[Accepted]:
    """Acceptances that count of one file, by its SHA-256, the latest last."""
    found = connection.execute(
        f"SELECT {_SUBMISSION} FROM standing WHERE sha256 = ? ORDER BY no",  # noqa: S608 - our own column names
        (sha256,),
    )
    return [Accepted(line[0], line[1], Edition.parse(line[2]), *line[3:]) for line in found]


def explanations(connection: Connection, agency: str, edition: Edition) -> dict[str, Explained]:
    """What an agency explained in its latest accepted submission of an edition, by indicator."""
    found = connection.execute(
        "SELECT indicator, text, reason FROM explanations WHERE submission = (SELECT no FROM standing "
        "WHERE edition = ? AND agency = ? ORDER BY version DESC LIMIT 1)",
        (edition.code, agency),
    )
    return {line[0]: Explained(*line) for line in found}


def left_open(connection: Connection, agency: str, edition: Edition) -> list[LeftOpen]:
    """Queries that were open when the agency's latest accepted submission of an edition was accepted."""
    found = connection.execute(
        "SELECT rule, indicator, place, message FROM left_open WHERE submission = (SELECT no FROM standing "
        "WHERE edition = ? AND agency = ? ORDER BY version DESC LIMIT 1) ORDER BY no",
        (edition.code, agency),
    )
    return [LeftOpen(*line) for line in found]


def left_open_on(connection: Connection, indicator: str) -> list[tuple[Accepted, LeftOpen]]:
    """Every query on an indicator that was left open when a submission was accepted that counts, the oldest first."""
    found = connection.execute(
        f"SELECT {_SUBMISSION}, rule, indicator, place, message FROM standing "  # noqa: S608 - our own column names
        "JOIN left_open ON left_open.submission = standing.no WHERE indicator = ? ORDER BY left_open.no",
        (indicator,),
    )
    return [
        (Accepted(line[0], line[1], Edition.parse(line[2]), *line[3:10]), LeftOpen(*line[10:]))  # after its columns
        for line in found
    ]


def take(connection: Connection, new: Acceptance, who: str, at: str) -> Accepted:
    """Store an acceptance and its figures. The same file accepted again changes nothing.

    Raises:
        Fault: the agency's submission of that version, or a later one, is accepted already for that edition.
    """
    from pmr_xl.record.following import follow, years_in_force
    from pmr_xl.record.queries.names import keep as keep_names
    from pmr_xl.record.queries.overtaken import overtaken_corrections

    known = accepted_submissions(connection, new.agency, new.edition)
    for old in known:
        if old.sha256 == new.sha256:
            return old._replace(again=True)
    for old in known[-1:]:
        if old.version >= new.version:
            later = old.version + 1
            raise Fault(
                f"{new.agency} has version {old.version} of {new.edition.title} accepted "
                f"({old.file}, by {old.who}); {new.file} is version {new.version}.",
                f"To accept it in place of the other, name it as version {later}: …_v{later}.xlsx; or take the other "
                f"back first: pmr withdraw {new.edition.code} {new.agency} --why “…”.",
            )
    source = source_number(connection, Source(new.file, new.sha256, new.edition), who, at)
    was = years_in_force(connection, new.facts)
    add(connection, new.facts, source, rank(new.edition))
    if new.by_member:
        from pmr_xl.record.breakdowns.storing import add as add_by_member

        add_by_member(connection, new.by_member, source, rank(new.edition))
    if new.rates:
        connection.executemany(
            "INSERT INTO rates (source, indicator, period, numerator, denominator, place) VALUES (?, ?, ?, ?, ?, ?)",
            [(source, one[0], one.period.code, text_of(one[2]), text_of(one[3]), one.place) for one in new.rates],
        )
    keep_names(connection, {name: one.name for name, one in new.indicators.items()}, new.edition, source)
    told = (
        *follow(connection, source, new.edition, new.indicators, was, new.facts),
        *overtaken_corrections(connection, source, new.edition, new.version, new.indicators, new.facts),
    )
    taken = Accepted(
        *(new.sha256, new.agency, new.edition, new.version, new.file, new.original, who, at, new.program, new.despite),
        told,
    )
    _note(connection, source, taken, new)
    return taken


def _note(connection: Connection, source: int, taken: Accepted, new: Acceptance) -> None:
    number = connection.insert(
        f"INSERT INTO submissions (source, {_SUBMISSION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our own column names
        (source, taken.sha256, taken.agency, taken.edition.code, *taken[3:10]),
    )
    connection.executemany(
        "INSERT INTO explanations (submission, indicator, text, reason) VALUES (?, ?, ?, ?)",
        [(number, *one) for one in new.explanations],
    )
    connection.executemany(
        "INSERT INTO left_open (submission, rule, indicator, place, message) VALUES (?, ?, ?, ?, ?)",
        [(number, *one) for one in new.left_open],
    )


def withdraw(
    connection: Connection,
    agency: str,
    edition: Edition,
    indicators: Mapping[str, Indicator],
    why: str,
    who: str,
    at: str,
) -> Withdrawn:
    """Take the latest acceptance of an agency's edition back, whole.

    Years to date that were worked out with it are worked out again without it.

    Raises:
        Fault: nothing of that agency's edition is accepted.
    """
    from pmr_xl.record.following import follow_withdrawal, years_in_force

    known = accepted_submissions(connection, agency, edition)
    if not known:
        raise Fault(f"Nothing of {agency} is accepted for {edition.title}.", "Look at the edition and the agency.")
    last = known[-1]
    ((source,),) = connection.execute(
        "SELECT source FROM standing WHERE sha256 = ? AND edition = ? AND agency = ?",
        (last.sha256, edition.code, agency),
    ).fetchall()
    facts = _facts(connection, source)
    was = years_in_force(connection, facts)
    take_back(connection, source, why, who, at)
    gone = Source(f"without {last.file}", last.sha256, edition)
    told = follow_withdrawal(connection, gone, indicators, was, facts, who, at)
    before = accepted_submissions(connection, agency, edition)
    return Withdrawn(last, before[-1] if before else None, len(facts), why, who, at, told)


def take_back(connection: Connection, source: int, why: str, who: str, at: str) -> None:
    """Note the event that takes a source back; its figures count no more."""
    connection.execute("INSERT INTO withdrawals (source, why, who, at) VALUES (?, ?, ?, ?)", (source, why, who, at))


def _facts(connection: Connection, source: int) -> list[Fact]:
    found = connection.execute(
        "SELECT indicator, period, kind, value, printed, place, reason FROM figures WHERE source = ? ORDER BY no",
        (source,),
    )
    return [
        Fact(name, period_of(period), FactKind(kind), figure_of(value), printed, place, reason)
        for name, period, kind, value, printed, place, reason in found
    ]
