"""Readable ids: the agency's slug and the distinctive words of a name.

Repeated names are told apart by words of their whole (parent), their table or their goal; a number is the last resort.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Protocol

from pmr_xl.model import names
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.quick.value_class import value_class

LONGEST_ID = 48
_MOST_NEAR = 4  # agencies that may be meant: more are no help
_SHORTEST_PART = 3  # letters of a part of an agency's name
_SHORT_NAME = 2  # words; a part called “Math (%)” says little without its whole
_BORROWED = 3  # words taken from a whole, table or goal
_UNIT_MARK = pattern(
    r"\((?:%|\$?0{3}(?:,0{3})*|\$|days|hours|minutes|minutes:seconds|hours:minutes|CY)\)", re.IGNORECASE
)
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "has", "have", "in", "into", "is", "it"}
    | {"its", "of", "on", "or", "per", "s", "than", "that", "the", "their", "this", "to", "was", "were", "where"}
    | {"which", "who", "with"}
)


def slug(code: str, name: str = "") -> str:
    """An agency as part of file names and ids: ``DSNY`` is ``dsny``, ``H+H`` is ``hh``.

    A code with a stroke names several bodies; their common name reads better (``BPL/NYPL/QPL``: ``public-libraries``).
    """
    text = name if "/" in code and name else code.replace("+", "").replace("&", "")
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def words(text: str) -> tuple[str, ...]:
    """The words of a name that can tell it from others: no unit marks, no small words, none twice."""
    plain = unicodedata.normalize("NFKD", _UNIT_MARK.sub(" ", text)).lower()
    plain = re.sub(r"(?<=\d)[,.](?=\d)|['’.]", "", plain)
    found = re.findall(r"[a-z0-9]+", plain)
    return tuple(dict.fromkeys(word for word in found if word not in _SMALL_WORDS)) or tuple(dict.fromkeys(found))


same = names.same


def same_table(text: str) -> str:
    """A table's name for comparing: some editions print “AGENCY CUSTOMER SERVICE” before it, some do not."""
    return same(text).removeprefix("agency customer service ")


@value_class
class Named:
    """Something that needs an id: its name and the words around it."""

    name: str
    parent: str = ""
    table: str = ""
    goal: str = ""


def ids(
    agency_slug: str, wanted: Sequence[Named], known: Sequence[str | None] = (), taken: Iterable[str] = ()
) -> list[str]:
    """One id for each, unique among themselves and against ``taken``, at most :data:`LONGEST_ID` long.

    Args:
        agency_slug: what every id begins with.
        wanted: what needs an id, in print order.
        known: the id each has already (None where it has none); these are kept.
        taken: every id that was ever given away.
    """
    rarity = Counter(word for one in wanted for word in words(one.name))
    names = [words(one.name) for one in wanted]
    lead: list[tuple[str, ...]] = [
        words(one.parent)[:_BORROWED] if one.parent and len(name) <= _SHORT_NAME else ()
        for one, name in zip(wanted, names, strict=True)
    ]
    must: list[set[str]] = [set() for _ in wanted]

    def build(place: int) -> str:
        return _fitted(agency_slug, lead[place], names[place], must[place], rarity)

    found = [build(place) for place in range(len(wanted))]
    sources: tuple[Callable[[Named], str], ...] = (
        lambda one: one.name,
        lambda one: "percent" if "%" in one.name else "dollars" if "$" in one.name else "",
        lambda one: one.parent,
        lambda one: one.table,
        lambda one: one.goal,
    )
    for source in (*sources, *sources):  # a table's words may push out a name's, so the name is asked once more
        for group in _repeated(found):
            own = {place: words(source(wanted[place])) for place in group}
            seen = Counter(word for each in own.values() for word in each)
            for place in group:
                telling = sorted((word for word in own[place] if seen[word] < len(group)), key=seen.__getitem__)
                telling = telling[:_BORROWED]
                if own[place] == names[place]:
                    must[place] |= set(telling)
                else:
                    told = [
                        *(word for word in own[place] if word in telling),
                        *(w for w in lead[place] if w in must[place]),
                    ]
                    lead[place] = tuple(dict.fromkeys(told)) or lead[place]
                    must[place] |= set(telling)
                found[place] = build(place)
    return _numbered(found, known or [None] * len(found), {*taken, *filter(None, known)})


def _fitted(agency_slug: str, lead: Sequence[str], name: Sequence[str], must: set[str], rarity: Counter[str]) -> str:
    line = list(dict.fromkeys([*lead, *name]))
    room = LONGEST_ID - len(agency_slug)
    first = name[0] if name else ""
    by_worth = sorted(
        range(len(line)), key=lambda place: (line[place] not in must, line[place] != first, rarity[line[place]], place)
    )
    kept: set[int] = set()
    for place in by_worth:
        cost = len(line[place]) + 1
        if cost <= room:
            kept.add(place)
            room -= cost
    return "-".join([agency_slug, *(line[place] for place in sorted(kept))])


def _repeated(found: Sequence[str]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for place, one in enumerate(found):
        groups.setdefault(one, []).append(place)
    return [group for group in groups.values() if len(group) > 1]


def _numbered(found: Sequence[str], known: Sequence[str | None], taken: set[str]) -> list[str]:
    """Whatever is still repeated, or was given away before, gets a number: an id is never used twice."""
    result = []
    for one, old in zip(found, known, strict=True):
        if old is not None:
            result.append(old)
            continue
        fresh, number = one, 2
        while fresh in taken:
            tail = f"-{number}"
            fresh, number = one[: LONGEST_ID - len(tail)].rstrip("-") + tail, number + 1
        taken.add(fresh)
        result.append(fresh)
    return result


class WithCode(Protocol):
    """An agency, as far as its names go."""

    @property
    def code(self) -> str:
        """Its code: DSNY."""

    @property
    def name(self) -> str:
        """Its name: Department of Sanitation."""


def near_agencies(typed: str, known: Mapping[str, WithCode]) -> list[str]:
    """The agencies that may be meant, as a sentence names them; none where nothing is near.

    Args:
        known: every agency by its code and slug, in lower case.
    """
    wanted = typed.strip().lower()
    swapped = (wanted[:at] + wanted[at + 1] + wanted[at] + wanted[at + 2 :] for at in range(len(wanted) - 1))
    if found := next((known[one] for one in swapped if one in known), None):
        return [found.code]
    if len(wanted) >= _SHORTEST_PART:
        named = {one.code: one.name for one in known.values() if wanted in one.name.lower()}
        if 0 < len(named) <= _MOST_NEAR:
            return [f"{code} ({name})" for code, name in sorted(named.items())]
    near = get_close_matches(wanted, known, n=1, cutoff=0.5)
    return [known[near[0]].code] if near else []
