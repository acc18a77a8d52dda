"""Where things are on the sheets Definitions and Rates. Layout and reading both go by this."""

from __future__ import annotations

from pmr_xl.model.definitions.texts import DENOMINATOR, NUMERATOR
from pmr_xl.model.entry import Column

DEFINITIONS, RATES = "Definitions", "Rates"
FURTHER_SHEETS = (DEFINITIONS, RATES)
BETWEEN = ", "  # of the names that are stamped on a form
CONFIRMED, YES = "confirmed", "Yes"


class Text:
    """Keys of the Definitions sheet's columns."""

    ID = "id"
    INDICATOR = "indicator"
    WHAT = "what"
    TEXT = "text"
    ASKS = "asks"
    STATUS = "status"
    SENT = "sent"  # the text as the form was made, to know what was changed


TEXT_COLUMNS = (
    Column(Text.ID, "Indicator id"),
    Column(Text.INDICATOR, "Indicator"),
    Column(Text.WHAT, "What"),
    Column(Text.TEXT, "Text", open=True),
    Column(Text.STATUS, "Status"),
    Column(Text.ASKS, "What belongs there"),
    Column(Text.SENT, "As it was sent"),
)


class Rated:
    """Keys of the Rates sheet's columns."""

    ID = "id"
    INDICATOR = "indicator"
    ABOVE = "above"  # the numerator in words
    NUMERATOR = NUMERATOR
    BELOW = "below"
    DENOMINATOR = DENOMINATOR
    MADE = "made"  # the percentage that the two make
    ACTUAL = "actual"
    STATUS = "status"
    HINT = "hint"


RATE_COLUMNS = (
    Column(Rated.ID, "Indicator id"),
    Column(Rated.INDICATOR, "Indicator"),
    Column(Rated.ABOVE, "What is divided"),
    Column(Rated.NUMERATOR, "Numerator", open=True),
    Column(Rated.BELOW, "By what"),
    Column(Rated.DENOMINATOR, "Denominator", open=True),
    Column(Rated.MADE, "Makes"),
    Column(Rated.ACTUAL, "Submission says"),
    Column(Rated.STATUS, "Status"),
    Column(Rated.HINT, "What to do"),
)
CHANGED = "✎ Changed"  # of a text: otherwise than it was sent
