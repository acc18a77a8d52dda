"""What a row says about itself: hint, input message, what a figure looks like. All of it from one schema line."""

from __future__ import annotations

from decimal import Decimal

from pmr_xl.analysis.comparison import Comparison
from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.analysis.variance import Band
from pmr_xl.analysis.years.breaks import break_note
from pmr_xl.model.definitions.definition import Definition, shorten
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import Figure, Measure, Sign, Unit
from pmr_xl.model.schema.frequency import Frequency
from pmr_xl.model.schema.indicator import Aggregation, Indicator, TargetKind, Year

LONGEST_PROMPT = 255
LONGEST_ERROR = 224
LONGEST_TITLE = 32
_FEW_WORDS = 80  # signs: a row is to stay as high as it is
_WHOLE = " (whole on the sheet Definitions)"


_SCALES = {
    Unit.THOUSANDS: "thousands",
    Unit.MILLIONS: "millions",
    Unit.DOLLARS_THOUSANDS: "thousands of dollars",
    Unit.DOLLARS_MILLIONS: "millions of dollars",
}
_COVERED = {Frequency.QUARTERLY: "The whole quarter’s.", Frequency.TWICE_A_YEAR: "The whole half year’s."}


def like(measure: Measure, example: Figure | None) -> str:
    """How to type a figure of this measure, with last year's as the example where there is one."""
    known = isinstance(example, Decimal)
    shown = measure.show(example) if known else measure.example
    if measure.unit is Unit.MINUTES_SECONDS:
        minutes, _, seconds = shown.partition(":")
        hours, rest = divmod(int(minutes.replace(",", "")), 60)
        return f"Minutes and seconds: type {shown} as {hours}:{rest:02d}:{seconds}."
    if measure.unit is Unit.HOURS_MINUTES:
        return f"Hours and minutes: type {shown.replace(',', '')} as it stands."
    if measure.unit is Unit.RATIO:
        return f"For {shown} type {shown.removesuffix(':1').replace(',', '')}."
    if measure.unit is Unit.PERCENT:
        return f"Type the percent sign too: {shown}."
    scale = _SCALES.get(measure.unit)
    if scale:
        return f"In {scale}: {shown.replace('$', '')} stands for {_spelled(shown, measure.unit)}."
    ending = f", such as {shown}." if known else "."
    if measure.decimals == 0:
        return {Unit.DOLLARS: "Whole dollars", Unit.DAYS: "Whole days"}.get(measure.unit, "A whole number") + ending
    kind = {Unit.DOLLARS: "Dollars", Unit.DAYS: "Days"}.get(measure.unit, "A number")
    places = "one decimal" if measure.decimals == 1 else f"{measure.decimals} decimals"
    return f"{kind}, printed with {places}{ending}"


def _spelled(shown: str, unit: Unit) -> str:
    """12.5 in thousands is 12,500."""
    times = 1_000_000 if unit in (Unit.MILLIONS, Unit.DOLLARS_MILLIONS) else 1000
    bare = Decimal(shown.replace(",", "").replace("$", "")) * times
    return f"{'$' if '$' in shown else ''}{bare:,.0f}"


def hint(indicator: Indicator, edition: Edition, last_year: Figure | None) -> str:
    """The row's hint while nothing is wrong."""
    said = [like(indicator.measure, last_year)]
    if edition.monthly:  # a month is one of whatever year it is counted in
        said += [_COVERED[indicator.frequency]] if indicator.frequency in _COVERED else []
    elif indicator.year is Year.CALENDAR:
        said.append(f"Calendar year {edition.year - 1}.")
    elif indicator.year is not Year.FISCAL:
        said.append(f"{indicator.year.value.capitalize()} year.")
    if indicator.aggregation is Aggregation.LAST:
        said.append("As of the last day of the period.")
    if indicator.breaks and (told := break_note(indicator, edition.submitted_period)):
        said.append(told)
    if indicator.exhaustive and indicator.parts:
        said.append("Equals the sum of its parts below.")
    return " ".join(said)


