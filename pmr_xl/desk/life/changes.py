"""What was done to an indicator or an agency, as values: each kind of change says its own facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.model.quick.named import NamedTuple

if TYPE_CHECKING:
    from pmr_xl.model.fiscal import Edition, Period
    from pmr_xl.office import Agency


class IndicatorRenamed(NamedTuple):
    """An indicator that is called otherwise; ``former``: what it was called in the last report."""

    indicator: str
    name: str
    former: str


class IdPutBack(NamedTuple):
    """An indicator that has its old id again; ``indicator``: the id that it had meanwhile."""

    indicator: str
    known_as: str


class IndicatorRedefined(NamedTuple):
    """An indicator that is counted otherwise from a fiscal year on, and why.

    Attributes:
        before: why that year was marked already; empty where it was not.
        across: released editions whose tables go across it, and stay as they were.
    """

    indicator: str
    since: Period
    why: str
    before: str = ""
    across: tuple[Edition, ...] = ()


class IndicatorRetired(NamedTuple):
    """An indicator that is not asked for any more."""

    indicator: str


class IndicatorMoved(NamedTuple):
    """An indicator that stands under another goal or table.

    Attributes:
        to: the id of the goal or table.
        agency: whose it was.
        to_agency: whose it is; empty where it stays with its agency.
    """

    indicator: str
    to: str
    agency: str
    to_agency: str


class IndicatorAdded(NamedTuple):
    """A new indicator, by its id; ``to``: the id of the goal or table that it stands under."""

    indicator: str
    to: str


class IndicatorSplit(NamedTuple):
    """An indicator whose place others take, by their ids."""

    indicator: str
    into: tuple[str, ...]


class IndicatorsShared(NamedTuple):
    """Two indicators that are one and the same figure."""

    indicator: str
    other: str


class AgencyNew(NamedTuple):
    """A new agency; ``place``: the id of the table that waits for its indicators."""

    agency: Agency
    place: str


class AgencyRenamed(NamedTuple):
    """An agency that is called otherwise.

    Attributes:
        before: as it was.
        settings: the keys of settings.yaml that name it by the code it had.
    """

    before: Agency
    name: str
    code: str
    settings: tuple[str, ...]


class AgencyMerged(NamedTuple):
    """An agency that is a part of another now.

    Attributes:
        into: the other's code.
        money: how many resources and units of appropriation go on there.
        carried: they were to go on there; False: they end.
        settings: the keys of settings.yaml that name it.
    """

    agency: str
    into: str
    money: int
    carried: bool
    settings: tuple[str, ...]


Change = (
    IndicatorRenamed | IdPutBack | IndicatorRedefined | IndicatorRetired | IndicatorMoved | IndicatorAdded
    | IndicatorSplit | IndicatorsShared | AgencyNew | AgencyRenamed | AgencyMerged
)  # fmt: skip


class LifeChange(NamedTuple):
    """What was done, and the files that were written."""

    change: Change
    files: tuple[Path, ...]
