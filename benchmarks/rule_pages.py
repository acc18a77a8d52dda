"""States on the rules' pages what was measured: false alarms on the published report, and how many slips are found.

Run: python benchmarks/rule_pages.py, then python -m pmr_xl.rules.engine.pages > docs/rules.md
Only numbers are changed; ``tests/rules/test_calibration.py`` says where a page states something else than was measured.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).parents[1]
sys.path[:0] = [str(PROJECT / "tests" / "helpers")]

from published import agencies  # noqa: E402 - the tests' own agencies are measured
from slips import SLIPS, outcome  # noqa: E402 - the same slips as in the tests

from pmr_xl.rules import rulebook  # noqa: E402 - after the path

ALARMS = re.compile(r"(fiscal\s+2026:\s+)\d+(\s+(?:of|false\s+alarms\s+on)\s+)[\d,]+(\s+rows)")


def main() -> None:
    """Every page that says **Measured**, its numbers as they are now."""
    fires = Counter(found.rule for filled in agencies() for found in filled.judged())
    rows = sum(len(filled.submission.entries) for filled in agencies())
    changed = 0
    for code, rule in rulebook().items():
        path = PROJECT.joinpath(*rule.function.__module__.split(".")).with_suffix(".md")
        text = path.read_text(encoding="utf-8")
        if "**Measured**" not in text:
            continue
        stated = ALARMS.sub(rf"\g<1>{fires[code]}\g<2>{rows:,}\g<3>", text)
        for name, slip in SLIPS.items():
            if code in slip.codes:
                stated = _recall(stated, name, code, first=slip.codes[0] == code)
        if stated != text:
            path.write_text(stated, encoding="utf-8")
            changed += 1
    print(f"{changed} pages changed.")


def _recall(text: str, name: str, code: str, *, first: bool) -> str:
    """The page with what its rule finds of one kind of slip, and in the page of the first rule what all do together."""
    made, by_rule, right, _ = outcome(name)
    before, mark, after = text.partition("**Recall**")
    spaced = r"\s+".join(map(re.escape, name.split()))
    alone, together = f"{100 * by_rule[code] / made:.0f}", f"{100 * right / made:.0f}"
    after = re.sub(rf"({spaced}\s+)\d+(%\s+of\s+)[\d,]*\d", rf"\g<1>{alone}\g<2>{made:,}", after, count=1)
    if first:
        words = rf"({spaced}\s+\d+%\s+of\s+[\d,]*\d,\s+together\s+with\s+[-\w,\s]+?\s)\d+(%)"
        after = re.sub(words, rf"\g<1>{together}\g<2>", after, count=1)
    return before + mark + after


if __name__ == "__main__":
    main()
