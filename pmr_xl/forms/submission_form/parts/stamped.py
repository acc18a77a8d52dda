"""What is stamped on a part of a form: which of them it is, of what, and which rows are its own."""

from __future__ import annotations

import re

from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.submission import Stamp

_PART = pattern(r"(?P<number>\d+) of (?P<total>\d+): (?P<title>.*)", re.ASCII | re.DOTALL)
_FROM = pattern(r"(?P<file>.*) · SHA-256 (?P<sha256>[0-9a-f]{64})", re.ASCII | re.DOTALL)
_BETWEEN = " | "


class PartStamp(NamedTuple):
    """One part of a form.

    Attributes:
        number: from 1; ``titles``: of all parts, in order.
        file, sha256: of the form it was made from.
        rows: the ids of its own indicators.
    """

    number: int
    titles: tuple[str, ...]
    file: str
    sha256: str
    rows: tuple[str, ...]

    @property
    def title(self) -> str:
        """What this part is called: ``Goal 1b``."""
        return self.titles[self.number - 1]

    @property
    def words(self) -> str:
        """``part 2 of 3, Goal 1b``."""
        return f"part {self.number} of {len(self.titles)}, {self.title}"

    @property
    def fields(self) -> dict[str, str]:
        """As it is stamped, by stamp field."""
        return {
            "part": f"{self.number} of {len(self.titles)}: {self.title}",
            "parts": _BETWEEN.join(self.titles),
            "made_from": f"{self.file} · SHA-256 {self.sha256}",
            "rows": " ".join(self.rows),
        }


def part_of(stamp: Stamp) -> PartStamp | None:
    """The part that a form says it is; None for a whole form, and where what is stamped makes no sense."""
    part, made = _PART.fullmatch(stamp.part), _FROM.fullmatch(stamp.made_from)
    titles = tuple(stamp.parts.split(_BETWEEN))
    if part is None or made is None or not 0 < int(part["number"]) <= len(titles) == int(part["total"]):
        return None
    return PartStamp(int(part["number"]), titles, made["file"], made["sha256"], tuple(stamp.rows.split()))


def named_part(title: str) -> str:
    """A title as part of a file's name: ``goal-1b``."""
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:40].strip("-")


def plain_title(title: str) -> str:
    """A title without what parts it from others where all are listed."""
    return " ".join(title.replace(_BETWEEN.strip(), "/").split()) or "without a name"
