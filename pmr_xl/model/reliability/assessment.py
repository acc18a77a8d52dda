"""What somebody found who looked at a reported figure: a class, with what was looked at and what is agreed.

The classes are those by which state auditors certify performance measures (Texas State Auditor's Office): certified,
certified with qualification, factors prevented certification, inaccurate.
"""

from __future__ import annotations

from enum import StrEnum

from pmr_xl.model.quick.named import NamedTuple


class ReliabilityClass(StrEnum):
    """How far a figure can be relied on. ``NOT_LOOKED_AT`` is nobody's to say: nobody has looked yet."""

    CERTIFIED = "certified"
    QUALIFIED = "certified with qualification"
    PREVENTED = "factors prevented certification"
    INACCURATE = "inaccurate"
    NOT_LOOKED_AT = "not yet looked at"

    @property
    def sign(self) -> str:
        """The icon that goes with the word."""
        return _SIGNS[self.name]

    @property
    def icon_and_word(self) -> str:
        """Icon and word, as lists and pages show it."""
        return f"{self.sign} {self.value[0].upper()}{self.value[1:]}"

    @property
    def meaning(self) -> str:
        """When it is given."""
        return _MEANINGS[self.name]


_SIGNS = {"CERTIFIED": "✓", "QUALIFIED": "▲", "PREVENTED": "?", "INACCURATE": "✕", "NOT_LOOKED_AT": "–"}
_MEANINGS = {
    "CERTIFIED": "The figure was recomputed from its source and is what was reported; the way to it is controlled.",
    "QUALIFIED": "The figure is what was reported; the way to it has weaknesses, or a part could not be looked at.",
    "PREVENTED": "There is no source, or not enough of it, so nobody can say whether the figure is right.",
    "INACCURATE": "Recomputed from its source the figure is another one than was reported.",
    "NOT_LOOKED_AT": "Nobody has looked at it yet.",
}
CLASSES = tuple(one for one in ReliabilityClass if one is not ReliabilityClass.NOT_LOOKED_AT)  # what people can say


class Assessment(NamedTuple):
    """What one look at an indicator's figure of one year gave. It is never changed: the last one counts.

    Attributes:
        year: the fiscal year, ``FY26``.
        looked: what was looked at: a sample, source documents, a recomputation; in words.
        reported: the figure as it was reported when it was looked at; ``recomputed``: as its source gives it. Both as
            the report prints them; empty where there is none.
        accuracy: how exact the figure has to be for its use.
        limits: what limits it at that; ``compensation``: how that is made up for.
        action: what was agreed; ``commitment``: the code under which it is followed.
        sample: the code of the sample that it was drawn in; empty where it was looked at otherwise.
        who: who looked; ``at``: the day or moment; ``noted_by``: who told the record.
    """

    indicator: str
    agency: str
    year: str
    verdict: ReliabilityClass
    looked: str
    reported: str = ""
    recomputed: str = ""
    accuracy: str = ""
    limits: str = ""
    compensation: str = ""
    action: str = ""
    commitment: str = ""
    sample: str = ""
    who: str = ""
    at: str = ""
    noted_by: str = ""

    @property
    def content(self) -> tuple[str, ...]:
        """What two looks have in common that say the same, whoever noted them and when."""
        return (
            *(self.indicator, self.year, self.verdict.value, self.looked, self.reported, self.recomputed),
            *(self.accuracy, self.limits, self.compensation, self.action, self.sample, self.who),
        )


def in_force(looks: list[Assessment]) -> dict[tuple[str, str], Assessment]:
    """The last look at each indicator and year, by both."""
    return {(one.indicator, one.year): one for one in looks}
