"""settings.yaml judged: editions, addresses, rules, agencies and indicators that there are not, choices of nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.office_settings import OfficeSettings, Waiver
from pmr_xl.office.reading import Tree

if TYPE_CHECKING:
    from pmr_xl.rules import Rule

Ids: TypeAlias = Callable[[], Mapping[str, Iterable[str]]]
Reports: TypeAlias = Callable[[], Collection[str]]
# https with a host, or a file on a share; no blank, no quotation mark, no more than Excel takes for a link.
_PAGE_ADDRESS = re.compile(
    r"(https://[\w.-]+\.?[\w:/.~%?&=#+,;@!$()*-]*|\\\\[^\\/:*?\"<>|\s]+(\\[^\\/:*?\"<>|\s]+)+)", re.ASCII
)
_LONGEST_LINK = 255


def judge_settings(found: OfficeSettings, tree: Tree, ids: Ids, reports: Reports) -> None:
    """Refuse settings that cannot be.

    Args:
        found: what the file says.
        tree: the file, for the line that is named.
        ids: every agency's indicators, asked for only where rules or waivers are named.
        reports: the names of the office's reports, asked for only where editions are named.

    Raises:
        Fault: naming file and line of the first that cannot be.
    """
    _judge_asking(found, tree, reports() if found.asking else ())
    _judge_record(found, tree)
    _judge_page_address(found, tree)
    if found.rules or found.waivers:
        _judge_choices(found, tree, ids() if found.waivers else {})


def _judge_asking(found: OfficeSettings, tree: Tree, reports: Collection[str]) -> None:
    for number, code in enumerate(found.asking):
        place = f"{tree.shown}, line {tree.line(['asking', number])}"
        try:
            edition = Edition.parse(code)
        except ValueError:
            raise Fault(f"{place}: “{code}” is no edition.", "MMR-FY26, PMMR-FY27 and CPR-FY26-M05 are.") from None
        if edition.report.name not in reports:
            raise Fault(f"{place}: “{code}” is of no report that is known.", f"The reports are {', '.join(reports)}.")


def _judge_record(found: OfficeSettings, tree: Tree) -> None:
    if found.record:
        from pmr_xl.record.server.address import checked_address

        checked_address(found.record, f"{tree.shown}, line {tree.line(['record'])}: ")


def _judge_page_address(found: OfficeSettings, tree: Tree) -> None:
    address = found.page_address
    if address and not (len(address) <= _LONGEST_LINK and _PAGE_ADDRESS.fullmatch(address)):
        place = f"{tree.shown}, line {tree.line(['page_address'])}"
        raise Fault(
            f"{place}: “{address[:80]}” is no address that a form can lead to.",
            "Write https://host/place/ or \\\\server\\share\\PMR_check.html, without blanks.",
        )


def _judge_choices(found: OfficeSettings, tree: Tree, agencies: Mapping[str, Iterable[str]]) -> None:
    """Refuse rules, agencies and indicators that there are not, waivers of what cannot be waived, and nobody's choices.

    Args:
        agencies: the ids of every agency's indicators, by code.
    """
    from pmr_xl.rules import rulebook

    book = rulebook()
    for code, choice in found.rules.items():
        place = f"{tree.shown}, line {tree.line(['rules', code])}"
        if code not in book:
            raise _unknown(place, "rule", code, book)
        if not choice.why.strip() or not choice.who.strip():
            raise Fault(f"{place}: {code} says who decided on it, and why.", "Fill in “who” and “why”.")
    for number, waiver in enumerate(found.waivers):
        _judge_waiver(waiver, partial(_place, tree, number), book, agencies)


def _judge_waiver(
    waiver: Waiver, at: Callable[[str], str], book: Mapping[str, Rule], agencies: Mapping[str, Iterable[str]]
) -> None:
    if waiver.rule not in book:
        raise _unknown(at("rule"), "rule", waiver.rule, book)
    if book[waiver.rule].stops:
        told = f"{at('rule')}: {waiver.rule} cannot be waived; nothing else can be checked where it fires."
        raise Fault(told, "Remove the waiver.")
    if bool(waiver.indicator) == bool(waiver.agency):
        raise Fault(f"{at('rule')}: a waiver is for one indicator or for one agency.", "Say “indicator” or “agency”.")
    if waiver.agency and waiver.agency not in agencies:
        raise _unknown(at("agency"), "agency", waiver.agency, agencies)
    known = [name for names in agencies.values() for name in names] if waiver.indicator else []
    if waiver.indicator and waiver.indicator not in known:
        raise _unknown(at("indicator"), "indicator", waiver.indicator, known)
    if not waiver.why.strip() or not waiver.who.strip():
        raise Fault(f"{at('rule')}: a waiver says who agreed to it, and why.", "Fill in “who” and “why”.")


def _place(tree: Tree, number: int, key: str) -> str:
    return f"{tree.shown}, line {tree.line(['waivers', number, key])}"


def _unknown(place: str, what: str, found: str, known: Iterable[str]) -> Fault:
    near = get_close_matches(found, list(known), n=1, cutoff=0.5)
    remedy = (
        f"Did you mean “{near[0]}”?" if near else {"rule": "“pmr rules” lists them all."}.get(what, "See schemas/.")
    )
    return Fault(f"{place}: there is no {what} “{found}”.", remedy)
