"""Write anew what the rules' pages say they do on the published report: ``python tests/rules/measuring.py``.

Only numbers are replaced; a page's words, and how its lines are broken, stay.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "helpers"))  # run as a command, outside pytest

import slips
from published import agencies

from pmr_xl.rules import Rule, rulebook

FIRED = re.compile(r"(fiscal\s+2026:\s+)\d+(\s+(?:of|false\s+alarms\s+on)\s+)[\d,]+(\s+rows)")
DOUBTED = re.compile(r"(it\s+doubts\s+)[\d,]+(\s+of\s+)[\d,]*\d")


def measured(rule: Rule, page: str, fired: Counter[str], rows: int) -> str:
    """The page with this state's numbers."""
    page = FIRED.sub(rf"\g<1>{fired[rule.code]}\g<2>{rows:,}\g<3>", page)
    if DOUBTED.search(page):
        found, made = slips.doubted()
        page = DOUBTED.sub(rf"\g<1>{found}\g<2>{made:,}", page)
    head, mark, tail = page.partition("**Recall**")
    for name, slip in slips.SLIPS.items():
        if mark and rule.code in slip.codes:
            tail = _recalled(tail, name, rule.code)
    return f"{head}{mark}{tail}"


def _recalled(text: str, name: str, code: str) -> str:
    made, by_rule, right, _ = slips.outcome(name)
    words = r"\s+".join(map(re.escape, name.split()))
    own, both = round(100 * by_rule[code] / made), round(100 * right / made)
    text = re.sub(rf"({words}\s+)\d+(%\s+of\s+)[\d,]*\d", rf"\g<1>{own}\g<2>{made:,}", text, count=1)
    together = rf"({words}\s+\d+%\s+of\s+[\d,]*\d,\s+together\s+with\s+[-\w,\s]+?\s+)\d+(%)"
    return re.sub(together, rf"\g<1>{both}\g<2>", text, count=1)


def main() -> None:
    """Measure, write, and say which pages are new."""
    fired = Counter(finding.rule for filled in agencies() for finding in filled.judged())
    rows = sum(len(filled.submission.entries) for filled in agencies())
    for rule in rulebook().values():
        path = Path(rule.function.__code__.co_filename).with_suffix(".md")
        page = path.read_text(encoding="utf-8")
        if "**Measured**" in page and (fresh := measured(rule, page, fired, rows)) != page:
            path.write_text(fresh, encoding="utf-8")
            sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
