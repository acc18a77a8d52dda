"""Whose an agency is: the analyst and the backup, as the office's settings say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pmr_xl.model.fault import Fault

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.office_settings import Portfolio


def portfolios(desk: Desk) -> Mapping[str, Portfolio]:
    """Each agency's portfolio, by its code; agencies that are in none are left out.

    Raises:
        Fault: an agency is unknown, or in two portfolios.
    """
    found: dict[str, Portfolio] = {}
    for one in desk.settings.portfolios:
        for named in one.agencies:
            code = _agency_of(desk, one.analyst, named)
            if code in found:
                raise Fault(
                    f"settings.yaml: {code} is in the portfolios of {found[code].analyst} and of {one.analyst}.",
                    "Leave it in one of them; who stands in is named as “backup”.",
                )
            found[code] = one
    return found


def _agency_of(desk: Desk, analyst: str, named: str) -> str:
    """The code of an agency in somebody's portfolio. Raises Fault, with the place, where there is none."""
    try:
        return desk.library.agency(named).code
    except Fault as unknown:
        raise Fault(f"settings.yaml, portfolio of {analyst}: {unknown.message}", unknown.remedy) from None


def names_of(desk: Desk, who: str) -> frozenset[str]:
    """The names under which somebody stands in the portfolios: as the record notes them, and as an analyst."""
    asked = who.casefold()
    known = {one.analyst.casefold() for one in desk.settings.portfolios if one.account.casefold() == asked}
    return frozenset({asked, *known})


def is_theirs(portfolio: Portfolio | None, names: frozenset[str]) -> bool:
    """Whether one of these people looks after it, or stands in."""
    return portfolio is not None and not names.isdisjoint((portfolio.analyst.casefold(), portfolio.backup.casefold()))


def agencies_of(desk: Desk, who: str) -> list[str]:
    """The agencies that somebody looks after, or stands in for. Raises Fault where there is none."""
    names = names_of(desk, who)
    found = [code for code, one in portfolios(desk).items() if is_theirs(one, names)]
    if not found:
        raise not_theirs(who)
    return found


def not_theirs(who: str) -> Fault:
    """That nobody of that name looks after an agency, and where it is said."""
    return Fault(
        f"No agency is in the portfolio of {who}.",
        "settings.yaml says it: portfolios: [{analyst: NAME, account: LOGIN, backup: NAME, agencies: [DSNY]}].",
    )
