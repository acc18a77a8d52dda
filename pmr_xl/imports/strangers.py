"""Which indicator a row of monthly figures speaks of, by what a file may call it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.office.library import Library
from pmr_xl.office.naming import same

_MARK = re.compile(r"\s*\[id \d+\]$", re.ASCII)  # how series of one name are told apart
_BRACKETS = re.compile(r"\([^)]*\)")  # “(total)”, “(000)”: a part does not repeat them with its whole's name
_ALIKE = 0.6  # of the letters, so that a name is worth proposing
Key = TypeVar("Key")
Found = tuple[str, Indicator]  # the agency's code, and its indicator


class KnownNames:
    """The indicators of every chapter, retired ones too, by id, name and former name."""

    def __init__(self, library: Library) -> None:
        """Read every chapter of the library."""
        self._agencies: dict[str, str] = {}
        by_id: dict[int, list[Found]] = {}
        by_name: dict[tuple[str, str], list[Found]] = {}
        former: dict[tuple[str, str], list[Found]] = {}
        in_full: dict[tuple[str, str], list[Found]] = {}
        for chapter in library.chapters():
            code = chapter.agency
            self._agencies |= {_plain(code): code, _plain(chapter.name): code}
            for line in (*chapter.lines, *chapter.retired_lines):
                one = line.indicator
                by_name.setdefault((code, same(one.name)), []).append((code, one))
                whole = _BRACKETS.sub("", f"{line.parent.name} ") if line.parent else ""
                if whole:
                    in_full.setdefault((code, same(whole + one.name)), []).append((code, one))
                for body in _bodies(code, line.table):
                    self._agencies[_plain(body)] = body
                    for known_as in {one.name, f"{one.name} {line.table.rpartition('—')[2]}"}:
                        in_full.setdefault((body, _singular(same(whole + known_as))), []).append((code, one))
                if one.formerly:
                    former.setdefault((code, same(one.formerly)), []).append((code, one))
                if one.moved_from:
                    former.setdefault((one.moved_from, same(one.name)), []).append((code, one))
                if one.open_data_id is not None:
                    by_id.setdefault(one.open_data_id, []).append((code, one))
        self._by_id = dict(_alone(by_id))
        self._by_name = dict(_alone(in_full)) | dict(_alone(former)) | dict(_alone(by_name))

    def find(self, row: Mapping[str, str]) -> Found | None:
        """The indicator a row speaks of; None where none is meant, or several could be."""
        said = row.get("open_data_id") or row.get("id") or ""
        if said.isdecimal() and (found := self._by_id.get(int(said))):
            return found
        agency = self._agencies.get(_plain(row["agency"]), "")
        said = same(_MARK.sub("", row["indicator"]))
        return self._by_name.get((agency, said)) or self._by_name.get((agency, _singular(said)))

    def nearest(self, row: Mapping[str, str]) -> str:
        """The name of the agency's indicator that is most like the row's; empty where none is like it."""
        agency, said = self._agencies.get(_plain(row["agency"]), ""), same(_MARK.sub("", row["indicator"]))
        names = {name: one.name for (code, name), (_, one) in self._by_name.items() if code == agency}
        near = get_close_matches(said, names, 1, _ALIKE)
        return names[near[0]] if near else ""


def _alone(named: Mapping[Key, Sequence[Found]]) -> Iterator[tuple[Key, Found]]:
    return ((name, found[0]) for name, found in named.items() if len(found) == 1)


def _bodies(code: str, table: str) -> Iterator[str]:
    """Of an agency that is several bodies (``BPL/NYPL/QPL``) those that a table is of, by its initials."""
    if "/" in code:
        initials = "".join(word[0] for word in same(table).upper().split())
        yield from (body for body in code.split("/") if initials.startswith(body))


def _singular(name: str) -> str:
    """A name with its last word in the singular: “… Branches” is the table “… BRANCH”."""
    return name.removesuffix("es") if name.endswith("ches") else name


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
