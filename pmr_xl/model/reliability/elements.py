"""The five things that federal law asks a performance report to say of its data, each present or missing.

31 U.S.C. 1115(b)(8) (GPRA Modernization Act of 2010): the means used to verify and validate measured values; the
sources for the data; the level of accuracy required for the intended use; any limitations to the data at that level;
and how such limitations are compensated for.
"""

from __future__ import annotations

from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.reliability.assessment import Assessment


class ReportedElement(NamedTuple):
    """One of the five: what it is called, what the law asks, and what is said; empty where nobody said it."""

    key: str
    label: str
    asks: str
    text: str

    @property
    def present(self) -> bool:
        """Whether somebody said it."""
        return bool(self.text)


ELEMENTS = (
    ("verified", "How verified and validated", "the means used to verify and validate measured values"),
    ("sources", "Sources", "the sources for the data"),
    ("accuracy", "Accuracy required", "the level of accuracy required for the intended use"),
    ("limits", "Limitations", "any limitations to the data at that level"),
    ("compensated", "How compensated", "how such limitations are compensated for"),
)
NO_LIMITS = "None known."


def elements_of(known: Definition | None, look: Assessment | None) -> tuple[ReportedElement, ...]:
    """The five elements of one indicator's figure, by its definition and the last look at it.

    Limitations are said where the definition or the look names some, and where a figure was certified without any:
    then none are known, and nothing is to be compensated for.
    """
    none_known = look is not None and look.verdict.name == "CERTIFIED" and not look.limits
    defined = known.limits if known is not None else ""
    limits = _joined(look.limits if look is not None else "", defined) or (NO_LIMITS if none_known else "")
    action = f"Agreed: {look.action}." if look is not None and look.action else ""
    said = {
        "verified": _verified(look),
        "sources": known.source if known is not None else "",
        "accuracy": (look.accuracy if look is not None else "") or (known.accuracy if known is not None else ""),
        "limits": limits,
        "compensated": _joined(look.compensation if look is not None else "", action)
        or ("Nothing to compensate for." if limits == NO_LIMITS else ""),
    }
    return tuple(ReportedElement(key, label, asks, said[key]) for key, label, asks in ELEMENTS)


def _verified(look: Assessment | None) -> str:
    if look is None:
        return ""
    found = f" Reported {look.reported}, from its source {look.recomputed}." if look.recomputed else ""
    return f"{look.looked}.{found} {look.who}, {look.at[:10]}."


def _joined(*texts: str) -> str:
    return " ".join(dict.fromkeys(text.strip() for text in texts if text.strip()))
