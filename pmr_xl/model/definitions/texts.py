"""The texts of a definition: what each is called and what it asks, said once for files, forms, books and data."""

from __future__ import annotations

from pmr_xl.model.quick.named import NamedTuple


class DefinitionText(NamedTuple):
    """One text of a definition.

    Attributes:
        key: as schemas say it.
        label: as sheets and books print it.
        asks: what belongs there, in a sentence.
        also: other headings under which tables bring it, in small letters and digits alone.
    """

    key: str
    label: str
    asks: str
    also: tuple[str, ...] = ()


NUMERATOR, DENOMINATOR = "numerator", "denominator"
# What agencies and open data call them in tables of their own.
_DEFINITION = ("description", "indicatordefinition", "indicatordescription", "measuredefinition")
_SOURCE = ("datasource", "datasources", "sourceofdata", "sources")
_OWNER = ("dataowner", "responsibleunit", "division", "bureau")
_METHOD = ("methodology", "calculation", "calculationmethod", "howcalculated")
_LAG = ("lagtime", "periodandlag", "reportinglag", "datalag")
_LIMITS = ("limitations", "knownlimitations", "datalimitations", "caveats")
TEXTS = (
    DefinitionText("definition", "Definition", "What the figure is, in one or two sentences.", _DEFINITION),
    DefinitionText(
        "counted", "What is counted", "The one thing that is counted, and when it counts: a case when it is closed."
    ),
    DefinitionText("unit", "Unit in words", "Tons, calendar days, dollars of the fiscal year.", ("unitinwords",)),
    DefinitionText(NUMERATOR, "Numerator", "Of a rate: what is divided."),
    DefinitionText(DENOMINATOR, "Denominator", "Of a rate: what it is divided by."),
    DefinitionText("source", "Source system", "The system or the papers that the figure is taken from.", _SOURCE),
    DefinitionText("owner", "Owner", "The unit that answers for the figure.", _OWNER),
    DefinitionText(
        "method", "Method", "How the figure comes out of the source: the query, the sample, the formula.", _METHOD
    ),
    DefinitionText("period", "Period", "Which days a year's figure covers, where that is not July to June."),
    DefinitionText("lag", "Lag", "How long after its period's end the figure is known.", _LAG),
    DefinitionText(
        "accuracy",
        "Accuracy required",
        "How exact the figure must be for its use: to the day, within 2%.",
        ("accuracy",),
    ),
    DefinitionText("limits", "Known limits", "What the figure does not say, or not well.", _LIMITS),
    DefinitionText("since", "Since", "The first fiscal year that was counted like this: FY20.", ("countedsince",)),
)
BY_KEY = {one.key: one for one in TEXTS}


def text_called(heading: str) -> DefinitionText | None:
    """The text that a table's heading names, in any spelling; None where it names none."""
    said = "".join(sign for sign in heading.casefold() if sign.isalnum())
    return next((one for one in TEXTS if said in {_plain(one.key), _plain(one.label), *one.also}), None)


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
