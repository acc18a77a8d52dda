"""What is known of an indicator when its form is laid, and which rules its agency has to answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.analysis.fytd import ToDate
from pmr_xl.analysis.variance import Band
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Figure
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.indicator import Indicator
from pmr_xl.model.schema.line import Line


@value_class
class KnownFigures:
    """What is known of one indicator when its form is laid.

    Attributes:
        due: the day the form is due: a waiver that lasts until then holds for the form.
        history: published figures the form shows, oldest first.
        earlier: those of them that cover the same span as the figure asked for.
        possible: the figures that it can have.
        band: where no explanation is due; None where there is nothing to compare with.
        alike: those of them that are of about the same size: not the years to date beside a month.
        to_date: what is known of the fiscal year before the month a monthly form asks for; None in other forms.
        asks_new: an explanation is due where there is nothing to compare with.
        target_open: no target in force is recorded, so the agency fills it in.
        whole_year: the figure asked for covers a year, and is compared with the target in force.
        last_year: the same period's figure a year before.
        next_target: the target that the record has for next year: the form is laid with it.
        year_known: a number was published for the last full year.
    """

    line: Line
    settings: OfficeSettings
    due: date
    history: tuple[Figure | None, ...]
    earlier: tuple[Figure | None, ...]
    possible: PossibleFigures
    band: Band | None
    alike: tuple[Figure | None, ...]
    to_date: ToDate | None = None
    asks_new: bool = True
    target_open: bool = False
    whole_year: bool = True
    last_year: Figure | None = None
    next_target: Figure | None = None
    year_known: bool = False

    @property
    def indicator(self) -> Indicator:
        """The indicator, as the schema has it."""
        return self.line.indicator

    def mends(self, code: str) -> bool:
        """Whether the office asks to correct what this rule finds here: not switched off, made less of, or waived."""
        return mends(code, self.settings, self.due, self.line.agency, self.line.id)

    def asks(self, code: str) -> bool:
        """Whether the office asks for a word about what this rule finds here."""
        return asks_for_words(code, self.settings, self.due, self.line.agency, self.line.id)


def mends(code: str, settings: OfficeSettings, due: date, agency: str, indicator: str = "") -> bool:
    """The same of an agency's indicator, or of anything of the agency's."""
    choice = settings.rules.get(code)
    if choice is not None and (not choice.on or choice.severity not in (None, Severity.ERROR)):
        return False
    return not _waived(code, settings, due, agency, indicator)


def asks_for_words(code: str, settings: OfficeSettings, due: date, agency: str, indicator: str) -> bool:
    """Whether a rule that asks for a word is neither switched off, nor made information, nor waived."""
    choice = settings.rules.get(code)
    if choice is not None and (not choice.on or choice.severity is Severity.INFO):
        return False
    return not _waived(code, settings, due, agency, indicator)


def _waived(code: str, settings: OfficeSettings, due: date, agency: str, indicator: str) -> bool:
    return any(
        waiver.rule == code
        and due <= waiver.until
        and (waiver.indicator == indicator if waiver.indicator else waiver.agency == agency)
        for waiver in settings.waivers
    )


def numbers(figures: tuple[Figure | None, ...]) -> list[Decimal]:
    """The numbers among some figures."""
    return [figure for figure in figures if isinstance(figure, Decimal)]
