"""The rules: each one function in one file with its page beside it. ``judge`` asks them all."""

from pmr_xl.rules.engine import Cost, judge
from pmr_xl.rules.registry import rulebook
from pmr_xl.rules.rule import Rule, Spot, rule, spot

__all__ = ["Cost", "Rule", "Spot", "judge", "rule", "rulebook", "spot"]
