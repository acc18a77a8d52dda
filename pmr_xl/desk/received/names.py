"""What the name of a file says: whose submission, which version, and whether it is a copy that we or others made."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

# A number of more digits counts no versions (_v20260917 is a day).
_NAME = pattern(r"(?P<stem>.*?_v)(?P<number>\d{1,4})(?!\d)(?P<more>.*)(?P<ending>\.xls[xm])", re.IGNORECASE | re.DOTALL)
# What programs and people put before and behind a name: “Copy of …”, “… - Copy”, “… (1)”, “… FINAL”.
_BEFORE = pattern(r"^(?:(?:copy|kopie|copie)(?: ?\(\d+\))? (?:of|von|de) )+", re.IGNORECASE)
_OURS = pattern(
    r"_(review|repaired|unrepaired|unmarked|variances|changes|listed|receipt|part\d+of\d+)(?![a-z])", re.IGNORECASE
)


class Name(NamedTuple):
    """The parts of ``PMR_DSNY_MMR_FY26_v2 (1).xlsx``.

    Attributes:
        stem: up to the version, without what copying put before it: ``PMR_DSNY_MMR_FY26_v``.
        more: what stands behind the version: `` (1)``, ``_review``.
    """

    stem: str
    number: int
    more: str
    ending: str

    @property
    def ours(self) -> str:
        """Which of our outputs it is named as, the last of them: ``review``, ``repaired`` …; empty for none."""
        found = _OURS.findall(self.more)
        return found[-1].casefold() if found else ""

    @property
    def plain(self) -> bool:
        """Nothing stands behind the version."""
        return not self.more

    @property
    def next(self) -> str:
        """The name of the version after it."""
        return f"{self.stem}{self.number + 1}.xlsx"

    def same_series(self, other: Name) -> bool:
        """Whether both are versions of one submission."""
        return self.stem.casefold() == other.stem.casefold()


def name_parts(name: str) -> Name | None:
    """The parts of a file's name; None where it has no version."""
    found = _NAME.fullmatch(_BEFORE.sub("", name))
    return None if found is None else Name(found["stem"], int(found["number"]), found["more"], found["ending"])


def series_in(folder: Path, own: Name) -> Iterator[tuple[Name, Path]]:
    """The files of a folder that are versions of the same submission, in the order of their names.

    An inbox holds every agency’s files and is looked through for each of them: most are passed over by a glance.
    """
    stem = own.stem.casefold()
    names = os.listdir(folder) if folder.is_dir() else ()  # noqa: PTH208 - a path for each would cost ten times as much
    for name in sorted(one for one in names if stem in one.casefold()):
        if (found := name_parts(name)) is not None and found.same_series(own):
            yield found, folder / name


def made_name(name: str) -> tuple[str, str]:
    """Which of our outputs a file is named as, and the name of the file it was made from.

    ``PMR_DSNY_MMR_FY26_v1_review (1).xlsx`` gives ``review`` and ``PMR_DSNY_MMR_FY26_v1.xlsx``; a name that is none of
    ours gives nothing and itself.
    """
    stem, dot, ending = _BEFORE.sub("", name).rpartition(".")
    found = list(_OURS.finditer(stem))
    return (found[-1][1].casefold(), f"{stem[: found[-1].start()]}{dot}{ending}") if found else ("", name)
