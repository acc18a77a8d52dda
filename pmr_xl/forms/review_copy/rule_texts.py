"""What an agency is told of a rule: its name, why it is asked, how to correct what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmr_xl.model.finding import Finding
from pmr_xl.model.quick.named import NamedTuple


class RuleText(NamedTuple):
    """One rule, in an agency's words."""

    title: str
    why: str
    how: str = ""


NO_RULES: Mapping[str, RuleText] = {}


def rules_met(findings: Iterable[Finding], rules: Mapping[str, RuleText]) -> list[str]:
    """The codes of the rules that found something and of which something is said, in their order."""
    return sorted({finding.rule for finding in findings} & rules.keys())
