"""A text of a definition that was garbled on its way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmr_xl.model.definitions.defined import DefinedIndicators
from pmr_xl.model.definitions.texts import BY_KEY
from pmr_xl.model.finding import Severity, visible_text
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.rules.engine.declaration import Spot, rule, spot

_SIGNS = {
    "a sign that was lost": pattern(r"\ufffd|[\ue000-\uf8ff]|(?<=[A-Za-z])\?(?=[a-z])|(?<=\s)\?(?=[A-Za-z])"),
    "letters of another encoding": pattern(r"â€|â‚|Ã[\u0080-¿]|Â[ \u00a0-¿]|ï¿½|ï»¿|‚Ä[ôìúùîò¢]"),
    "the code of a page or a workbook": pattern(
        r"&(?:[a-z]{2,6}|#\d{2,5});|</?[a-z][a-z0-9]*[ />]|_x000[0-9A-F]_|#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!)",
        re.IGNORECASE,
    ),
    "a sign that steers": pattern(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e]"),
}
_UNFINISHED = pattern(r"(?:,|\b(?:and|or|the|of|by|to|for|with|in|a|an))\s*$", re.IGNORECASE)


@rule(
    "DEF-005",
    Severity.QUERY,
    "{where}: the {text} of “{name}” {holds}: {found}.",
    fix="Type the text anew from where it came.",
)
def garbled_text(table: DefinedIndicators) -> Iterator[Spot]:
    """A text with signs of a broken encoding, with code in it, or that ends in the middle of a sentence."""
    for row in table.rows:
        for key, text in row.known.texts.items():
            holds, found = _garbled(text)
            if holds:
                label = BY_KEY[key].label.lower()
                yield spot(
                    row.at(key), found=f"“{visible_text(found)}”", holds=holds, text=label, name=row.indicator.name
                )


def _garbled(text: str) -> tuple[str, str]:
    for what, sign in _SIGNS.items():
        if met := sign.search(text):
            return f"holds {what}", text[max(met.start() - 12, 0) : met.end() + 12]
    if _UNFINISHED.search(text):
        return "ends in the middle of a sentence", text[-24:]
    if text.count("(") > text.count(")"):
        return "opens a bracket that it does not close", text[text.rindex("(") :][:24]
    return "", ""
