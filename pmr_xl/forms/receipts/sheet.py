"""The printable sheet of a receipt: what was checked, found, answered and accepted, on letter pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import row_height
from pmr_xl.forms.paper.pages import Page, Paper, Print, Style
from pmr_xl.forms.paper.running_titles import running_foot
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.submission import RECEIPT_SHEET

NAME = RECEIPT_SHEET
_WIDTHS = (24.0, 76.0)  # one letter page, upright
_LABEL = Style(colour=theme.GREY, wrap=True, bottom=theme.RULE)
_SAID = Style(colour=theme.INK, wrap=True, bottom=theme.RULE)
_PRINT = replace(_SAID, font="Courier New", size=9)
_STATE = Style(size=12, bold=True, colour=theme.INK)
_GROUP = 8
_SIGNS = {"error": "✕ Error", "query": "▲ Query", "info": "ℹ Info"}
PROVES = (
    "Whoever has the file and the receipt can see, by “pmr verify RECEIPT FILE”, whether the file is the one that was "
    "checked, and what was found, answered and accepted then."
)
NOT_PROVED = "It does not prove that the figures are right, nor who typed them."
SIGNED = (
    "It is signed: only who has the office's private key can have written it. Compare the fingerprint with the one "
    "that the office publishes elsewhere, not with one that came with the receipt."
)
NOT_SIGNED = (
    "It is not signed: whoever has the file can write such a receipt. It proves as much as the hand it comes from."
)
OF_THE_PAGE = (
    "It was made in the page for agencies, by whoever had the file there. It is no acceptance and no sign that the "
    "office has received anything: send the form itself."
)


def lay(told: Mapping[str, Any], own_print: str, fingerprint: str = "") -> Paper:
    """The sheet of a receipt.

    Args:
        told: what it says, by field.
        own_print: SHA-256 of the receipt's own file.
        fingerprint: of the key that signed it; empty where it is not signed.
    """
    edition = Edition.parse(told["edition"])
    title = f"{NAME} · {told['agency']} · {edition.title}"
    page = Page(NAME, tab=theme.BLUE)
    page.print = Print(landscape=False, footer=running_foot(title, sheet=False))
    page.widths = dict(enumerate(_WIDTHS, start=1))
    page.heights = {1: 27, 2: 20, 3: 9}
    page.put(1, 1, title, theme.TITLE)
    page.put(2, 1, _state(told), _STATE)
    at = 3
    for heading, rows in _parts(told, own_print, fingerprint):
        if not rows:
            continue
        at += 1
        for column, text in ((1, heading), (2, None)):
            page.put(at, column, text, theme.LEFT_HEADING)
        page.heights[at] = 18
        for label, said, style in rows:
            at += 1
            page.put(at, 1, label, _LABEL)
            page.put(at, 2, said, style)
            page.heights[at] = row_height((label, said), _WIDTHS)
    return Paper([page], title=title, subject="What was checked, found, answered and accepted")


def _state(told: Mapping[str, Any]) -> str:
    if (accepted := told["accepted"]) is not None:
        return f"✓ Accepted by {accepted['by']} on {accepted['at'][:10]}, as version {accepted['version']}"
    return (
        "○ Checked in the page for agencies; not sent by that" if told.get("made_in") else "○ Checked; not accepted yet"
    )


_Row = tuple[str, str, Style]


def _parts(told: Mapping[str, Any], own_print: str, fingerprint: str) -> Iterator[tuple[str, list[_Row]]]:
    counts, accepted = told["counts"], told["accepted"]
    when = told["checked_at"].replace("T", " ").replace("+00:00", " UTC")
    found = ", ".join(f"{_SIGNS[name]} {counts[name]}" for name in _SIGNS)
    yield (
        "What was checked",
        [
            ("File", told["file"], _SAID),
            ("SHA-256 of the file", _grouped(told["sha256"]), _PRINT),
            ("SHA-256 of what it says", _grouped(told["content_sha256"]), _PRINT),
            ("Form", f"version {told['form_version']} of the form's layout, schema {told['schema']}", _SAID),
            (
                "Checked at",
                f"{when} by {told['program']}",
                _SAID,
            ),
            ("SHA-256 of the rules", _grouped(told["rules"]), _PRINT),
            ("SHA-256 of thresholds", _grouped(told["thresholds"]), _PRINT),
            ("Found", found, _SAID),
        ],
    )
    despite = [("Despite open queries", accepted["despite"], _SAID)] if accepted and accepted["despite"] else []
    yield "Accepted with", despite
    yield (
        "Open",
        [(f"{_SIGNS[one['severity']]} {one['rule']}\n{one['place']}", one["message"], _SAID) for one in told["open"]],
    )
    yield "Answered", _answered(told["answered"])
    yield (
        "Corrected by word of mouth",
        [
            (
                one["place"],
                f"{one['sent'] or '(empty)'} → {one['corrected']}, said by {one['said_by']}: {one['why']}",
                _SAID,
            )
            for one in told["corrections"]
        ],
    )
    signed = (
        [("Signed with", f"{fingerprint}\n{SIGNED}", _SAID)] if fingerprint else [("Not signed", NOT_SIGNED, _SAID)]
    )
    yield (
        "What this proves",
        [
            ("Proved", PROVES, _SAID),
            ("Not proved", NOT_PROVED, _SAID),
            *([("Not the office’s", OF_THE_PAGE, _SAID)] if told.get("made_in") else []),
            *signed,
            ("SHA-256 of the receipt", _grouped(own_print), _PRINT),
        ],
    )


def _answered(answered: Sequence[Mapping[str, str]]) -> list[_Row]:
    return [
        (
            f"{_SIGNS[one['severity']]} {one['rule']}\n{one['place']}",
            f"{one['message']}\nAnswer: {one['answer']}",
            _SAID,
        )
        for one in answered
    ]


def _grouped(digits: str) -> str:
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
