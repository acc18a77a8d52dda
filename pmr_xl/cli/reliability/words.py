"""Looks at figures in words."""

from __future__ import annotations

from collections.abc import Iterable

from pmr_xl.cli.words.say import say
from pmr_xl.model.reliability.assessment import Assessment


def show_looks(looks: Iterable[Assessment]) -> None:
    """Who looked at an indicator's figures, and what that gave."""
    say("Looked at:")
    for one in looks:
        found = f", from its source {one.recomputed}" if one.recomputed else ""
        say(f"  {one.verdict.sign} {one.year}  {one.verdict.value}: {one.looked} ({one.who}, {one.at[:10]})")
        say(f"      reported {one.reported or 'nothing'}{found}{f'; {one.limits}' if one.limits else ''}")
