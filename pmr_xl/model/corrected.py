"""A figure that the office reads otherwise than it was sent, because its agency said so."""

from __future__ import annotations

from pmr_xl.model.measure import Figure
from pmr_xl.model.quick.value_class import value_class


@value_class
class Corrected:
    """One cell of one version of a submission.

    Attributes:
        key: of the form's column.
        sent, text: what the agency typed, and what it said instead, as the report prints it.
        figure: what it said instead; None in a column of words.
        said_by: who of the agency said so; ``who``: who of the office noted it, ``on`` which day (2026-09-01).
        version, file: of the submission.
    """

    indicator: str
    key: str
    sent: str
    text: str
    figure: Figure | None
    said_by: str
    why: str
    who: str
    on: str
    version: int
    file: str

    @property
    def by(self) -> str:
        """``said by Jo Doe, noted by Ana on 2026-09-01: a slip of the keyboard``."""
        return f"said by {self.said_by}, noted by {self.who} on {self.on}: {self.why}"

    @property
    def words(self) -> str:
        """The whole of it: what was sent, what it is read as, who said so and who noted it."""
        return f"corrected by word of mouth: sent as {self.sent or 'empty'}, read as {self.text}, {self.by}"
