"""The tables that commands take in, each known by its headings: what it is called, what it needs, where it goes in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from pmr_xl.imports.columns import column_of
from pmr_xl.imports.table_kinds.commitment_headings import HEADED, LOWEST, key_of
from pmr_xl.model.definitions.texts import text_called
from pmr_xl.model.fact import FactKind
from pmr_xl.model.quick.named import NamedTuple

_MONTHLY = frozenset(("valuedate", "acceptedvalue", "fytd_value", "fiscal_month"))
_IDS = frozenset(("id", "opendataid", "indicatorid", "pmrid"))
_AGENCY = frozenset(("agency", "agency_name"))
_PRINTED = frozenset(("indicator", "section", "goal_no"))  # of a table that the report prints, whatever stands beside
_WHAT = frozenset(one for field in LOWEST for one in HEADED[field])
_ANYBODYS = frozenset(("description", "title", "goal", "goaltext", "objective", "priority", "initiative"))
_FOLLOWED = frozenset((*HEADED["due"], *HEADED["status"])) - {"state", "progress"}


class BroughtTable(NamedTuple):
    """One kind of table.

    Attributes:
        words: what it is, with its article.
        needs: the columns by which it is known, in words.
        goes: the command that takes it in.
        is_by: whether headings (in this program's spelling) are those of such a table.
    """

    words: str
    needs: str
    goes: str
    is_by: Callable[[Collection[str]], bool]


def _years(headings: Collection[str]) -> bool:
    return any((found := column_of(one)) is not None and found.kind is FactKind.ACTUAL for one in headings)


def _is_indicators(headings: Collection[str]) -> bool:
    """By years beside indicators; a list that bears ids is one only where it has the report's own columns."""
    return _years(headings) and ({*headings} >= _PRINTED or ("indicator" in headings and not _is_ids(headings)))


def _is_commitments(headings: Collection[str]) -> bool:
    """By a heading that nothing else has (Recommendation), or by any of theirs beside a day or a status."""
    keys = {key_of(one) for one in headings}
    return bool(keys & (_WHAT - _ANYBODYS)) or bool(keys & _WHAT and keys & _FOLLOWED)


def _is_months(headings: Collection[str]) -> bool:
    return bool(_MONTHLY & {*headings}) or {"month", "value"} <= {*headings}


def _is_places(headings: Collection[str]) -> bool:
    return {"period", "value"} <= {*headings} or {"place", "value"} <= {*headings}


def _is_definitions(headings: Collection[str]) -> bool:
    named = ("indicator" in headings and _AGENCY & {*headings}) or _IDS & {key_of(one) for one in headings}
    texts = {found.key for one in headings if (found := text_called(one)) is not None}
    return bool(named) and ("definition" in texts or len(texts) > 1) and not _years(headings)


def _is_ids(headings: Collection[str]) -> bool:
    named = "indicator" in headings and bool(_AGENCY & {*headings})
    return named and bool(_IDS & {key_of(one) for one in headings})


INDICATORS = BroughtTable(
    "a published table of indicators",
    "indicator, agency and the years’ actuals (FY25)",
    "pmr record import TABLE --year 2026 (or pmr schema import TABLE)",
    lambda headings: (
        _years(headings) and ({*headings} >= _PRINTED or ("indicator" in headings and not _is_ids(headings)))
    ),
)
RESOURCES = BroughtTable(
    "a published table of agencies’ resources",
    "resource, agency and the years’ actuals (FY25)",
    "pmr record import TABLE --year 2026",
    lambda headings: "resource" in headings and _years(headings),
)
APPROPRIATIONS = BroughtTable(
    "a published table of units of appropriation",
    "unit_of_appropriation, agency, expenditures and budget",
    "pmr record import TABLE --year 2026",
    lambda headings: "unit_of_appropriation" in headings,
)
MONTHS = BroughtTable(
    "a table of monthly figures",
    "agency, indicator, fiscal_year and fiscal_month (or month), and value or fytd_value; or those of the City’s open "
    "data",
    "pmr record import-months TABLE",
    _is_months,
)
PLACES = BroughtTable(
    "a table of figures by place or group",
    "agency, indicator, place_kind, place, period and value",
    "pmr record import-places TABLE",
    _is_places,
)
DEFINITIONS = BroughtTable(
    "a table of definitions",
    "agency and indicator (or Indicator id), and Definition, Data source, Method or another text",
    "pmr schema import-definitions TABLE",
    _is_definitions,
)
OPEN_DATA_IDS = BroughtTable(
    "a list of open-data ids", "open_data_id, agency and indicator", "pmr schema open-data-ids TABLE", _is_ids
)
COMMITMENTS = BroughtTable(
    "a list of commitments",
    "what is to be done (Recommendation, Commitment, Action), an agency, a day, a status",
    "pmr commitment import TABLE",
    _is_commitments,
)
PUBLISHED = (INDICATORS, RESOURCES, APPROPRIATIONS)
# The surest first: a list of commitments may name indicators, months may bear ids, definitions too.
KINDS: Sequence[BroughtTable] = (
    APPROPRIATIONS, RESOURCES, COMMITMENTS, MONTHS, PLACES, DEFINITIONS, INDICATORS, OPEN_DATA_IDS,
)  # fmt: skip


def kind_by(headings: Collection[str]) -> BroughtTable | None:
    """The kind of table that headings belong to, in this program's spelling; None where no kind is known by them."""
    return next((one for one in KINDS if one.is_by(headings)), None)