def with_meaning(hint_of_row: str, known: Definition) -> str:
    """The row's hint, and in a few words what is counted, where a definition says it."""
    said = known.counted or known.definition
    return f"{hint_of_row} Means: {shorten(said, _FEW_WORDS)}" if said else hint_of_row


def meaning_prompt(known: Definition) -> str:
    """The definition beside an indicator's name, at most 255 signs; the whole stands on the sheet Definitions."""
    said = known.definition or known.counted
    told = f"{said} Source: {known.source}" if known.source else said or "More on the sheet Definitions."
    return told if len(told) <= LONGEST_PROMPT else shorten(told, LONGEST_PROMPT - len(_WHOLE)) + _WHOLE


def prompt(indicator: Indicator, edition: Edition, last_year: Figure | None) -> str:
    """The input message of the actual, at most 255 signs."""
    last = f" {edition.last_year.label}: {indicator.measure.show(last_year)}." if last_year is not None else ""
    ending = f"{last} No figure? Type NA and choose a reason."
    return _cut(hint(indicator, edition, last_year), LONGEST_PROMPT - len(ending)) + ending


def prompt_title(heading: str, goal_no: str) -> str:
    """The title of the actual's input message, with the goal."""
    title = f"{heading} · Goal {goal_no}" if goal_no else heading
    return title if len(title) <= LONGEST_TITLE else heading


def refusal(indicator: Indicator, last_year: Figure | None, possible: PossibleFigures) -> str:
    """The error text of the actual, at most 224 signs, with the figures that are possible where it is a percentage."""
    ending = " Where there is no figure, type NA in capitals and choose a reason."
    if indicator.unit is Unit.MINUTES_SECONDS:
        start = "This is no number, or far longer than usual: 10:17 typed alone is 10 hours 17 minutes. "
    elif indicator.unit is Unit.PERCENT and possible.most is not None:
        least = "up" if possible.least is None else f"from {possible.least:f}%"
        start = f"This is no percent {least} to {possible.most:f}%. "
    else:
        start = "This is no number. "
    return _cut(start + like(indicator.measure, last_year), LONGEST_ERROR - len(ending)) + ending


def target_prompt(indicator: Indicator) -> str:
    """The input message of the target asked for."""
    meaning = {
        TargetKind.MAXIMUM: "A limit not to be exceeded.",
        TargetKind.MINIMUM: "A level to be reached.",
        TargetKind.EXPECTED: "The value expected.",
        TargetKind.DIRECTIONAL: "An arrow: the way it shall go.",
        TargetKind.NONE: "None so far.",
    }[indicator.target.kind]
    return f"{meaning} Type a number as the actual is typed, or choose ↑ or ↓ for a direction, * for no target."


def explain_hint(measure: Measure, band: Band | None, last_year: Figure | None, label: str) -> str:
    """The row's hint while an explanation is due: what is usual, and what to say."""
    say = "Say what, how much, why."
    say_new = "say what is counted, its source, why now."
    if band is None:
        return f"No {label} figure: {say_new}"
    low, high = measure.show(band.low), measure.show(band.high)
    if band.low > band.high:  # what its history allows misses its target: every figure is outside, on one side or both
        return f"Under {low} is {band.low_why}, over {high} {band.high_why}. {say}"
    usual = f"up to {high}" if band.low <= 0 and not isinstance(last_year, Sign) else f"{low} to {high}"
    return f"Usual: {usual}. {say}"


def compared_with(compared: Comparison) -> tuple[Figure | None, str]:
    """The figure the band is about, and its period: last year's; of a month the last one known."""
    edition = compared.edition
    if edition.monthly and compared.beside:
        return compared.earlier[-1], compared.beside[-1].label
    return compared.last_year, edition.last_year.label


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
