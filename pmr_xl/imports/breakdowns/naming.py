"""Which indicator a row of a file of places speaks of, and of which place: in columns of their own, or in its name."""

from __future__ import annotations

from collections.abc import Mapping

from pmr_xl.imports.strangers import Found, KnownNames
from pmr_xl.model.breakdowns.breakdown import Member
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.office.library import Library

_RETIRED = pattern(r"^\(retired\)\s*|\s*\(retired\)$|\s*-\s*retired$", 2)  # whatever the case
_LAST_PART = pattern(r"^(?P<name>.+?)\s+[-–—]\s+(?P<place>[^-–—]+)$")


class RowMeaning(NamedTuple):
    """What a row says it is about.

    Attributes:
        found: the agency's code and the indicator; None where no schema knows it.
        breakdown: the list; empty where nothing says which.
        member: the place or group; None where it is none of the list.
        fault: what contradicts itself, in words; empty where nothing does.
    """

    found: Found | None
    breakdown: str = ""
    member: Member | None = None
    fault: str = ""


class RowNames:
    """Finds indicator and member of rows; the same words are looked up once."""

    def __init__(self, library: Library) -> None:
        self._lists, self._known = library.breakdowns, KnownNames(library)
        self._told: dict[tuple[str, ...], RowMeaning] = {}

    def of(self, row: Mapping[str, str]) -> RowMeaning:
        """What a row is about."""
        keys = ("agency", "open_data_id", "parent_id", "indicator", "place_kind", "place")
        said = tuple(row.get(one, "") for one in keys)
        if said not in self._told:
            self._told[said] = self._named(dict(zip(keys, said, strict=True)))
        return self._told[said]

    def _named(self, row: dict[str, str]) -> RowMeaning:
        whole = _RETIRED.sub("", row["indicator"])
        parts = _LAST_PART.search(whole)
        found = self._find(row, parts["name"] if parts else whole, whole)
        if found is None:
            return RowMeaning(None)
        names = found[1].breakdowns
        if not names:
            return RowMeaning(found, fault=f"{found[1].id} is not broken down; its schema has no “breakdowns:”")
        kind = self._lists.find_name(row["place_kind"]) if row["place_kind"] else None
        if row["place_kind"] and kind not in names:
            return RowMeaning(found, fault=f"“{row['place_kind']}” is none of its breakdowns ({', '.join(names)})")
        in_name = parts["place"] if parts and found[1].name != whole else ""
        for name in (kind,) if kind else names:
            one = self._lists.get(name)
            member = one.find(row["place"] or in_name)
            also = one.find(in_name) if in_name else None
            if member is not None and also is not None and also is not member:
                return RowMeaning(found, name, None, f"its place is “{row['place']}”, and its name says “{in_name}”")
            if member is not None:
                return RowMeaning(found, name, member)
        words = self._lists.get(kind or names[0]).name.lower()
        return RowMeaning(found, kind or names[0], None, f"“{row['place'] or in_name}” is no {words}")

    def _find(self, row: dict[str, str], name: str, whole: str) -> Found | None:
        """The citywide indicator: by the parent's id, by its own id, by its name without the place."""
        tried = (
            {"agency": row["agency"], "open_data_id": row["parent_id"], "indicator": name},
            {"agency": row["agency"], "open_data_id": row["open_data_id"], "indicator": name},
            {"agency": row["agency"], "open_data_id": "", "indicator": whole},
        )
        return next((found for one in tried if (found := self._known.find(one)) is not None), None)

    def nearest(self, row: Mapping[str, str]) -> str:
        """The name of the agency's indicator that is most like the row's; empty where none is like it."""
        return self._known.nearest(row)
