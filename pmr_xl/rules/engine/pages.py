"""The pages of the rules: read only when asked for, the help behind a finding, and the rule book made of them."""

from __future__ import annotations

import re
import sys

from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.rules.engine.declaration import Rule
from pmr_xl.rules.engine.registry import rulebook

_EXPECTED = pattern(r"(?P<severity>error|query|info) (?P<code>[A-Z]{3}-\d{3}) · (?P<place>\S+?) · (?P<message>.+)")
_SENTENCE = pattern(r"(?<=[.?!])\s+(?=[A-Z“*])")
_OURS = pattern(
    r"\b(?:schemas?|settings|pmr|PMR|same_as|suggested fix|published report of fiscal|open data)\b|\b[A-Z]{3}-\d{3}\b"
)
CLEAN = "clean"


class PageError(ValueError):
    """A page is not of the form; the message says where."""


@value_class
class ExpectedFinding:
    """One finding as an example states it; ``…`` in the message stands for any words."""

    severity: str
    code: str
    place: str
    message: str

    def matches(self, message: str) -> bool:
        """Whether a message is the one stated."""
        pattern = ".*".join(re.escape(part) for part in self.message.split("…"))
        return re.fullmatch(pattern, message, re.DOTALL) is not None


@value_class
class Example:
    """One example of a page: what stands in the form, and what the rules say to it."""

    title: str
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    expected: tuple[ExpectedFinding, ...]


@value_class
class RulePage:
    """A page read: title, what is said before the examples, the examples."""

    title: str
    text: str
    examples: tuple[Example, ...]


def in_short(rule: Rule) -> tuple[str, str]:
    """What a page says of its rule, without marks of its own: its title, and the text before the examples."""
    head = re.split(r"^## ", rule.page, maxsplit=1, flags=re.MULTILINE)[0]
    title, _, body = head.partition("\n")
    plain = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", body.replace("**", "").replace("`", ""))
    return title.removeprefix("# ").strip(), "\n".join(" ".join(part.split()) for part in plain.strip().split("\n\n"))


def for_agencies(rule: Rule) -> tuple[str, str, str]:
    """What an agency needs of a page: its title, why it is asked, how to correct it.

    What speaks of how the rule was measured, of the office's schema and settings, or of the program, is left out.
    """
    title, text = in_short(rule)
    parts = {
        name: " ".join(one for one in _SENTENCE.split(line.removeprefix(f"{name}.").strip()) if not _OURS.search(one))
        for line in text.split("\n")
        for name in ("Why", "Fix")
        if line.startswith(f"{name}.")
    }
    return title, parts.get("Why") or rule.summary, parts.get("Fix", "")


def read_page(text: str) -> RulePage:
    """Read a page. Raises PageError where it is not of the form."""
    head, *chapters = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _, body = head.partition("\n")
    if not title.startswith("# ") or "**Why.**" not in body or "**Fix.**" not in body:
        raise PageError(f"“{title.strip()}” needs a title, **Why.** and **Fix.**")
    return RulePage(title[2:].strip(), body.strip(), tuple(_example(chapter) for chapter in chapters))


def _example(chapter: str) -> Example:
    title, _, body = chapter.partition("\n")
    tables: list[list[tuple[str, ...]]] = []
    expected: list[ExpectedFinding] = []
    clean = in_table = False
    for line in body.splitlines():
        if line.startswith("|"):
            if not in_table:
                tables.append([])
            row = tuple(part.strip() for part in re.split(r"(?<!\\)\|", line.strip()[1:-1]))
            if not all(set(part) <= {"-", ":"} and part for part in row):
                tables[-1].append(row)
        elif line.startswith("> "):
            said = line[2:].strip()
            clean = clean or said == CLEAN
            if said != CLEAN:
                found = _EXPECTED.fullmatch(said)
                if found is None:
                    raise PageError(f"“{title}”: “{said}” is not “error TYP-001 · Submission!J7 · message”.")
                expected.append(ExpectedFinding(**found.groupdict()))
        in_table = line.startswith("|")
    if clean == bool(expected):
        raise PageError(f"“{title}” needs either “> clean” or the findings it gives.")
    return Example(title.strip(), tuple(tuple(table) for table in tables), tuple(expected))


def rule_book() -> str:
    """The rule book as one Markdown page: a table of all rules, then every rule's page."""
    rules = rulebook().values()
    lines = [
        "# The rule book",
        "",
        "Generated from the rules; each page stands beside its rule.",
        "An **error** is to be corrected, a **query** to be corrected or explained, an **info** to be known.",
        "What one might look for here and not find, and why: [Rules not built](rules-not-built.md).",
        "",
        "| Rule | Severity | What it finds |",
        "| --- | --- | --- |",
        *(f"| [{rule.code}](#{rule.code.lower()}) | {_weight(rule)} | {rule.summary} |" for rule in rules),
    ]
    for rule in rules:
        page = rule.page.strip().splitlines()
        title = page[0].removeprefix("# ")
        lines += ["", f'<a id="{rule.code.lower()}"></a>', "", f"## {rule.code} · {title}", "", f"*{_weight(rule)}*"]
        lines += [re.sub(r"^## ", "### ", line) for line in page[1:]]
    return "\n".join(lines) + "\n"


def _weight(rule: Rule) -> str:
    more = [", nothing else is checked"] if rule.stops else []
    more += [" (beta)"] if rule.beta else []
    return rule.severity.value + "".join(more)


if __name__ == "__main__":
    sys.stdout.write(rule_book())
