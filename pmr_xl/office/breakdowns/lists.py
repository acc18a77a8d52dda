"""The lists of an office, read when asked for; the program's own where the office has no file of that name."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.model.breakdowns.breakdown import Breakdown
from pmr_xl.model.fault import Fault
from pmr_xl.model.schema.indicator import RollUp
from pmr_xl.office.chapter_cache import from_cache
from pmr_xl.office.folder import built_in_office

if TYPE_CHECKING:
    from pmr_xl.model.schema.chapter import Chapter
    from pmr_xl.model.schema.indicator import Indicator
    from pmr_xl.office.folder import OfficeFolder

FOLDER = "breakdowns"


class Breakdowns:
    """The lists of places and groups that an office knows.

    Args:
        office: the office folder. One laid out before there were lists has none, and goes by the program's own.
    """

    def __init__(self, office: OfficeFolder) -> None:
        self.office = office
        self._read: dict[str, Breakdown] = {}

    def names(self) -> tuple[str, ...]:
        """Their names, as an indicator says them: ``community_district``."""
        own, ours = self.office.schemas / FOLDER, built_in_office() / "schemas" / FOLDER
        return tuple(sorted({path.stem for folder in (own, ours) for path in folder.glob("*.yaml")}))

    def get(self, name: str) -> Breakdown:
        """A list by its name.

        Raises:
            Fault: there is none, or its file says something that cannot be.
        """
        if name not in self._read:
            self._read[name] = self._of(name)
        return self._read[name]

    def of(self, chapter: Chapter) -> dict[str, Breakdown]:
        """The lists that a chapter's indicators name."""
        return {name: self.get(name) for line in chapter.every_line for name in line.indicator.breakdowns}

    def find_name(self, text: str) -> str | None:
        """The name of the list that a column of a file means: community_district, CB, Community board."""
        said = text.strip().casefold().replace(" ", "_").replace("-", "_")
        if said in (names := self.names()):
            return said
        return next((name for name in names if self.get(name).is_called(text)), None)

    def must_know(self, chapter: Chapter) -> None:
        """Refuse a chapter whose indicators name a list, a roll-up or a denominator that there is not."""
        lines = [line.indicator for line in (*chapter.every_line, *chapter.retired_lines) if line.indicator.breakdowns]
        by_id = {one.id: one for one in lines}
        for one in lines:
            for name in one.breakdowns:
                if name not in self.names():
                    raise Fault(
                        f"{one.id} of {chapter.agency} names the breakdown “{name}”, and there is no such list.",
                        f"The lists are {', '.join(self.names())}; a file in schemas/{FOLDER} is one more.",
                    )
            _judge_roll_up(one, by_id, chapter.agency)

    def _of(self, name: str) -> Breakdown:
        if name not in self.names():
            raise Fault(f"There is no breakdown “{name}”.", f"The lists are {', '.join(self.names())}.")
        path = self.office.schemas / FOLDER / f"{name}.yaml"
        if not path.is_file():
            path = built_in_office() / "schemas" / FOLDER / f"{name}.yaml"
        content = path.read_bytes()
        return from_cache(Breakdown, path, content, lambda: self._judged(path, content))

    def _judged(self, path: Path, content: bytes) -> Breakdown:
        from pmr_xl.office.guard import value_of_tree
        from pmr_xl.office.reading import read_yaml

        shown = self.office.show_path(path)
        try:
            tree = read_yaml(content.decode("utf-8-sig"), shown)
        except UnicodeDecodeError:
            raise Fault(f"{shown} is not UTF-8.", "Save the file as UTF-8.") from None
        found = value_of_tree(Breakdown, tree)
        for number, one in enumerate(found.members):
            place = f"{shown}, line {tree.line(['members', number])}"
            if Counter(each.code for each in found.members)[one.code] > 1:
                raise Fault(f"{place}: the code “{one.code}” stands there twice.", "A code is one place or group.")
            if (other := found.find(one.name)) is not one:
                said = other.name if other else "nothing"
                raise Fault(f"{place}: “{one.name}” cannot be told from {said}.", "Give it a name of its own.")
            if one.tile and len(one.tile) != 2:  # noqa: PLR2004 - a column and a row
                raise Fault(f"{place}: a tile is a column and a row.", "tile: [4, 7]")
        return found


def _judge_roll_up(one: Indicator, by_id: dict[str, Indicator], agency: str) -> None:
    told = f"{one.id} of {agency}"
    if one.roll_up is not RollUp.WEIGHTED:
        if one.weighted_by:
            raise Fault(f"{told} says “weighted_by”, but not “roll_up: weighted”.", "Say both or neither.")
        return
    weight = by_id.get(one.weighted_by or "")
    if weight is None or not set(one.breakdowns) <= set(weight.breakdowns):
        raise Fault(
            f"{told} is weighted by “{one.weighted_by or ''}”, which is no indicator of {agency} broken down alike.",
            "Name the indicator that counts what the rate is of (weighted_by: id), and give it the same breakdowns.",
        )
