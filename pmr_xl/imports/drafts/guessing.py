"""How months become a year and how often a figure comes about, guessed from words and published years.

A guess changes no judgement and no form.

A count of what happens in a month (issued, received, served) adds up over the year; what there is at a moment (pending,
enrolled, in the fleet) is told by its last month. Where a name says neither, or both, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.schema.frequency import Frequency
from pmr_xl.model.schema.indicator import Aggregation, Indicator, Year

# What stands there at a moment.
_STANDING = pattern(
    r"\b(?:active|registered(?! through)|currently|current|enrolled|enrollment|population|pending|backlog|"
    r"outstanding|waiting list|waitlists?|"
    r"in (?:care|custody|foster care|shelter|the fleet|effect|use|operation|progress|development)|"
    r"(?:dcas-managed|citywide) fleet|fleet|caseload|capacity(?! building)|inventory|available|vacan\w+|"
    r"on file|staff(?:ing)? level|"
    r"(?:persons?|people|individuals|households|families|children|adults|residents|clients|recipients|seniors) "
    r"(?:receiving|on|with open|living)|recipients|beneficiaries|memberships?|members|acres (?:of|managed|maintained)|"
    r"maintained|(?<!-)managed|beds|slots|seats|units? (?:managed|under)|open (?:cases|requests|complaints)|"
    r"carrying|licensed?(?:es)?$|licenses$|workforce|headcount|uniformed (?:members|staff)|for public use|"
    r"with (?:access|coverage|plans)|debt|balance|stock|to date|since)\b",
    re.IGNORECASE,
)
# What happens, and is counted when it does.
_HAPPENING = pattern(
    r"\b(?:issued|received|served|visits?|visitors|inspections?|inspected|completed|completions|conducted|performed|"
    r"removed|closed|closures|processed|installed|planted|responded|responses|requests|requested|complaints|calls|"
    r"summonses|violations|arrests|crimes?|incidents|collected|recycled|disposed|created|admissions|discharges|"
    r"attendance|attendees|participants|attended|trained|trainings?|placements?|placed|investigations?|investigated|"
    r"filed|filings|hearings|held|adjudicated|dismissed|imposed|awarded|approved|denied|granted|registrations?|"
    r"reviewed|reviews|resolved|referred|referrals|repaired|repairs|resurfaced|reconstructed|built|constructed|"
    r"preserved|started|starts|initiated|opened|launched|executed|distributed|delivered|provided|sold|purchased|paid|"
    r"payouts?|recovered|recoveries|revenue|seized|deployed|deaths|fatalities|injuries|crashes|collisions|fires|"
    r"emergencies|accidents|encounters|dismissals|exits?|exiting|entering|entered|murders?|homicides|robber(?:y|ies)|burglar(?:y|ies)|assaults?|rapes?|shootings?|larcen(?:y|ies)|"
    r"evictions|circulation|queries|downloads|transactions|contacts|contacted|interactions|sessions|events|programs? "
    r"held|applications|appeals|determinations|dispositions|orders|notices|letters|emails|e-mails|walk-ins|audits|"
    r"assessed|assessments|evaluations|screened|screenings|vaccinat\w+|tested|tests|samples|reports|reported|births|"
    r"adoptions|adopted|reunified|discharged|released|transferred|towed|impounded|cleaned|cleanings?|collections?|"
    r"tons|poured|filled|cleared|pruned|stumps|prepared|produced|published|translated|translations|interpretations?|"
    r"connected|helped|assisted|enforced|tickets|citations|cases (?:filed|commenced|closed|referred)|meals|trips|rides|"
    r"passengers|ridership|hires|hired|jobs|loans|grants|certifications?|certified|graduates?|permits|claims|lawsuits|"
    r"settled|settlements|escapes|stabbings|slashings|allegations|uses? of force|stops|used|worked|hours)\b",
    re.IGNORECASE,
)
_NEITHER = pattern(
    r"\b(?:average|median|mean|per|rate|ratio|percent|share|index|score|cost|price|daily)\b", re.IGNORECASE
)
# What comes about once a year, by its own words; and what schools count by their year.
_SCHOOL_YEAR = pattern(
    r"\b(?:school year|academic year|test scores?|graduation rate|after graduation|who graduate|regents|"
    r"(?:students in|high school) cohort|drop(?:ped|ping)?[- ]?outs?|state (?:tests?|exams?)|english language arts|"
    r"in grades \d|grades? \d)\b|^kindergarten to grade",
    re.IGNORECASE,
)
_ONCE_A_YEAR = pattern(
    r"\((?:CY|FFY)\)|\b(?:annual(?! (?:re-?)?certif| M/WBE)|annually|yearly|calendar year|per capita)\b|"
    r"^one[- ]year\b|\b(?:survey responses|(?:respondents to|completing) .*\bsurvey)\b",
    re.IGNORECASE,
)
_QUARTERLY = pattern(r"\bquarterly\b|\((?:per |each )?quarter\)", re.IGNORECASE)
_STEADY = 0.02  # a standing number may hardly move; what happens seldom moves so little for years
_ENOUGH_YEARS = 3


def guess(indicator: Indicator, published: Sequence[str] = ()) -> Aggregation | None:
    """How an indicator's months probably become its year; None where words and history do not say.

    Args:
        indicator: as its schema has it; one whose aggregation is known is not guessed.
        published: its printed years, oldest first.
    """
    if indicator.aggregation is not Aggregation.UNKNOWN or indicator.year is not Year.FISCAL:
        return None
    name = indicator.name
    if _NEITHER.search(name) or not (indicator.unit.is_count or indicator.unit.is_money):
        return None
    standing, happening = _STANDING.search(name), _HAPPENING.search(name)
    if standing:
        return None if happening else Aggregation.LAST
    if not happening or _hardly_moves(published):
        return None
    return Aggregation.SUM


def guess_frequency(indicator: Indicator, whole: Frequency | None = None) -> Frequency | None:
    """How often an indicator's figure probably comes about; None where its words do not say, or the schema does.

    Args:
        indicator: as its schema has it.
        whole: how often that comes about of which it is a part, known or guessed.
    """
    if indicator.frequency is not None:
        return None
    name = indicator.name
    if indicator.year is Year.SCHOOL or _SCHOOL_YEAR.search(name):
        return Frequency.SCHOOL_YEAR
    if indicator.year is not Year.FISCAL or _ONCE_A_YEAR.search(name):
        return Frequency.ANNUAL
    return Frequency.QUARTERLY if _QUARTERLY.search(name) else whole


def _hardly_moves(published: Sequence[str]) -> bool:
    """Whether every known year is within two percent of the others: as what stands there, not what happens."""
    plain = [text.replace(",", "").strip("$") for text in published]
    known = [float(text) for text in plain if re.fullmatch(r"\d*\.?\d+", text)]
    if len(known) < _ENOUGH_YEARS or not max(known):
        return False
    return (max(known) - min(known)) / max(known) <= _STEADY
