"""The office's own choices: every threshold that the office may decide otherwise.

These are the defaults; an office's ``settings.yaml`` changes them by name. Sources are given where a number comes
from the published report rather than from taste.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from pmr_xl.model.attention.concerns import LEVELS, Escalation
from pmr_xl.model.finding import Severity
from pmr_xl.model.quick.value_class import value_class

# Settings that are the office's alone: where the record and the key are kept, who looks after whom, to whom letters go.
KEPT_BACK = ("record", "portfolios", "contacts", "escalation", "signing_key")


@value_class
class RuleChoice:
    """What an office decided about one rule: switched off or weighed otherwise, by whom and why."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    who: str
    why: str
    on: bool = True
    severity: Severity | None = None


@value_class
class Waiver:
    """What an office has agreed not to ask about: one rule, of one indicator or of one agency, until a day.

    Attributes:
        indicator: an indicator's id; or else ``agency``, an agency's code, for all of its submission.
        until: the last day on which it holds.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    rule: str
    why: str
    who: str
    until: date
    indicator: str = ""
    agency: str = ""


@value_class
class Portfolio:
    """The agencies that one analyst looks after.

    Attributes:
        analyst: the name; ``backup``: who stands in.
        agencies: codes, each in one portfolio only.
        account: the name the analyst is logged in with, where it is another one than ``analyst``.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    analyst: str
    agencies: tuple[str, ...]
    backup: str = ""
    account: str = ""


class Publishes(StrEnum):
    """What may be published."""

    RELEASED = "released"
    ACCEPTED = "accepted"


@value_class
class OfficeSettings:
    """Thresholds. Shares are fractions: ``0.10`` is ten percent.

    Attributes:
        near: a target missed by no more than this share is near.
        trend_band: the five-year trend's neutral band (verified on the printed fiscal 2026 report).
        stable_decline: against last year, a decline under this share is small, from it on large.
        robust_z: distance from the median, in robust standard deviations, past which a value is unusual.
        noise_floor: smallest standard deviation assumed, as a share of the median.
        unusual_change: change against last year that must come with the robust distance.
        large_change: change against last year that always asks for an explanation.
        critical_miss: a critical indicator's target missed by more than this share asks for an explanation.
        shortest_explanation: an explanation of fewer characters is not read as one.
        scale_slip_width: half width, in powers of ten, of the band around 100 and 1,000 times the usual value.
        small_count: counts of places and groups from 1 to below it are hidden in what is published.
        csv_byte_order_mark: CSV files for people begin with the mark by which Excel knows their signs (’ and —); those
            in the open data's shape never do.
        layout_styles: the name that the layout in InDesign has for a style of ours (``PMR Figure``), where they differ.
        publishes: what the public site and posted data may hold: ``released`` editions alone, or what is ``accepted``.
        posting_layout: heading → column of the City's dataset, for months in the layout of the office's own system.
        page_address: where agencies find the page that checks a form: https, or a file on a share. The Instructions of
            a form lead there; empty: they name none.
        asking: codes of the editions being collected (``MMR-FY26``); a form of another one is refused. None: all are.
        record: where the record is kept: empty for one file in the office folder, or the address of a PostgreSQL
            server, without a password.
        portfolios: who looks after which agencies.
        contacts: addresses that an agency's letters go to, by its code.
        escalation: who is to see which exceptions, the highest first; what fits none is the analyst's.
        signing_key: the private key that receipts of what is accepted are signed with (pmr signing-key makes it);
            empty: receipts are not signed.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    near: Decimal = Decimal("0.10")
    trend_band: Decimal = Decimal("0.10")
    stable_decline: Decimal = Decimal("0.10")
    robust_z: float = 3.5
    noise_floor: float = 0.05
    unusual_change: float = 0.20
    large_change: float = 0.50
    critical_miss: Decimal = Decimal("0.10")
    scale_slip_width: float = 0.30
    shortest_explanation: int = 20
    small_count: int = 10
    csv_byte_order_mark: bool = True
    rules: dict[str, RuleChoice] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    layout_styles: dict[str, str] = field(default_factory=dict)
    publishes: Publishes = Publishes.RELEASED
    posting_layout: dict[str, str] = field(default_factory=dict)
    page_address: str = ""
    asking: tuple[str, ...] = ()
    record: str = ""
    portfolios: tuple[Portfolio, ...] = ()
    contacts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    escalation: tuple[Escalation, ...] = LEVELS
    signing_key: str = ""
