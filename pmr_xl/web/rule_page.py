"""A rule's whole page as plain values: what the browser draws of it is text and tables, never markup of its own."""

from __future__ import annotations

import re
from typing import Any

from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import Severity
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.rules.engine.pages import ExpectedFinding, read_page
from pmr_xl.rules.engine.registry import rule_called

_LINK = pattern(r"\[([^\]]+)\]\([^)]*\)")
_SPOKEN = pattern(r"\*\*(?P<strong>[^*]+)\*\*|`(?P<code>[^`]+)`|(?P<plain>[^*`]+|[*`])")


def rule_page(code: str) -> dict[str, Any]:
    """Title, paragraphs and examples of a rule's page.

    A paragraph is a list of pieces, each its kind (``plain``, ``strong``, ``code``) and its text. An example has its
    title, tables (what they are of, headings, rows) and what the rules say to it; nothing where it is clean.

    Raises:
        Fault: no such rule.
    """
    rule = rule_called(code)
    if rule is None:
        raise Fault(f"There is no rule {code}.", "Check the workbook again.")
    page = read_page(rule.page)
    examples = [
        {
            "title": _plain(one.title),
            "tables": [_table(rows) for rows in one.tables if rows],
            "found": [_found(finding) for finding in one.expected],
        }
        for one in page.examples
    ]
    return {
        "title": page.title,
        "text": [_pieces(part) for part in page.text.split("\n\n")],
        "examples": examples,
    }


def _pieces(paragraph: str) -> list[tuple[str, str]]:
    text = " ".join(_LINK.sub(r"\1", paragraph).split())
    return [(str(found.lastgroup), found[found.lastgroup or 0]) for found in _SPOKEN.finditer(text)]


def _plain(text: str) -> str:
    return "".join(said for _, said in _pieces(text))


def _table(rows: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
    """The first heading names the sheet or file that the table is of; mostly nothing stands below it."""
    (name, *headings), *body = [[_cell(text) for text in row] for row in rows]
    texts = [text for row in body for text in row]
    name += "; a text begins with '" if any(text.startswith("'") for text in texts) else ""
    name += "; number formats in { }" if any("{" in text for text in texts) else ""
    if any(row[0] for row in body):
        return {"of": "", "headings": [name, *headings], "rows": body}
    return {"of": name, "headings": headings, "rows": [row[1:] for row in body]}


def _cell(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _found(one: ExpectedFinding) -> str:
    return f"{Severity(one.severity).sign} {one.code} · {one.place} · {one.message}"
