"""The rules: each one function in one file with its page beside it. ``judge`` asks them all.

``judge_unreadable`` speaks of a file that could not be read.
"""

from pmr_xl.rules.engine.declaration import Rule, Spot, rule, spot
from pmr_xl.rules.engine.judging import Cost, judge, judge_unreadable
from pmr_xl.rules.engine.registry import form_rules, rulebook

__all__ = ["Cost", "Rule", "Spot", "form_rules", "judge", "judge_unreadable", "rule", "rulebook", "spot"]
