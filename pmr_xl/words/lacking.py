"""What an edition's tables lack, in sentences for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.review.standing import OPEN
from pmr_xl.desk.tables.completeness import Completeness, agencies_counted, completeness
from pmr_xl.model.display.plural import plural
from pmr_xl.model.display.signs import as_words
from pmr_xl.model.fiscal import Edition

MOST_AGENCIES, MOST_IDS = 12, 5


def warnings(desk: Desk, agencies: Sequence[str], edition: Edition, found: Completeness | None = None) -> list[str]:
    """What to tell of an edition's tables, a sentence or two each; nothing where all is there and accepted.

    Args:
        found: what they lack, where somebody has asked already.
    """
    found = found or completeness(desk, agencies, edition)
    return [
        *_since(found),
        *_missing(found),
        *_undecided(found),
        *_left_open(found),
        *_void(found),
        *_other_units(found),
        *_quoted(desk, agencies, edition),
    ]


def _void(one: Completeness) -> Iterator[str]:
    if found := one.void:
        told = "; ".join(f"{name} ({moved})" for name, moved in list(found.items())[:MOST_IDS])
        more = f" and {len(found) - MOST_IDS} more" if len(found) > MOST_IDS else ""
        yield (
            f"Void are decisions on figures of {one.edition.title}, because they were made on other figures: "
            f"{told}{more}. “pmr review” makes the sheet anew; decide there."
        )


def _missing(one: Completeness) -> Iterator[str]:
    for what, found, remedy in (
        ("figures", agencies_counted(one.unfilled), "“pmr accept” takes them in."),
        (
            "resources and budgets",
            agencies_counted(one.unbudgeted),
            "“pmr record import” takes them in: the tables of resources and of units of appropriation.",
        ),
    ):
        if found:
            more = f" and {len(found) - MOST_AGENCIES} more agencies" if len(found) > MOST_AGENCIES else ""
            told = f"{', '.join(found[:MOST_AGENCIES])}{more}"
            yield f"Not in the record are {what} of {one.edition.title}: {told}. {remedy}"


def _undecided(one: Completeness) -> Iterator[str]:
    if found := one.undecided:
        kinds = Counter(found.values())
        said = " and ".join(f"{kinds[word]} {word}" for word in OPEN if kinds[word])
        more = f" and {len(found) - MOST_IDS} more" if len(found) > MOST_IDS else ""
        yield (
            f"Not accepted by the supervisor, though printed, are figures of {one.edition.title} with the decision "
            f"{said}: {', '.join(list(found)[:MOST_IDS])}{more}. “pmr record show ID” tells the decision; “pmr decide” "
            "takes a new one in."
        )


def _left_open(found: Completeness) -> Iterator[str]:
    """Submissions that were accepted though queries were open, and why."""
    for last, queries in found.left_open:
        count = f"{queries} open {plural(queries, 'query')}"
        yield (
            f"{last.agency} {found.edition.title}, version {last.version}, was accepted by {last.who} despite {count}: "
            f"{last.despite}"
        )


def _other_units(one: Completeness) -> Iterator[str]:
    """Units that changed: earlier figures stand in the record as they were counted then."""
    if found := [each.told for each in one.other_units]:
        more = f" and {len(found) - MOST_IDS} more" if len(found) > MOST_IDS else ""
        yield (
            "In another unit than in the report before are, with the figures of earlier years: "
            f"{'; '.join(found[:MOST_IDS])}{more}. Mark from when the new unit counts (pmr schema redefine ID --from "
            "FY27 --why WHY), or retire the indicator and add another."
        )


def _since(found: Completeness) -> Iterator[str]:
    if found.since:
        yield not_in_release(found.edition, found.since)


def not_in_release(edition: Edition, since: Sequence[str]) -> str:
    """What a release does not say because it came later (``since``, in words): what goes out is as it was released."""
    return (
        f"Not in it, because {edition.title} goes out as it was released: {', '.join(since)}. A revision takes that "
        f"in: pmr edition release {edition.code} --by WHO --why WHY."
    )


def _quoted(desk: Desk, agencies: Sequence[str], edition: Edition) -> Iterator[str]:
    """Names that a spreadsheet would take for formulas: how they are given away in CSV, text and Word."""
    library = desk.library_of(edition)
    for agency in agencies:
        chapter = library.chapter(agency)
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
