"""What a person should know before an edition's tables go out: figures the record lacks, and figures not accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pmr_xl.analysis.grounds import Grounds
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review.standing import OPEN, decisions_on
from pmr_xl.model.display.signs import as_words
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter

MOST_AGENCIES, MOST_IDS = 12, 5
_TOTAL = "Total"  # such rows are summed from the others where the record has none


def warnings(desk: Desk, agencies: Sequence[str], edition: Edition) -> list[str]:
    """What to tell of an edition's tables, a sentence or two each; nothing where all is there and accepted."""
    return [
        *_missing(desk, agencies, edition),
        *_undecided(desk, agencies, edition),
        *_left_open(desk, agencies, edition),
        *_void(desk, agencies, edition),
        *_quoted(desk, agencies),
    ]


def unfilled(desk: Desk, agencies: Sequence[str], edition: Edition) -> list[str]:
    """Agencies of whose indicators the record has no figure of the edition's own period, in words: how many of all."""
    known, past = _known(desk, agencies, edition)
    chapters = [one.asked_in(edition) for one in known]
    left = ((one, sum(not _reported(past, name, edition) for name in one.by_id)) for one in chapters)
    return list(_counted((one.agency, missing, len(one.by_id)) for one, missing in left))


def unbudgeted(desk: Desk, agencies: Sequence[str], edition: Edition) -> list[str]:
    """The same of resources and units of appropriation, which no form asks for."""
    chapters, past = _known(desk, agencies, edition)
    return list(_counted((one.agency, *_money(one, past, edition)) for one in chapters))


def undecided(desk: Desk, agencies: Sequence[str], edition: Edition) -> dict[str, str]:
    """Indicator id → Return or Hold, where that is the decision in force and the record has a figure to print."""
    if desk.office.built_in:
        return {}
    with desk.record.held():
        chapters, past = _known(desk, agencies, edition)
        return {
            one.decision.indicator: one.decision.decision
            for chapter in chapters
            for one in decisions_on(desk, edition, chapter, lambda name: past.actual(name, edition.submitted))
            if one.blocks and one.now is not None
        }


def void(desk: Desk, agencies: Sequence[str], edition: Edition) -> dict[str, str]:
    """Indicator id → what its decision in force was made on and is another figure now, in words."""
    if desk.office.built_in:
        return {}
    with desk.record.held():
        chapters, past = _known(desk, agencies, edition)
        decisions = [(one, desk.record.decisions(edition, one.agency)) for one in chapters]
    found = {}
    for chapter, told in decisions:
        for name, one in told.items():
            line = chapter.by_id.get(name)
            if line is not None and one.decision and one.reference and _reported(past, name, edition):
                now = Grounds.known(line.indicator, edition, past)
                found[name] = Grounds.parse(one.reference).moved(now, line.indicator)
    return {name: moved for name, moved in found.items() if moved}


def _void(desk: Desk, agencies: Sequence[str], edition: Edition) -> Iterator[str]:
    found = void(desk, agencies, edition)
    if found:
        told = "; ".join(f"{name} ({moved})" for name, moved in list(found.items())[:MOST_IDS])
        more = f" and {len(found) - MOST_IDS} more" if len(found) > MOST_IDS else ""
        yield (
            f"Void are decisions on figures of {edition.title}, because they were made on other figures: {told}{more}. "
            "“pmr review” makes the sheet anew; decide there."
        )


def _missing(desk: Desk, agencies: Sequence[str], edition: Edition) -> Iterator[str]:
    for what, found, remedy in (
        ("figures", unfilled(desk, agencies, edition), "“pmr accept” takes them in."),
        (
            "resources and budgets",
            unbudgeted(desk, agencies, edition),
            "“pmr record import” takes them in: the tables of resources and of units of appropriation.",
        ),
    ):
        if found:
            more = f" and {len(found) - MOST_AGENCIES} more agencies" if len(found) > MOST_AGENCIES else ""
            told = f"{', '.join(found[:MOST_AGENCIES])}{more}"
            yield f"Not in the record are {what} of {edition.title}: {told}. {remedy}"


def _undecided(desk: Desk, agencies: Sequence[str], edition: Edition) -> Iterator[str]:
    found = undecided(desk, agencies, edition)
    if found:
        kinds = Counter(found.values())
        said = " and ".join(f"{kinds[word]} {word}" for word in OPEN if kinds[word])
        more = f" and {len(found) - MOST_IDS} more" if len(found) > MOST_IDS else ""
        yield (
            f"Not accepted by the supervisor, though printed, are figures of {edition.title} with the decision {said}: "
            f"{', '.join(list(found)[:MOST_IDS])}{more}. “pmr record show ID” tells the decision; “pmr decide” takes a "
            "new one in."
        )


def _left_open(desk: Desk, agencies: Sequence[str], edition: Edition) -> Iterator[str]:
    """Submissions that were accepted though queries were open, and why."""
    if desk.office.built_in:
        return
    with desk.record.held():
        for agency in (desk.library_of(edition).agency(one).code for one in agencies):
            queries = desk.record.left_open(edition, agency)
            if queries:
                last = desk.record.accepted(edition, agency)[-1]
                count = f"{len(queries)} open quer{'y' if len(queries) == 1 else 'ies'}"
                yield (
                    f"{agency} {edition.title}, version {last.version}, was accepted by {last.who} despite {count}: "
                    f"{last.despite}"
                )


def _known(desk: Desk, agencies: Sequence[str], edition: Edition) -> tuple[list[Chapter], Past]:
    library = desk.library_of(edition)
    chapters = [library.chapter(agency) for agency in agencies]
    return chapters, desk.known(chapters, edition, own=True)


def _reported(past: Past, name: str, edition: Edition) -> bool:
    return past.actual(name, edition.submitted) is not None


def _money(chapter: Chapter, past: Past, edition: Edition) -> tuple[int, int]:
    """How many resources and units of appropriation of those that the report prints have no figure, of how many."""
    spent, budget = Period(edition.year - 1), Period(edition.year)
    resources = chapter.resources if edition.report.resources else ()
    listed = chapter.appropriations if edition.report.budget else ()
    units = [one for one in listed if not one.name.endswith(_TOTAL)]
    left = sum(not _reported(past, one.id, edition) for one in resources)
    left += sum(past.actual(one.id, spent) is None or past.target(one.id, budget) is None for one in units)
    return left, len(resources) + len(units)


def _counted(left: Iterable[tuple[str, int, int]]) -> Iterator[str]:
    return (f"{agency} {missing} of {whole}" for agency, missing, whole in left if missing)


def _quoted(desk: Desk, agencies: Sequence[str]) -> Iterator[str]:
    """Names that a spreadsheet would take for formulas: how they are given away in CSV, text and Word."""
    for agency in agencies:
        chapter = desk.library.chapter(agency)
        names = [chapter.name, *(text for line in chapter.lines for text in (line.service, line.goal))]
        names += [line.indicator.name for line in chapter.lines]
        names += [*(one.name for one in chapter.resources), *(one.name for one in chapter.appropriations)]
        for name in dict.fromkeys(names):
            if (words := as_words(name)) != name:
                where = "CSV" if as_words(name, printed=True) == name else "CSV, text and Word"
                yield (
                    f"{agency}: “{name}” begins as a formula does; in {where} it is “{words}”. Another beginning in "
                    "its schema spares that."
                )
