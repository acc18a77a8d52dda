"""A file of definitions, edited as a careful person would: what is not meant stays, comments and order go along."""

from __future__ import annotations

from collections.abc import Mapping

from pmr_xl.model.definitions.definition import ConfirmedBy, Definition, DefinitionChange
from pmr_xl.model.definitions.texts import TEXTS
from pmr_xl.office.guard import plain
from pmr_xl.office.writing import item, scalar
from pmr_xl.office.years.edited import EditedSchema

_HEAD = """# yaml-language-server: $schema=../definitions.schema.json
# What the indicators of {code} mean. A text worded better goes into “history” with its day, name and reason;
# what is counted otherwise is a break in the series: pmr schema redefine.
agency: {code}
definitions: []
"""


class EditedDefinitions:
    """One agency's definitions while they are edited.

    Args:
        code: the agency's.
        text: the file's content; empty where there is none yet.
        shown: its name as messages say it.
        known: what it says.
    """

    def __init__(self, code: str, text: str, shown: str, known: Mapping[str, Definition]) -> None:
        self._page = EditedSchema(text or _HEAD.format(code=scalar(code)), shown)
        self._known = dict(known)

    @property
    def text(self) -> str:
        """The file's content now."""
        return self._page.text

    def say(self, indicator: str, texts: Mapping[str, str], change: DefinitionChange | None = None) -> None:
        """Have a definition say these texts; what it said before goes into its history with ``change``.

        The first texts of all need no change. Whoever confirmed it before confirmed something else: that is taken out.
        """
        there = self._known.get(indicator)
        if there is None:
            there = Definition(indicator).with_texts({key: text for key, text in texts.items() if text})
            self._page.put([], "definitions", item(plain(there), 0))
            self._known[indicator] = there
            return
        differing = {key: text for key, text in texts.items() if getattr(there, key) != text}
        for one in reversed(TEXTS):  # each goes behind the id, so the last one first
            if one.key in differing:
                said = differing[one.key]
                self._page.say(self._page.find(indicator), one.key, scalar(said) if said else None)
        if there.confirmed is not None:
            self._page.say(self._page.find(indicator), "confirmed", None)
        if change is not None:
            self._page.put(self._page.find(indicator), "history", item(plain(change), 0))
        self._known[indicator] = there.with_texts(differing)

    def confirm(self, indicator: str, confirmed: ConfirmedBy) -> None:
        """Note who said that a definition is right, and when."""
        said = f"{{by: {scalar(confirmed.by, in_braces=True)}, on: {confirmed.on.isoformat()}}}"
        self._page.say(self._page.find(indicator), "confirmed", said)
